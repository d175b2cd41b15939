package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else holds the database: a backup that hangs, a shell in which somebody forgot to commit. */
@Timeout(240)
class DatabaseLockedIT {
    /** The batch that waits for the lock, and those who came meanwhile: five seconds each. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    @TempDir
    Path home;

    @Test
    void a_locked_database_refuses_senders_in_bounded_time_and_serves_readers() throws Exception {
        try (ServerProcess server = ServerProcess.start(home);
                PlainClient plain = PlainClient.connect(server);
                JsonClient json = JsonClient.connect(server)) {
            plain.say("before");
            plain.await(frame -> frame.endsWith(": before"));
            try (Connection stranger = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("chat-channel.db"));
                    Statement statement = stranger.createStatement()) {
                statement.execute("begin exclusive");
                plain.say("during");
                var published = json.publish("during", "during");
                assertEquals(List.of("before"), texts(server));
                plain.await(frame -> frame.startsWith("! The message was not stored"), BOUND);
                assertEquals("not-stored", published.get().path("error").path("reason").asText());
                statement.execute("rollback");
            }
            plain.say("after");
            plain.await(frame -> frame.endsWith(": after"));
            assertTrue(json.publish("during", "during").get().has("publish"));
            assertEquals(List.of("before", "after", "during"), texts(server));
        }
    }

    private static List<String> texts(ServerProcess server) {
        return Http.history(server).stream().map(JsonClient.Heard::text).toList();
    }
}
