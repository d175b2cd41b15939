package dev.chatchannel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.Position;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CentrifugeJsonTest {
    @Test
    void a_frame_holds_one_or_several_commands() {
        var requests = CentrifugeJson.read("{\"id\":1,\"connect\":{}}\n{\"subscribe\":{\"channel\":\"Lobby\"},\"id\":2}\n");
        assertEquals("connect", requests.get(0).method());
        assertEquals(2, requests.get(1).id());
        assertEquals(new ChannelName("lobby"), requests.get(1).params().channel());
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
        Author ann = new Author(new AccountId("0".repeat(26)), "Ann", AccountKind.GUEST);
        var event = new MessagePosted(
                new ChannelName("lobby"), 7, ann, 1_000, "a\n\"b\"", Optional.empty(), Optional.of(new ClientId("c-1")));
        assertEquals(
                "{\"push\":{\"channel\":\"lobby\",\"pub\":{\"offset\":7,\"data\":{\"kind\":\"message\",\"time\":1000,\"text\":\"a\\n\\\"b\\\"\","
                        + "\"author\":{\"id\":\"00000000000000000000000000\",\"name\":\"Ann\",\"kind\":\"guest\"},\"client_id\":\"c-1\"}}}}",
                ((Frame.Text) CentrifugeJson.event(event)).text());
    }

    @Test
    void a_refusal_repeats_the_id_and_says_whether_to_try_again() {
        var request = CentrifugeJson.read("{\"id\":9,\"publish\":{}}").get(0);
        assertEquals(
                "{\"id\":9,\"error\":{\"code\":111,\"reason\":\"too-busy\",\"message\":\"Too busy; try again in a moment.\",\"temporary\":true,\"retry_after\":2}}",
                ((Frame.Text) CentrifugeJson.refused(request, Refusal.TOO_BUSY.refused())).text());
    }

    @Test
    void resuming_tells_the_place_from_which_events_follow() {
        var request = CentrifugeJson.read("{\"id\":2,\"subscribe\":{}}").get(0);
        assertEquals(
                "{\"id\":2,\"subscribe\":{\"recoverable\":true,\"positioned\":true,\"was_recovering\":true,\"recovered\":true,\"offset\":5,\"epoch\":\"e\"}}",
                ((Frame.Text) CentrifugeJson.subscribed(request, new Position("e", 5), true, true)).text());
    }
}
