package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.Opening;
import dev.chatchannel.kit.RawSocket;
import dev.chatchannel.kit.Wire;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** All attacks, and those that are seen only where the log is at hand. */
class AttacksIT extends JavaJar implements AttacksJourney {
    private static final String MARK = "X-Planted";
    private static final List<String> BREAKS = List.of("\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029", "\u001b[31m", "\u0000", "${jndi:ldap://127.0.0.1/}");

    @Test
    void what_people_send_neither_splits_a_line_of_the_log_nor_becomes_a_header() {
        Http mia = web().signUp(Wire.freshName("Mia"));
        String id = mia.get("sign-in").result().at("/account/id").asText();
        String channel = "tea-" + Wire.freshName("").strip();
        assertEquals(200, mia.api("channel.create", "{\"kind\":\"public\",\"name\":\"" + channel + "\"}").status());
        List<Answer> answers = new ArrayList<>();
        for (String broken : BREAKS) {
            String text = Wire.quoted("honest" + broken + MARK + ": 1");
            String here = "{\"channel\":\"" + channel + "\"";
            answers.add(web().post("sign-in", "{\"name\":" + text + "}"));
            answers.add(web().post("sign-up", "{\"code\":" + text + ",\"name\":" + text + ",\"password\":" + text + "}"));
            answers.add(mia.api("topic.set", here + ",\"topic\":" + text + "}"));
            answers.add(mia.api("channel.rename", here + ",\"title\":" + text + "}"));
            answers.add(mia.api("publish", here + ",\"data\":{\"text\":" + text + "}}"));
            answers.add(web().asOperator().api("connection.close", "{\"user\":\"" + id + "\",\"code\":4123,\"reason\":" + text + "}"));
            answers.add(web().asOperator().api("bot.create", "{\"name\":" + text + "}"));
            String inPath = percent("a" + broken + MARK + ":1");
            for (String path : List.of("api/" + inPath, inPath, "files/" + inPath, "?" + inPath)) answers.add(raw("GET", path, ""));
            answers.add(raw("POST", "api/" + inPath, ""));
            answers.add(Opening.of(ws("chat-channel/?channel=" + inPath)).answer());
        }
        for (Answer answer : answers) {
            assertTrue(answer.status() < 500, answer::toString);
            assertFalse(answer.headers().containsKey(MARK.toLowerCase(Locale.ROOT)), answer::toString);
            answer.headers().values().forEach(values -> values.forEach(value -> assertFalse(value.contains("\n"), answer::toString)));
        }
        assertEquals(200, mia.publish(channel, "goes on").status());
        assertEquals(List.of(), server().output().stream().filter(line -> line.contains(MARK)).toList());
    }

    @Test
    void what_a_device_or_a_proxy_calls_itself_is_one_line_without_tricks() {
        String name = Wire.freshName("Mia");
        Http mia = web().signUp(name);
        String body = "{\"name\":" + Wire.quoted(name) + ",\"password\":" + Wire.quoted(Http.PASSWORD) + "}";
        for (String broken : BREAKS.subList(3, BREAKS.size())) {
            String value = "A phone" + broken + MARK;
            Answer answer = raw("POST", "sign-in", body, "User-Agent: " + value, "X-Forwarded-For: " + value, "X-Real-IP: " + value);
            boolean isRefused = broken.startsWith("\u001b") || broken.startsWith("\u0000"); // by the container: not in a header
            assertEquals(isRefused ? 400 : 200, answer.status(), answer::toString);
        }
        JsonNode sessions = mia.api("session.list", "{}").result().path("sessions");
        assertEquals(5, sessions.size(), sessions::toString);
        for (JsonNode session : sessions) {
            assertTrue(session.path("device").asText().codePoints().noneMatch(AttacksIT::breaksLines), session::toString);
            assertEquals("127.0.0.1", session.path("address").asText());
        }
        assertEquals(List.of(), server().output().stream().filter(line -> line.contains(MARK)).toList());
    }

    private static boolean breaksLines(int point) {
        return Character.isISOControl(point) || point == 0x2028 || point == 0x2029;
    }

    private Answer raw(String method, String path, String body, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        try (RawSocket socket = RawSocket.connect(http(""))) {
            return socket.write(method + " /" + path + " HTTP/1.1\r\nHost: " + http("").getAuthority() + "\r\n" + more + "Content-Length: " + body.length()
                    + "\r\nConnection: close\r\n\r\n" + body).readAnswer();
        }
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
