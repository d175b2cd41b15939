package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.RawSocket;
import dev.chatchannel.kit.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said is heard: by everybody, whole, in order, and later again. */
public interface MessagesJourney extends Journey {
    @Test
    default void a_text_reaches_everybody_and_its_sender_with_a_name() {
        try (Client ann = join("lobby"); Client ben = join("lobby", ann)) {
            String heard = ann.send("hi").expect("guest-…: hi");
            ben.expect(heard);
        }
    }

    @Test
    default void everybody_hears_everything_in_the_same_order() {
        List<Client> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) all.add(join("lobby", all.toArray(Client[]::new)));
        for (int i = 0; i < 100; i++) all.get(i % 2).send("message " + i);
        List<String> first = new ArrayList<>();
        for (int i = 0; i < 100; i++) first.add(all.get(0).next());
        for (Client other : all.subList(1, all.size())) first.forEach(other::expect);
        for (int speaker = 0; speaker < 2; speaker++) {
            int whose = speaker;
            List<Integer> numbers = first.stream().map(MessagesJourney::number).filter(number -> number % 2 == whose).toList();
            assertEquals(numbers.stream().sorted().toList(), numbers);
            assertEquals(50, numbers.size());
        }
        all.forEach(Client::close);
    }

    @Test
    default void all_scripts_are_heard_as_they_were_written() {
        try (Client ann = join("lobby"); Client ben = join("lobby", ann)) {
            for (String text : List.of("你好好!!!", "Привет", "שלום", "नमस्ते", "👩‍👩‍👧‍👦 🎈", "e\u0301")) {
                ann.send(text).expect("guest-…: " + text);
                ben.expect("guest-…: " + text);
            }
        }
    }

    @Test
    default void a_line_break_is_followed_by_four_spaces_so_that_no_message_looks_like_two() {
        try (Client ann = join("lobby"); Client ben = join("lobby", ann)) {
            ann.send("one\noperator: two\r\nthree");
            ben.expect("guest-…: one\n    operator: two\n    three");
        }
    }

    @Test
    default void without_the_setting_nobody_gets_their_own_text_back_bare() {
        try (Client ann = join("lobby")) {
            ann.send("one").send("two").expect("guest-…: one");
            ann.expect("guest-…: two");
        }
    }

    @Test
    default void a_message_in_several_frames_arrives_whole() {
        try (Client ann = join("lobby"); Client ben = join("lobby", ann)) {
            ann.sendInParts("Hel", "lo, ", "", "world").expect("guest-…: Hello, world");
            ben.expect("guest-…: Hello, world");
        }
    }

    @Test
    default void a_letter_may_be_split_over_frames_with_a_ping_between() {
        byte[] letter = "你".getBytes(StandardCharsets.UTF_8);
        try (Client ben = join("lobby"); RawSocket ann = raw("lobby")) {
            ann.write(RawSocket.frame(RawSocket.TEXT, Arrays.copyOfRange(letter, 0, 1)));
            ann.frame(RawSocket.LAST | RawSocket.PING, "are you there?");
            ann.write(RawSocket.frame(RawSocket.CONTINUATION, Arrays.copyOfRange(letter, 1, 2)));
            ann.write(RawSocket.frame(RawSocket.LAST | RawSocket.CONTINUATION, Arrays.copyOfRange(letter, 2, 3)));
            ben.expect("guest-…: 你");
            RawSocket.Frame pong = ann.read();
            assertEquals(RawSocket.PONG, pong.opcode());
            assertEquals("are you there?", pong.text());
        }
    }

    @Test
    default void bytes_reach_listeners_as_bytes_and_stay_to_be_fetched() {
        byte[] content = new byte[100_000];
        for (int i = 0; i < content.length; i++) content[i] = (byte) i;
        try (Client ann = join("lobby"); Client ben = join("lobby", ann)) {
            ann.send(content).expect(content);
            ben.expect(content);
        }
        JsonNode file = newest("lobby").at("/data/file");
        assertEquals(content.length, file.path("size").asInt());
        assertArrayEquals(content, web().get("files/" + file.path("id").asText()).body());
    }

    @Test
    default void bytes_in_several_frames_arrive_whole() {
        try (Client ben = join("lobby"); RawSocket ann = raw("lobby")) {
            ann.frame(RawSocket.BINARY, "ab").frame(RawSocket.CONTINUATION, "").frame(RawSocket.LAST | RawSocket.CONTINUATION, "cd");
            ben.expect("abcd".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    default void a_picture_is_shown_in_place() {
        byte[] picture = "\u0089PNG\r\n\u001a\nand so on".getBytes(StandardCharsets.ISO_8859_1);
        Answer answer = sentAndFetched(picture);
        assertArrayEquals(picture, answer.body());
        assertEquals(Optional.of("image/png"), answer.header("Content-Type").map(MessagesJourney::withoutParameters));
        assertTrue(answer.header("Content-Disposition").orElse("").startsWith("inline"), answer::toString);
        assertHarmless(answer);
    }

    @Test
    default void a_page_is_only_bytes_to_be_kept() {
        byte[] page = "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        Answer answer = sentAndFetched(page);
        assertArrayEquals(page, answer.body());
        assertEquals(Optional.of("application/octet-stream"), answer.header("Content-Type").map(MessagesJourney::withoutParameters));
        assertTrue(answer.header("Content-Disposition").orElse("").startsWith("attachment"), answer::toString);
        assertHarmless(answer);
    }

    @Test
    default void an_unknown_file_is_not_found() {
        assertEquals(404, web().get("files/01jaaaaaaaaaaaaaaaaaaaaaaa").status());
        assertEquals("not-found", web().get("files/no-id").reason());
    }

    @Test
    default void who_asks_for_messages_gets_so_many_whatever_happened_to_them_since() {
        String first = Wire.freshName("First");
        String second = Wire.freshName("Second");
        assertEquals(200, web().publish("hall", first).status());
        Answer last = web().publish("hall", second);
        String params = "{\"channel\":\"hall\",\"offset\":" + last.result().at("/offset") + ",\"reaction\":\"👍\"}";
        for (int i = 0; i < 150; i++) assertEquals(200, web().api("reaction.add", params).status());
        try (Client ann = Client.connect(ws("chat-channel/?channel=hall&history=2"))) {
            ann.expect("guest-…: " + first);
            ann.expect("guest-…: " + second);
            ann.send("hi").expect("guest-…: hi");
        }
    }

    @Test
    default void who_asks_for_history_hears_the_last_messages_first() {
        for (String text : List.of("one", "two", "three", "four")) assertEquals(200, web().publish("lobby", text).status());
        try (Client ann = Client.connect(ws("chat-channel/?history=3"))) {
            for (String text : List.of("two", "three", "four")) ann.expect("guest-…: " + text);
            ann.send("five").expect("guest-…: five");
        }
    }

    @Test
    default void channels_do_not_mix() {
        try (Client ann = join("lobby"); Client ben = join("news")) {
            for (int i = 0; i < 20; i++) {
                ann.send("lobby " + i);
                ben.send("news " + i);
            }
            for (int i = 0; i < 20; i++) {
                ann.expect("guest-…: lobby " + i);
                ben.expect("guest-…: news " + i);
            }
        }
    }

    @Test
    default void what_is_published_by_request_is_heard_by_sockets() {
        try (Client ann = join("lobby")) {
            assertEquals(200, web().asOperator().publish("lobby", "build 42 is green").status());
            ann.expect("operator: build 42 is green");
        }
    }

    private Answer sentAndFetched(byte[] content) {
        try (Client ann = join("lobby")) {
            ann.send(content).expect(content);
        }
        return web().get("files/" + newest("lobby").at("/data/file/id").asText());
    }

    private JsonNode newest(String channel) {
        return web().api("history", "{\"channel\":\"" + channel + "\",\"limit\":1,\"reverse\":true}").result().at("/publications/0");
    }

    private static void assertHarmless(Answer answer) {
        assertEquals(200, answer.status());
        assertEquals(Optional.of("nosniff"), answer.header("X-Content-Type-Options"));
        assertTrue(answer.header("Content-Security-Policy").orElse("").contains("sandbox"), answer::toString);
    }

    private static String withoutParameters(String type) {
        return type.split(";")[0];
    }

    private static int number(String heard) {
        return Integer.parseInt(heard.substring(heard.lastIndexOf(' ') + 1));
    }
}
