package dev.chatchannel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.MemberJoined;
import dev.chatchannel.message.MemberLeft;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.MessageEdited;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.MessageState;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.ReactionAdded;
import dev.chatchannel.message.ReactionRemoved;
import dev.chatchannel.message.ReactionTally;
import dev.chatchannel.message.TopicChanged;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CentrifugeJsonTest {
    private static final ChannelName LOBBY = new ChannelName("lobby");
    private static final Author ANN = new Author(new AccountId("0".repeat(26)), "Ann", AccountKind.GUEST);
    private static final String AUTHOR = "\"author\":{\"id\":\"00000000000000000000000000\",\"name\":\"Ann\",\"kind\":\"guest\"}";

    @Test
    void a_frame_holds_one_or_several_commands() {
        var requests = CentrifugeJson.read("{\"id\":1,\"connect\":{}}\n{\"subscribe\":{\"channel\":\"Lobby\"},\"id\":2}\n");
        assertEquals("connect", requests.get(0).method());
        assertEquals(2, requests.get(1).id());
        assertEquals(new ChannelName("lobby"), requests.get(1).params().channel());
    }

    @Test
    void typing_is_a_publication_without_an_offset() {
        String typing = "{\"push\":{\"channel\":\"lobby\",\"pub\":{\"data\":{\"kind\":\"typing\"," + AUTHOR + "}}}}";
        assertEquals(new Frame.Text(typing), CentrifugeJson.typing(LOBBY, ANN));
    }

    @Test
    void an_empty_object_answers_a_ping() {
        assertTrue(CentrifugeJson.read("{}").get(0).isPong());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "[]",
                "{\"id\":1}",
                "{\"id\":-1,\"ping\":{}}",
                "{\"id\":1.5,\"ping\":{}}",
                "{\"id\":1,\"id\":2,\"ping\":{}}",
                "{\"id\":1,\"ping\":3}",
                "{\"id\":1,\"ping\":{}} {}",
                "{\"id\":99999999999999999999999999999999999999,\"ping\":{}}"
            })
    void what_is_no_command_is_refused(String frame) {
        assertThrows(Refused.class, () -> CentrifugeJson.read(frame));
    }

    @Test
    void a_deep_nest_is_refused_before_it_costs_anything() {
        assertThrows(Refused.class, () -> CentrifugeJson.read("{\"id\":1,\"ping\":" + "[".repeat(100_000)));
    }

    @Test
    void an_event_is_a_push_with_its_offset() {
        var event = new MessagePosted(
                new ChannelName("lobby"), 7, ANN, 1_000, "a\n\"b\"", Optional.empty(), Optional.of(new ClientId("c-1")));
        assertEquals(
                "{\"push\":{\"channel\":\"lobby\",\"pub\":{\"offset\":7,\"data\":{\"kind\":\"message\",\"time\":1000,\"text\":\"a\\n\\\"b\\\"\","
                        + "\"author\":{\"id\":\"00000000000000000000000000\",\"name\":\"Ann\",\"kind\":\"guest\"},\"client_id\":\"c-1\"}}}}",
                ((Frame.Text) CentrifugeJson.event(event)).messages().get(0));
    }

    @Test
    void a_message_tells_what_became_of_it() {
        var tally = new ReactionTally(new Reaction("👍"), 30, List.of(ANN.id()));
        var edited = new MessageState(OptionalLong.of(2_000), false, List.of(tally));
        var message = new MessagePosted(LOBBY, 7, ANN, 1_000, "hi", List.of(), Optional.empty(), edited);
        assertEquals(
                "{\"kind\":\"message\",\"time\":1000,\"text\":\"hi\"," + AUTHOR + ",\"edited\":2000,\"reactions\":"
                        + "[{\"reaction\":\"👍\",\"count\":30,\"accounts\":[\"00000000000000000000000000\"]}]}",
                Json.event(message).toString());
        var deleted = new MessageState(OptionalLong.empty(), true, List.of());
        assertEquals(
                "{\"kind\":\"message\",\"time\":1000,\"text\":\"\"," + AUTHOR + ",\"deleted\":true}",
                Json.event(new MessagePosted(LOBBY, 7, ANN, 1_000, "", List.of(), Optional.empty(), deleted)).toString());
    }

    @Test
    void every_kind_of_event_has_a_word_and_its_members() {
        Reaction thumb = new Reaction("👍");
        assertEquals(json("edit", ",\"target\":7,\"text\":\"hi\""), said(new MessageEdited(LOBBY, 8, ANN, 1, 7, "hi")));
        assertEquals(json("delete", ",\"target\":7"), said(new MessageDeleted(LOBBY, 8, ANN, 1, 7)));
        assertEquals(
                json("react", ",\"target\":7,\"reaction\":\"👍\",\"count\":2"), said(new ReactionAdded(LOBBY, 8, ANN, 1, 7, thumb, 2)));
        assertEquals(
                json("unreact", ",\"target\":7,\"reaction\":\"👍\",\"count\":0"),
                said(new ReactionRemoved(LOBBY, 8, ANN, 1, 7, thumb, 0)));
        assertEquals(json("topic", ",\"topic\":\"tea\""), said(new TopicChanged(LOBBY, 8, ANN, 1, "tea")));
        assertEquals(json("join", ""), said(new MemberJoined(LOBBY, 8, ANN, 1)));
        assertEquals(json("leave", ""), said(new MemberLeft(LOBBY, 8, ANN, 1)));
    }

    private static String said(Event event) {
        return Json.event(event).toString();
    }

    private static String json(String kind, String members) {
        return "{\"kind\":\"" + kind + "\",\"time\":1," + AUTHOR + members + "}";
    }

    @Test
    void a_refusal_repeats_the_id_and_says_whether_to_try_again() {
        var request = CentrifugeJson.read("{\"id\":9,\"publish\":{}}").get(0);
        assertEquals(
                "{\"id\":9,\"error\":{\"code\":111,\"reason\":\"too-busy\",\"message\":\"Too busy; try again in a moment.\",\"temporary\":true,\"retry_after\":2}}",
                ((Frame.Text) CentrifugeJson.refused(request, Refusal.TOO_BUSY.refused())).messages().get(0));
    }

    @Test
    void resuming_tells_the_place_from_which_events_follow() {
        var request = CentrifugeJson.read("{\"id\":2,\"subscribe\":{}}").get(0);
        assertEquals(
                "{\"id\":2,\"subscribe\":{\"recoverable\":true,\"positioned\":true,\"was_recovering\":true,\"recovered\":true,\"offset\":5,\"epoch\":\"e\"}}",
                ((Frame.Text) CentrifugeJson.subscribed(request, new Position("e", 5), true, true)).messages().get(0));
    }
}
