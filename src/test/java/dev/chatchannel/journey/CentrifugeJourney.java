package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.JsonClient;
import dev.chatchannel.kit.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The JSON protocol, as the public SDKs speak it. */
public interface CentrifugeJourney extends Journey {
    @Test
    default void every_method_is_answered() {
        try (JsonClient ann = unconnected()) {
            JsonNode connected = ann.done("connect", "{}");
            assertEquals(26, connected.path("client").asText().length());
            assertTrue(connected.path("ping").asInt() > 0 && connected.path("pong").asBoolean());
            JsonNode subscribed = ann.subscribe("lobby");
            assertTrue(subscribed.path("recoverable").asBoolean() && subscribed.path("positioned").asBoolean());
            JsonNode published = ann.publish("lobby", "hi");
            assertEquals(subscribed.path("epoch"), published.path("epoch"));
            assertFalse(published.path("repeated").asBoolean(true));
            JsonNode heard = ann.publication("lobby");
            assertEquals(published.path("offset"), heard.path("offset"));
            assertEquals("hi", heard.at("/data/text").asText());
            assertEquals(connected.at("/data/account"), heard.at("/data/author"));
            assertEquals(published.path("offset"), ann.done("history", channel("lobby")).path("offset"));
            assertTrue(ann.done("presence", channel("lobby")).path("presence").has(connected.path("client").asText()));
            assertTrue(ann.done("presence_stats", channel("lobby")).path("num_clients").asInt() >= 1);
            assertEquals("up", ann.done("rpc", "{\"method\":\"health\"}").at("/data/status").asText());
            assertEquals(0, ann.done("ping", "{}").size());
            assertEquals(0, ann.done("unsubscribe", channel("lobby")).size());
        }
    }

    @Test
    default void who_unsubscribes_hears_no_more() {
        try (JsonClient ann = json(); JsonClient ben = json()) {
            ann.subscribe("lobby");
            ann.subscribe("news");
            ann.done("unsubscribe", channel("lobby"));
            ben.publish("lobby", "not for ann");
            ben.publish("news", "for ann");
            JsonNode next = ann.await(frame -> frame.path("push").has("pub"));
            assertEquals("for ann", next.at("/push/pub/data/text").asText());
            ann.subscribe("lobby");
            ben.publish("lobby", "for ann again");
            assertEquals("for ann again", ann.publication("lobby").at("/data/text").asText());
        }
    }

    @Test
    default void anything_before_connect_closes() {
        try (JsonClient honest = json()) {
            honest.subscribe("lobby");
        }
        for (String method : List.of("subscribe", "publish", "ping", "rpc")) {
            try (JsonClient hasty = unconnected()) {
                hasty.send(method, channel("lobby"));
                hasty.socket().expectClose(3501);
            }
        }
    }

    @Test
    default void what_is_not_this_protocol_closes() {
        for (String frame : List.of("hello", "[1]", "7", "{\"id\":1}", "{\"id\":\"x\",\"connect\":{}}", "{\"id\":1,\"connect\":{}", "{}{}")) {
            try (Client stranger = Client.connect(ws("connection/websocket"))) {
                stranger.send(frame).expectClose(3501);
            }
            try (JsonClient late = json()) {
                late.socket().send(frame).expectClose(3501);
            }
        }
        try (Client stranger = Client.connect(ws("connection/websocket"))) {
            stranger.send(new byte[] {1, 2, 3}).expectClose(3501);
        }
    }

    @Test
    default void the_same_client_id_is_the_same_message() {
        try (JsonClient ann = json()) {
            ann.subscribe("lobby");
            JsonNode first = ann.done("publish", draft("lobby", "once", "c-1"));
            JsonNode again = ann.done("publish", draft("lobby", "once", "c-1"));
            assertFalse(first.path("repeated").asBoolean(true));
            assertTrue(again.path("repeated").asBoolean());
            assertEquals(first.path("offset"), again.path("offset"));
            ann.publish("lobby", "after");
            assertEquals("once", ann.publication("lobby").at("/data/text").asText());
            assertEquals("after", ann.publication("lobby").at("/data/text").asText());
        }
    }

    @Test
    default void the_same_client_id_of_another_author_is_another_message() {
        try (JsonClient ann = json(); JsonClient ben = json()) {
            assertFalse(ann.done("publish", draft("lobby", "mine", "c-1")).path("repeated").asBoolean(true));
            assertFalse(ben.done("publish", draft("lobby", "mine", "c-1")).path("repeated").asBoolean(true));
        }
    }

    @Test
    default void a_retry_by_another_door_is_the_same_message() {
        String cookie = web().signIn(Wire.freshName("Ann")).cookie();
        Http request = web().with("Cookie", cookie);
        try (JsonClient ann = JsonClient.over(Client.dial(ws("connection/websocket")).with("Cookie", cookie).connect())) {
            ann.done("connect", "{}");
            ann.subscribe("lobby");
            JsonNode first = ann.done("publish", draft("lobby", "by socket", "c-1"));
            JsonNode again = request.api("publish", draft("lobby", "by socket", "c-1")).result();
            assertTrue(again.path("repeated").asBoolean());
            assertEquals(first.path("offset"), again.path("offset"));
            JsonNode other = request.api("publish", draft("lobby", "by request", "c-2")).result();
            assertEquals(other.path("offset"), ann.done("publish", draft("lobby", "by request", "c-2")).path("offset"));
            ann.publish("lobby", "after");
            List<String> heard = ann.publications("lobby", 3).stream().map(pub -> pub.at("/data/text").asText()).toList();
            assertEquals(List.of("by socket", "by request", "after"), heard);
        }
    }

    @Test
    default void who_resumes_gets_exactly_what_followed() {
        try (JsonClient ann = json(); JsonClient back = json()) {
            JsonNode place = ann.publish("lobby", "the last heard");
            long last = place.path("offset").asLong();
            for (int i = 0; i < 5; i++) ann.publish("lobby", "missed " + i);
            JsonNode resumed = back.done("subscribe", resume("lobby", place.path("epoch").asText(), last));
            assertTrue(resumed.path("was_recovering").asBoolean() && resumed.path("recovered").asBoolean());
            ann.publish("lobby", "live");
            assertOffsets(last + 1, last + 6, resumed, back);
        }
    }

    @Test
    default void who_resumes_gets_also_what_memory_has_forgotten() {
        try (JsonClient ann = json(); JsonClient back = json()) {
            JsonNode place = ann.publish("lobby", "the last heard");
            long last = place.path("offset").asLong();
            List<Integer> sent = new ArrayList<>();
            for (int i = 0; i < 320; i++) sent.add(ann.send("publish", draft("lobby", "missed " + i, "c-" + i)));
            for (int id : sent) ann.await(frame -> frame.path("id").asInt() == id);
            JsonNode resumed = back.done("subscribe", resume("lobby", place.path("epoch").asText(), last));
            assertTrue(resumed.path("recovered").asBoolean());
            ann.publish("lobby", "live");
            assertOffsets(last + 1, last + 321, resumed, back);
        }
    }

    @Test
    default void nothing_is_recovered_from_a_place_that_is_not_ours() {
        try (JsonClient ann = json()) {
            JsonNode place = ann.publish("lobby", "here");
            long last = place.path("offset").asLong();
            for (String foreign : List.of(resume("lobby", "another", last), resume("lobby", place.path("epoch").asText(), last + 1_000))) {
                try (JsonClient back = json()) {
                    JsonNode resumed = back.done("subscribe", foreign);
                    assertTrue(resumed.path("was_recovering").asBoolean());
                    assertFalse(resumed.path("recovered").asBoolean(true));
                    assertEquals(place.path("epoch"), resumed.path("epoch"));
                    String text = Wire.freshName("after");
                    long next = ann.publish("lobby", text).path("offset").asLong();
                    assertEquals(next, back.publication("lobby").path("offset").asLong());
                }
            }
        }
    }

    @Test
    default void history_is_paged_in_both_directions() {
        try (JsonClient ann = json()) {
            JsonNode first = ann.publish("news", "page 0");
            String epoch = first.path("epoch").asText();
            long from = first.path("offset").asLong();
            for (int i = 1; i < 25; i++) ann.publish("news", "page " + i);
            List<Long> forward = new ArrayList<>();
            for (long at = from - 1; forward.size() < 25; at = forward.get(forward.size() - 1)) {
                forward.addAll(offsets(ann.done("history", page(10, epoch, at, false)).path("publications")));
            }
            assertEquals(LongStream.range(from, from + 25).boxed().toList(), forward);
            List<Long> backward = new ArrayList<>();
            for (long at = from + 25; backward.size() < 25; at = backward.get(backward.size() - 1)) {
                backward.addAll(offsets(ann.done("history", page(5, epoch, at, true)).path("publications")));
            }
            assertEquals(LongStream.range(from, from + 25).map(offset -> 2 * from + 24 - offset).boxed().toList(), backward);
            assertEquals(0, ann.done("history", page(0, epoch, from, false)).path("publications").size());
            assertEquals(from + 24, ann.done("history", channel("news")).path("offset").asLong());
        }
    }

    @Test
    default void without_a_place_history_begins_at_an_end() {
        try (JsonClient ann = json()) {
            long newest = ann.publish("news", "newest").path("offset").asLong();
            JsonNode oldestFirst = ann.done("history", "{\"channel\":\"news\",\"limit\":1}").path("publications");
            assertEquals(List.of(1L), offsets(oldestFirst));
            JsonNode newestFirst = ann.done("history", "{\"channel\":\"news\",\"limit\":1,\"reverse\":true}").path("publications");
            assertEquals(List.of(newest), offsets(newestFirst));
        }
    }

    @Test
    default void what_cannot_be_done_is_refused_by_number_and_the_connection_goes_on() {
        try (JsonClient ann = json()) {
            ann.subscribe("lobby");
            ann.refused(105, "subscribe", channel("lobby"));
            ann.refused(102, "subscribe", channel("no-such-channel"));
            ann.refused(102, "publish", draft("no-such-channel", "hi", "c-1"));
            ann.refused(102, "history", channel("no-such-channel"));
            ann.refused(104, "dance", "{}");
            ann.refused(104, "rpc", "{\"method\":\"dance\"}");
            ann.refused(103, "rpc", "{\"method\":\"connection.close\",\"data\":{\"client\":\"x\",\"code\":4000}}");
            ann.refused(107, "subscribe", "{}");
            ann.refused(107, "publish", "{\"channel\":\"lobby\",\"data\":{\"text\":7}}");
            ann.refused(107, "history", "{\"channel\":\"lobby\",\"limit\":101}");
            ann.refused(112, "history", page(1, "another", 0, false).replace("news", "lobby"));
            ann.refused(107, "subscribe", "{\"channel\":\"news\",\"recover\":true}");
            ann.refused(1001, "publish", draft("lobby", " \\n ", "c-1"));
            ann.refused(1002, "publish", draft("lobby", "x".repeat(16_385), "c-1"));
            ann.publish("lobby", "still here");
            assertEquals("still here", ann.publication("lobby").at("/data/text").asText());
        }
    }

    @Test
    default void others_hear_who_comes_and_who_has_gone() {
        try (JsonClient ann = json()) {
            ann.subscribe("hall");
            String name = Wire.freshName("Ben");
            Client socket = Client.dial(ws("connection/websocket")).with("Cookie", web().signIn(name).cookie()).connect();
            try (JsonClient ben = JsonClient.over(socket)) {
                ben.done("connect", "{}");
                ben.subscribe("hall");
                awaitPerson(ann, "join", name);
            }
            awaitPerson(ann, "leave", name);
        }
    }

    @Test
    default void the_others_hear_who_is_typing_and_the_typer_does_not() {
        String name = Wire.freshName("Ann");
        String cookie = web().signIn(name).cookie();
        try (JsonClient ann = JsonClient.over(Client.dial(ws("connection/websocket")).with("Cookie", cookie).connect());
                JsonClient ben = json()) {
            JsonNode account = ann.done("connect", "{}").at("/data/account");
            ann.subscribe("hall");
            ben.subscribe("hall");
            assertEquals("{\"data\":{}}", ann.done("rpc", typing("hall")).toString());
            JsonNode heard = ben.publication("hall");
            assertFalse(heard.has("offset"), heard::toString);
            assertEquals("typing", heard.at("/data/kind").asText());
            assertEquals(account, heard.at("/data/author"));
            assertEquals(200, web().with("Cookie", cookie).api("typing", channel("hall")).status());
            assertEquals("typing", ben.publication("hall").at("/data/kind").asText());
            ann.publish("hall", "typed");
            assertEquals("typed", ann.publication("hall").at("/data/text").asText(), "of the typing came nothing");
            assertEquals("typed", ben.publication("hall").at("/data/text").asText());
        }
    }

    @Test
    default void who_has_no_name_or_no_channel_signals_no_typing() {
        String cookie = web().signIn(Wire.freshName("Ann")).cookie();
        assertEquals(200, web().with("Cookie", cookie).api("typing", channel("hall")).status());
        assertEquals(403, web().api("typing", channel("hall")).status());
        assertEquals(404, web().with("Cookie", cookie).api("typing", channel("no-such-channel")).status());
        try (JsonClient nameless = json()) {
            nameless.refused(103, "rpc", typing("hall"));
        }
    }

    private static String typing(String channel) {
        return "{\"method\":\"typing\",\"data\":{\"channel\":\"" + channel + "\"}}";
    }

    @Test
    default void one_frame_may_hold_several_commands() {
        try (Client socket = Client.connect(ws("connection/websocket"))) {
            socket.send("{\"id\":1,\"connect\":{}}\n{\"id\":2,\"ping\":{}}\n\n{\"id\":3,\"subscribe\":{\"channel\":\"lobby\"}}");
            JsonClient client = JsonClient.over(socket);
            for (int id = 1; id <= 3; id++) {
                int wanted = id;
                assertFalse(client.await(frame -> frame.path("id").asInt() == wanted).has("error"));
            }
        }
    }

    @Test
    default void who_connects_with_the_operators_token_speaks_as_operator() {
        try (JsonClient operator = unconnected(); JsonClient ann = json()) {
            ann.subscribe("lobby");
            JsonNode connected = operator.done("connect", "{\"token\":\"" + operatorToken() + "\"}");
            assertEquals("operator", connected.at("/data/account/kind").asText());
            operator.publish("lobby", "attention");
            assertEquals(connected.at("/data/account"), ann.publication("lobby").at("/data/author"));
        }
    }

    @Test
    default void a_wrong_token_is_refused_and_may_be_corrected() {
        try (JsonClient client = unconnected()) {
            client.refused(101, "connect", "{\"token\":\"wrong\"}");
            client.refused(107, "connect", "{\"token\":7}");
            client.done("connect", "{\"token\":\"" + operatorToken() + "\"}");
        }
    }

    @Test
    default void both_protocols_meet_in_a_channel() {
        try (Client plain = join("lobby"); JsonClient json = json()) {
            json.subscribe("lobby");
            plain.send("from plain").expect("guest-…: from plain");
            assertEquals("from plain", json.publication("lobby").at("/data/text").asText());
            json.publish("lobby", "from json");
            plain.expect("guest-…: from json");
        }
    }

    /** Everything from the one offset to the other follows: in the reply or by pushes, each once, in order. */
    private static void assertOffsets(long first, long last, JsonNode resumed, JsonClient client) {
        List<Long> offsets = new ArrayList<>(offsets(resumed.path("publications")));
        while (offsets.size() <= last - first) offsets.add(client.publication("lobby").path("offset").asLong());
        assertEquals(LongStream.rangeClosed(first, last).boxed().toList(), offsets);
    }

    private static List<Long> offsets(JsonNode publications) {
        return StreamSupport.stream(publications.spliterator(), false).map(pub -> pub.path("offset").asLong()).toList();
    }

    private static void awaitPerson(JsonClient client, String kind, String name) {
        client.await(frame -> frame.at("/push/" + kind + "/info/conn_info/name").asText().equals(name));
    }

    private static String channel(String channel) {
        return "{\"channel\":\"" + channel + "\"}";
    }

    private static String draft(String channel, String text, String clientId) {
        return "{\"channel\":\"" + channel + "\",\"data\":{\"text\":\"" + text + "\",\"client_id\":\"" + clientId + "\"}}";
    }

    private static String resume(String channel, String epoch, long offset) {
        return "{\"channel\":\"" + channel + "\",\"recover\":true,\"epoch\":\"" + epoch + "\",\"offset\":" + offset + "}";
    }

    private static String page(int limit, String epoch, long offset, boolean reverse) {
        return "{\"channel\":\"news\",\"limit\":" + limit + ",\"reverse\":" + reverse
                + ",\"since\":{\"epoch\":\"" + epoch + "\",\"offset\":" + offset + "}}";
    }
}
