package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.JsonClient;
import dev.chatchannel.kit.Opening;
import dev.chatchannel.kit.RawSocket;
import dev.chatchannel.kit.Wire;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Ending a connection, from either side, with a code. */
public interface CloseJourney extends Journey {
    @Test
    default void a_client_may_close_with_any_code_of_its_own() {
        for (int code : List.of(1000, 3000, 4999)) {
            try (RawSocket client = raw("lobby")) {
                client.close(code);
                assertEquals(code, client.readClose());
                client.awaitEnd();
            }
        }
    }

    @Test
    default void a_close_of_one_does_not_disturb_the_others() {
        try (Client ann = join("lobby")) {
            for (int code : List.of(1000, 3000, 4999)) {
                Client ben = join("lobby", ann);
                ben.close(code);
                ben.expectClose(code);
                ann.send("still here").expect("guest-…: still here");
            }
        }
    }

    @Test
    default void the_operator_closes_a_connection_with_a_code_of_choice() {
        try (JsonClient ann = unconnected()) {
            String connection = ann.done("connect", "{}").path("client").asText();
            Answer answer = close("\"client\":\"" + connection + "\",\"code\":4123,\"reason\":\"enough\"");
            assertEquals(1, answer.result().path("closed").asInt(), answer::toString);
            assertEquals("enough", ann.socket().expectClose(4123));
        }
    }

    @Test
    default void the_operator_finds_a_plain_connection_by_presence() {
        String name = Wire.freshName("Ann");
        String cookie = web().signIn(name).cookie();
        try (Client ann = greet(Client.dial(plainPath("lobby")).with("Cookie", cookie).connect())) {
            assertEquals(200, close("\"client\":\"" + connectionOf(name) + "\",\"code\":4123").status());
            ann.expectClose(4123);
        }
    }

    @Test
    default void who_does_not_read_is_seen_to_be_behind_and_can_be_closed() {
        String name = Wire.freshName("Mia");
        Http mia = web().signUp(name);
        String channel = "full-" + name.substring(4);
        web().asOperator().api("channel.create", "{\"kind\":\"public\",\"name\":\"" + channel + "\"}");
        Opening opening = Opening.of(plainPath(channel)).with("Cookie", web().signIn(name, Http.PASSWORD).cookie()).with("User-Agent", "a stalled client");
        try (RawSocket stalled = opening.openNarrowly()) {
            Wire.await(() -> connectionsOf(name).size() == 1, () -> "not in the list");
            JsonNode fresh = connectionsOf(name).get(0);
            assertEquals("plain 1 0 a stalled client", "%s %s %s %s".formatted(fresh.path("protocol").asText(), fresh.path("channels").asText(),
                    fresh.path("behind").asText(), fresh.path("device").asText()));
            Wire.await(() -> {
                for (int i = 0; i < 40; i++) assertEquals(200, mia.publish(channel, "x".repeat(16_000)).status());
                return isBehind(name);
            }, () -> connectionsOf(name).toString());
            assertEquals(200, close("\"client\":\"" + fresh.path("id").asText() + "\",\"code\":4123,\"reason\":\"enough\"").status());
            assertEquals(List.of(), connectionsOf(name));
            assertTrue(Set.of(4123, 1006).contains(stalled.readEnd()), "cut, where nothing more could be sent");
        }
        web().asOperator().api("channel.delete", "{\"channel\":\"" + channel + "\",\"name\":\"" + channel + "\"}");
    }

    @Test
    default void connections_are_listed_by_id_page_by_page() {
        try (JsonClient ann = json(); JsonClient ben = json()) {
            ann.subscribe("lobby");
            ben.done("ping", "{}");
            List<JsonNode> all = connections("{}");
            List<String> ids = all.stream().map(one -> one.path("id").asText()).toList();
            assertEquals(ids.stream().sorted().toList(), ids);
            assertTrue(all.stream().allMatch(one -> one.path("since").asLong() > 1_700_000_000_000L && !one.path("address").asText().isEmpty()), all::toString);
            List<JsonNode> second = connections("{\"limit\":1,\"after\":\"" + ids.get(0) + "\"}");
            assertEquals(List.of(ids.get(1)), second.stream().map(one -> one.path("id").asText()).toList());
        }
        for (String wrong : List.of("{\"limit\":0}", "{\"limit\":201}", "{\"after\":7}")) {
            assertRefused(400, "bad-request", web().asOperator().api("connection.list", wrong));
        }
        assertRefused(403, "not-allowed", web().api("connection.list", "{}"));
        assertRefused(403, "not-allowed", web().signUp(Wire.freshName("Mia")).api("connection.list", "{}"));
    }

    @Test
    default void without_a_code_the_operator_closes_with_1000() {
        try (JsonClient ann = unconnected()) {
            String connection = ann.done("connect", "{}").path("client").asText();
            assertEquals(200, close("\"client\":\"" + connection + "\"").status());
            ann.socket().expectClose(1000);
        }
    }

    @Test
    default void the_operator_closes_all_connections_of_an_account() {
        Answer signedIn = web().signIn(Wire.freshName("Ann"));
        try (Client one = greet(Client.dial(plainPath("lobby")).with("Cookie", signedIn.cookie()).connect());
                Client two = greet(Client.dial(plainPath("news")).with("Cookie", signedIn.cookie()).connect())) {
            Answer answer = close("\"user\":\"" + signedIn.result().at("/account/id").asText() + "\",\"code\":3500");
            assertEquals(2, answer.result().path("closed").asInt(), answer::toString);
            one.expectClose(3500);
            two.expectClose(3500);
        }
    }

    @Test
    default void only_the_operator_closes_and_only_what_is_there_and_only_with_a_sound_code() {
        try (JsonClient ann = unconnected()) {
            String client = "\"client\":\"" + ann.done("connect", "{}").path("client").asText() + "\"";
            assertRefused(403, "not-allowed", web().api("connection.close", "{" + client + ",\"code\":4123}"));
            assertRefused(404, "not-found", close("\"client\":\"nobody\",\"code\":4123"));
            for (int code : List.of(0, 999, 1004, 1005, 1006, 1014, 1015, 2999, 5000)) {
                assertRefused(400, "bad-request", close(client + ",\"code\":" + code));
            }
            assertRefused(400, "bad-request", close(client + ",\"code\":4123,\"reason\":\"" + "x".repeat(124) + "\""));
            assertRefused(400, "bad-request", close("\"code\":4123"));
            ann.done("ping", "{}");
            assertEquals(200, close(client + ",\"code\":4123,\"reason\":\"" + "x".repeat(123) + "\"").status());
            ann.socket().expectClose(4123);
            JsonNode deed = web().asOperator().api("audit.list", "{}").result().at("/deeds/0");
            assertEquals("operator connection.close 4123", deed.path("name").asText() + " " + deed.path("action").asText() + " " + deed.path("detail").asText());
            assertTrue(client.contains(deed.path("target").asText()), deed::toString);
        }
    }

    private Answer close(String params) {
        return web().asOperator().api("connection.close", "{" + params + "}");
    }

    private boolean isBehind(String name) {
        JsonNode one = connectionsOf(name).get(0);
        return one.path("behind").asLong() > 0 && one.path("sending_ms").asLong() > 0;
    }

    private List<JsonNode> connectionsOf(String name) {
        return connections("{}").stream().filter(one -> one.at("/account/name").asText().equals(name)).toList();
    }

    private List<JsonNode> connections(String params) {
        JsonNode list = web().asOperator().api("connection.list", params).result().path("connections");
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private String connectionOf(String name) {
        for (JsonNode person : web().api("presence", "{\"channel\":\"lobby\"}").result().path("presence")) {
            if (person.at("/conn_info/name").asText().equals(name)) return person.path("client").asText();
        }
        throw new AssertionError("Not here: " + name);
    }

    private static void assertRefused(int status, String reason, Answer answer) {
        assertEquals(status, answer.status(), answer::toString);
        assertEquals(reason, answer.reason());
    }
}
