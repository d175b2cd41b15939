package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.RawSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must not be let through, and that nobody else notices when somebody tries. */
public interface BadInputJourney extends Journey {
    int LONGEST_TEXT = 16_384;
    int LONGEST_FRAME = 1 << 20;
    Duration SOON = Duration.ofSeconds(8); // containers wait longer than that for a next byte

    @Test
    default void a_text_may_have_16_kib_of_utf_8_and_not_a_byte_more() {
        try (Client ann = join("lobby")) {
            ann.send("x".repeat(LONGEST_TEXT)).expect("guest-…: " + "x".repeat(LONGEST_TEXT));
            ann.send("x".repeat(LONGEST_TEXT + 1)).expect("! …16384 bytes…");
            String chinese = "你".repeat(LONGEST_TEXT / 3); // one byte is left
            ann.send(chinese + "x").expect("guest-…: " + chinese + "x");
            ann.send(chinese + "xy").expect("! …16384 bytes…");
            ann.send("goes on").expect("guest-…: goes on");
        }
    }

    @Test
    default void a_frame_may_have_a_mebibyte_and_not_a_byte_more() {
        byte[] longest = new byte[LONGEST_FRAME];
        try (Client ann = join("lobby")) {
            ann.send(longest).expect(longest);
            assertTooBig(RawSocket.frame(RawSocket.LAST | RawSocket.BINARY, new byte[LONGEST_FRAME + 1]));
            assertTooBig(RawSocket.frame(RawSocket.LAST | RawSocket.TEXT, letters(LONGEST_FRAME + 1)));
            assertTooBig(RawSocket.frame(RawSocket.LAST | RawSocket.BINARY, new byte[8 * LONGEST_FRAME]));
            ann.send("not disturbed").expect("guest-…: not disturbed");
        }
    }

    @Test
    default void a_message_in_fragments_may_not_be_longer_either() {
        try (Client ann = join("lobby")) {
            assertTooBig(fragments(RawSocket.BINARY));
            assertTooBig(fragments(RawSocket.TEXT));
            ann.send("not disturbed").expect("guest-…: not disturbed");
        }
    }

    @Test
    default void text_must_be_utf_8_also_across_fragments() {
        try (Client ann = join("lobby")) {
            for (byte[] wrong : List.of(bytes(0xff), bytes('a', 0xc3, 0x28), bytes(0xed, 0xa0, 0x80), bytes(0xc0, 0xaf), bytes(0xe4, 0xbd))) {
                assertCloses(1007, RawSocket.frame(RawSocket.LAST | RawSocket.TEXT, wrong));
            }
            assertCloses(1007, RawSocket.frame(RawSocket.TEXT, bytes(0xc3)), RawSocket.frame(RawSocket.LAST | RawSocket.CONTINUATION, bytes(0x28)));
            assertCloses(1007, RawSocket.frame(RawSocket.TEXT, bytes(0xe4, 0xbd)), RawSocket.frame(RawSocket.LAST | RawSocket.CONTINUATION, bytes()));
            ann.send("not disturbed").expect("guest-…: not disturbed");
        }
    }

    @Test
    default void an_empty_or_blank_message_does_nothing() {
        try (Client ann = join("lobby")) {
            for (String blank : List.of("", " ", "\n\t", "\u200b\u00a0", "\u0007")) ann.send(blank);
            ann.send(new byte[0]);
            ann.send("something").expect("guest-…: something");
        }
    }

    @Test
    default void control_characters_are_taken_out() {
        try (Client ann = join("lobby")) {
            ann.send("a\u0000b\u001b[31mc\u007fd\u202ee\tf").expect("guest-…: ab[31mcde\tf");
        }
    }

    @Test
    default void a_client_that_breaks_the_framing_is_closed_and_nobody_else_notices() {
        try (Client ann = join("lobby"); Client ben = join("lobby", ann)) {
            assertCloses(1002, RawSocket.unmaskedFrame(RawSocket.LAST | RawSocket.TEXT, bytes('h', 'i')));
            assertCloses(1002, RawSocket.frame(RawSocket.LAST | RawSocket.COMPRESSED | RawSocket.TEXT, bytes('h', 'i')));
            assertCloses(1002, RawSocket.frame(RawSocket.LAST | 0x20 | RawSocket.TEXT, bytes('h', 'i')));
            assertCloses(1002, RawSocket.frame(RawSocket.LAST | 0x10 | RawSocket.TEXT, bytes('h', 'i')));
            assertCloses(1002, RawSocket.frame(RawSocket.LAST | 3, bytes('h', 'i')));
            assertCloses(1002, RawSocket.frame(RawSocket.LAST | 11, bytes('h', 'i')));
            assertCloses(1002, RawSocket.frame(RawSocket.PING, bytes('h', 'i')));
            assertCloses(1002, RawSocket.frame(RawSocket.LAST | RawSocket.PING, new byte[126]));
            assertCloses(1002, RawSocket.frame(RawSocket.LAST | RawSocket.CONTINUATION, bytes('h', 'i')));
            ann.send("did you notice?").expect("guest-…: did you notice?");
            ben.expect("guest-…: did you notice?");
        }
    }

    @Test
    default void handshakes_that_never_end_keep_nobody_from_talking() {
        List<RawSocket> stalled = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            stalled.add(RawSocket.connect(ws("")).write("GET /chat-channel/ HTTP/1.1\r\nHost: " + ws("").getAuthority() + "\r\nUpgrade: webs"));
        }
        try (Client ann = join("lobby"); Client ben = join("lobby", ann)) {
            ann.send("hi").expect("guest-…: hi");
            ben.expect("guest-…: hi");
        }
        stalled.forEach(RawSocket::close);
    }

    @Test
    default void bodies_that_never_end_keep_nobody_from_being_answered() {
        List<RawSocket> dripping = new ArrayList<>();
        for (String path : List.of("api/publish", "sign-in", "")) {
            for (int i = 0; i < 150; i++) dripping.add(RawSocket.connect(http(path)).write(unfinished(path)));
        }
        for (int drop = 0; drop < 3; drop++) {
            dripping.forEach(client -> client.write("x"));
            assertTimeoutPreemptively(SOON, () -> assertEquals(200, web().publish("lobby", "hi").status()));
        }
        dripping.forEach(RawSocket::close);
    }

    @Test
    default void a_request_has_a_body_of_at_most_a_mebibyte() {
        assertEquals(200, web().publish("lobby", "hi").status());
        assertRefused(413, "too-long", web().api("publish", draft("x".repeat(LONGEST_FRAME))));
        assertRefused(413, "too-long", web().publish("lobby", "x".repeat(LONGEST_TEXT + 1)));
    }

    @Test
    default void a_request_is_json_of_the_right_shape() {
        assertEquals(200, web().publish("lobby", "hi").status());
        for (String body : List.of("", "hello", "[]", "7", "{", "{}", "{\"channel\":5}", "{\"channel\":\"lobby\"}", "{\"channel\":\"lobby\",\"data\":[]}",
                "{\"channel\":\"lobby\",\"data\":{\"text\":7}}", "{\"channel\":\"lobby\",\"data\":{}}", "{\"channel\":\"!\",\"data\":{\"text\":\"hi\"}}",
                "{\"channel\":\"lobby\",\"data\":{\"text\":\"hi\",\"client_id\":\"\"}}", "[".repeat(100_000))) {
            assertRefused(400, "bad-request", web().api("publish", body));
        }
        assertRefused(400, "bad-request", web().api("history", "{\"channel\":\"lobby\",\"limit\":-1}"));
        assertRefused(400, "bad-request", web().api("history", "{\"channel\":\"lobby\",\"limit\":\"many\"}"));
        assertRefused(422, "blank", web().publish("lobby", " "));
        assertRefused(404, "unknown-channel", web().publish("no-such-channel", "hi"));
        assertRefused(404, "unknown-method", web().api("dance", "{}"));
        assertRefused(401, "unauthorized", web().with("Authorization", "Bearer wrong").publish("lobby", "hi"));
    }

    @Test
    default void commands_are_posted() {
        assertEquals(200, web().publish("lobby", "hi").status());
        assertEquals(405, web().get("api/publish").status());
        assertEquals(405, web().send("PUT", "api/publish").status());
        assertEquals(405, web().send("DELETE", "api/publish").status());
    }

    /** The head of a request, and the first byte of what it promises. */
    private String unfinished(String path) {
        return "POST " + http(path).getPath() + " HTTP/1.1\r\nHost: " + ws("").getAuthority() + "\r\nContent-Length: 10000\r\n\r\n{";
    }

    private static String draft(String text) {
        return "{\"channel\":\"lobby\",\"data\":{\"text\":\"" + text + "\"}}";
    }

    private void assertTooBig(byte[] frames) {
        try (RawSocket giant = raw("lobby")) {
            assertEquals(1009, giant.writeUntilRefused(frames).readClose());
        }
    }

    private void assertCloses(int code, byte[]... frames) {
        try (RawSocket client = raw("lobby")) {
            for (byte[] frame : frames) client.writeUntilRefused(frame);
            assertEquals(code, client.readClose(), () -> "after " + Arrays.deepToString(frames));
        }
    }

    /** A message of a mebibyte and a half, in frames of 64 KiB. */
    private static byte[] fragments(int opcode) {
        byte[] part = letters(1 << 16);
        byte[] first = RawSocket.frame(opcode, part);
        byte[] more = RawSocket.frame(RawSocket.CONTINUATION, part);
        byte[] all = Arrays.copyOf(first, first.length + 23 * more.length);
        for (int i = 0; i < 23; i++) System.arraycopy(more, 0, all, first.length + i * more.length, more.length);
        return all;
    }

    private static byte[] letters(int count) {
        return "x".repeat(count).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
        return bytes;
    }

    private static void assertRefused(int status, String reason, Answer answer) {
        assertEquals(status, answer.status(), answer::toString);
        assertEquals(reason, answer.reason(), answer::toString);
        assertFalse(answer.json().at("/error/message").asText().isBlank());
    }
}
