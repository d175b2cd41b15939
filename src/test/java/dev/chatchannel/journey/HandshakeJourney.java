package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.JsonClient;
import dev.chatchannel.kit.Opening;
import dev.chatchannel.kit.RawSocket;
import dev.chatchannel.kit.Wire;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Coming in, and being refused before anything was accepted. */
public interface HandshakeJourney extends Journey {
    @Test
    default void the_accept_fits_the_key() {
        Answer answer = opening().answer();
        assertEquals(101, answer.status());
        assertEquals(Optional.of(Opening.ACCEPT), answer.header("Sec-WebSocket-Accept"));
    }

    @Test
    default void the_door_opens_with_and_without_a_slash() {
        for (String path : List.of("chat-channel", "chat-channel/")) {
            try (Client client = Client.connect(ws(path))) {
                greet(client).send("hi").expect("guest-…: hi");
            }
        }
    }

    @Test
    default void the_path_of_the_sdks_speaks_json_without_a_subprotocol() {
        try (JsonClient client = unconnected()) {
            assertEquals("guest", client.done("connect", "{}").at("/data/account/kind").asText());
            assertEquals("", client.socket().subprotocol());
        }
    }

    @Test
    default void a_cookie_counts_for_our_own_pages_and_for_programs_but_not_for_foreign_pages() {
        String name = Wire.freshName("Ann");
        String cookie = web().signIn(name).cookie();
        var own = Client.dial(plainPath("lobby")).with("Cookie", cookie).with("Origin", origin());
        var program = Client.dial(plainPath("lobby")).with("Cookie", cookie);
        var foreign = Client.dial(plainPath("lobby")).with("Cookie", cookie).with("Origin", "http://localhost:63342");
        try (Client client = greet(own.connect())) {
            client.send("mine").expect(name + ": mine");
        }
        try (Client client = greet(program.connect())) {
            client.send("mine too").expect(name + ": mine too");
        }
        try (Client client = greet(foreign.connect())) {
            client.send("not mine").expect("guest-…: not mine");
        }
    }

    @Test
    default void no_foreign_page_carries_its_victim_through_a_handshake() {
        String name = Wire.freshName("Mia");
        String cookie = web().signUp(web().invitation(), name, Http.PASSWORD).cookie();
        for (String path : List.of("chat-channel/", "connection/websocket")) {
            var own = Client.dial(ws(path)).subprotocols("centrifuge-json").with("Cookie", cookie).with("Origin", origin());
            try (JsonClient honest = JsonClient.over(own.connect())) {
                assertEquals(name, honest.done("connect", "{}").at("/data/account/name").asText());
            }
            for (String origin : foreignOrigins()) {
                var foreign = Client.dial(ws(path)).subprotocols("centrifuge-json").with("Cookie", cookie).with("Origin", origin);
                try (JsonClient page = JsonClient.over(foreign.connect())) {
                    assertEquals("guest", page.done("connect", "{}").at("/data/account/kind").asText(), origin);
                }
            }
        }
    }

    @Test
    default void a_foreign_page_connects_as_a_guest() {
        try (Client client = greet(Client.dial(plainPath("lobby")).with("Origin", "http://localhost:63342").connect())) {
            client.send("hi").expect("guest-…: hi");
        }
    }

    @Test
    default void no_compression_is_negotiated_unless_it_is_wanted() {
        try (RawSocket socket = RawSocket.connect(ws(""))) {
            Answer answer = socket.write(opening().with("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits").text())
                    .readAnswer();
            assertEquals(101, answer.status());
            assertEquals(Optional.empty(), answer.header("Sec-WebSocket-Extensions"));
            assertHears(socket);
        }
    }

    @Test
    default void a_malformed_offer_of_extensions_is_passed_over() {
        for (String offer : List.of(";;,=\"", "permessage-deflate; =", ",", "x".repeat(1_000), "permessage-deflate; client_max_window_bits=99")) {
            try (RawSocket socket = opening().with("Sec-WebSocket-Extensions", offer).open()) {
                assertHears(socket);
            }
        }
    }

    @Test
    default void the_subprotocol_is_the_first_of_the_clients_list_that_we_know() {
        assertChosen("chat.plain", "chat.plain");
        assertChosen("chat.plain", "soap", "chat.plain", "centrifuge-json");
        assertChosen("centrifuge-json", "centrifuge-json", "chat.plain");
    }

    @Test
    default void the_subprotocol_decides_what_is_spoken() {
        try (Client plain = Client.dial(plainPath("lobby")).subprotocols("chat.plain").connect();
                Client json = Client.dial(plainPath("lobby")).subprotocols("centrifuge-json").connect()) {
            greet(plain).send("hi").expect("guest-…: hi");
            assertTrue(JsonClient.over(json).done("connect", "{}").has("client"));
        }
    }

    @Test
    default void with_only_unknown_subprotocols_none_is_chosen_and_the_connection_lives() {
        Answer answer = opening().with("Sec-WebSocket-Protocol", "soap, mqtt").answer();
        assertEquals(101, answer.status());
        assertEquals(Optional.empty(), answer.header("Sec-WebSocket-Protocol"));
        try (RawSocket socket = opening().with("Sec-WebSocket-Protocol", "soap, mqtt").open()) {
            assertHears(socket);
        }
    }

    @Test
    default void another_version_is_told_which_one_we_speak() {
        assertEquals(101, opening().answer().status());
        for (String version : List.of("8", "0", "14", "thirteen")) {
            Answer answer = opening().but("Sec-WebSocket-Version", version).answer();
            assertEquals(426, answer.status(), version);
            assertEquals(Optional.of("13"), answer.header("Sec-WebSocket-Version"));
        }
        assertEquals(426, opening().without("Sec-WebSocket-Version").answer().status());
    }

    @Test
    default void a_handshake_has_one_key_of_16_bytes() {
        assertEquals(101, opening().answer().status());
        assertRefused(400, "bad-request", opening().without("Sec-WebSocket-Key"));
        assertRefused(400, "bad-request", opening().with("Sec-WebSocket-Key", Opening.KEY));
        assertRefused(400, "bad-request", opening().but("Sec-WebSocket-Key", "c2hvcnQ="));
        assertRefused(400, "bad-request", opening().but("Sec-WebSocket-Key", "not base64 at all!!!"));
    }

    @Test
    default void what_is_no_handshake_is_told_to_upgrade() {
        assertEquals(101, opening().answer().status());
        assertRefused(426, "bad-request", opening().without("Upgrade"));
        assertRefused(426, "bad-request", opening().but("Connection", "close"));
        assertRefused(426, "bad-request", opening().method("POST").with("Content-Length", "0"));
        assertEquals(426, web().get("chat-channel/").status());
        assertEquals(426, web().get("connection/websocket").status());
    }

    @Test
    default void a_channel_must_be_there_and_be_a_name() {
        assertEquals(101, Opening.of(plainPath("news")).answer().status());
        assertRefused(404, "unknown-channel", Opening.of(plainPath("no-such-channel")));
        assertRefused(400, "bad-request", Opening.of(plainPath("no%20name")));
        assertRefused(400, "bad-request", Opening.of(plainPath("-")));
    }

    @Test
    default void a_bearer_token_must_be_one_that_we_know() {
        var known = Client.dial(plainPath("lobby")).with("Authorization", "Bearer " + operatorToken()).with("Origin", "http://elsewhere.example");
        try (Client operator = greet(known.connect())) {
            operator.send("hi").expect("operator: hi");
        }
        assertRefused(401, "unauthorized", opening().with("Authorization", "Bearer nobody-knows-me"));
        assertRefused(401, "unauthorized", opening().with("Authorization", "Bearer "));
    }

    @Test
    default void on_an_unknown_path_there_is_nothing() {
        assertEquals(404, Opening.of(ws("no-such-path")).answer().status());
        assertEquals(404, web().get("no-such-path").status());
    }

    private Opening opening() {
        return Opening.of(ws("chat-channel/"));
    }

    private void assertChosen(String expected, String... offered) {
        try (Client client = Client.dial(ws("chat-channel/")).subprotocols(offered).connect()) {
            assertEquals(expected, client.subprotocol());
        }
    }

    /** The connection lives: what it says comes back. */
    private static void assertHears(RawSocket socket) {
        String said = Wire.freshName("said");
        socket.text(said);
        String heard = socket.read().text();
        while (!heard.endsWith(": " + said)) heard = socket.read().text();
    }

    private static void assertRefused(int status, String reason, Opening opening) {
        Answer answer = opening.answer();
        assertEquals(status, answer.status(), answer::toString);
        assertEquals(reason, answer.reason(), answer::toString);
        assertFalse(answer.json().at("/error/message").asText().isBlank());
    }
}
