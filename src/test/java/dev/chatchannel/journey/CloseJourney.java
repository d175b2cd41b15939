package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.JsonClient;
import dev.chatchannel.kit.RawSocket;
import dev.chatchannel.kit.Wire;
import java.util.List;
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
        }
    }

    private Answer close(String params) {
        return web().asOperator().api("connection.close", "{" + params + "}");
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
