package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the log of a whole run, and what must not. */
@Timeout(60)
class LogsIT {
    private static final String SAID = "the words that nobody may log";
    private static final String METRICS = "the metrics token 0123";

    @TempDir
    Path home;

    @Test
    void the_log_has_a_line_for_start_and_stop_and_no_words_tokens_or_passwords() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("metrics-token", METRICS))) {
            Http operator = Http.at(server).asOperator();
            String bot = operator.api("bot.create", "{\"name\":\"Builder\"}").result().path("user").asText();
            Answer made = operator.api("token.create", "{\"user\":\"" + bot + "\",\"name\":\"CI\",\"scopes\":[\"post\"]}");
            String token = made.result().path("token").asText();
            assertTrue(token.length() > 20, made::toString);
            String cookie = Http.at(server).signIn("Ann").cookie();
            String session = cookie.substring(cookie.indexOf('=') + 1);
            assertTrue(session.length() > 20, cookie);
            try (Client ann = Client.dial(server.ws("chat-channel/")).with("Cookie", cookie).connect()) {
                ann.send(SAID).expect("Ann: " + SAID);
                assertEquals(200, operator.publish("lobby", SAID).status());
                ann.expect("operator: " + SAID);
                ann.send("x".repeat(2 << 20));
                ann.expectEnd(1009);
            }
            assertEquals(403, Http.at(server).signIn("Nobody", Http.PASSWORD).status());
            assertEquals(401, Http.at(server).with("Authorization", "Bearer wrong-" + METRICS).get("metrics").status());
            assertEquals(400, Http.at(server).post("api/publish", "{" + SAID).status());
            assertEquals(404, Http.at(server).get("no-such-page?token=" + session).status());
            assertEquals(200, operator.api("account.deactivate", "{\"user\":\"" + bot + "\"}").status());
            assertEquals(200, operator.api("place.set", "{\"name\":\"" + SAID + "\"}").status());
            assertEquals(404, operator.api("account.deactivate", "{\"user\":\"01jaaaaaaaaaaaaaaaaaaaaaaa\"}").status());
            assertEquals(143, server.stop());
            List<String> log = server.output();
            assertEquals(1, log.stream().filter(line -> line.contains("Chat Channel has started; it keeps everything in " + home)).count(), log::toString);
            assertEquals(1, log.stream().filter(line -> line.contains("Chat Channel has stopped")).count(), log::toString);
            assertEquals(1, log.stream().filter(line -> line.endsWith(" did account.deactivate " + bot)).count(), log::toString);
            assertEquals(1, log.stream().filter(line -> line.endsWith(" did place.set name")).count(), log::toString);
            assertEquals(1, log.stream().filter(line -> line.contains(" did account.deactivate ")).count(), log::toString);
            for (String secret : List.of(SAID, METRICS, session, token, Http.PASSWORD)) {
                assertTrue(log.stream().noneMatch(line -> line.contains(secret)), secret + " in " + log);
            }
        }
    }
}
