package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full disk is said to the senders, and to nobody's loss. */
@Timeout(240)
class DiskFullIT {
    private static final int MOST_POSTS = 5_000;

    @TempDir
    Path home;

    private final List<String> acknowledged = new ArrayList<>();
    private Ballast ballast;

    @BeforeEach
    void mount() {
        try {
            ballast = Ballast.mount(home, "8m");
        } catch (IOException notAllowed) {
            abort("A file system of its own cannot be mounted here: " + notAllowed.getMessage());
        }
    }

    @AfterEach
    void unmount() throws IOException {
        if (ballast != null) ballast.close();
    }

    @Test
    void on_a_full_disk_senders_are_refused_readers_go_on_and_all_is_well_when_there_is_space_again() throws Exception {
        try (ServerProcess server = ServerProcess.start(home)) {
            try (PlainClient plain = PlainClient.connect(server);
                    JsonClient json = JsonClient.connect(server)) {
                publish(json, "before");
                plain.await(frame -> frame.endsWith(": before"));

                ballast.fill();
                assertEquals("not-stored", publishUntilRefused(json).get("reason").asText());
                plain.say("refused in plain text");
                plain.await(frame -> frame.startsWith("! The message was not stored"));
                assertEquals(503, Http.publish(server, "refused by request").statusCode());
                assertEquals(acknowledged, texts(server));
                plain.await(frame -> frame.endsWith(": " + last()));

                ballast.remove();
                publish(json, "after");
                plain.say("after, in plain text");
                acknowledged.add("after, in plain text");
                plain.await(frame -> frame.endsWith(": " + last()));
                assertEquals(acknowledged, texts(server));
            }
            server.kill();
        }
        try (ServerProcess again = ServerProcess.start(home)) {
            assertEquals(acknowledged, texts(again));
        }
    }

    private void publish(JsonClient json, String text) {
        JsonNode answer = json.publish(text, text).join();
        assertTrue(answer.has("publish"), answer.toString());
        acknowledged.add(text);
    }

    /** There may be room for some in what the database has allocated already. */
    private JsonNode publishUntilRefused(JsonClient json) {
        for (int i = 0; i < MOST_POSTS; i++) {
            String text = i + " " + "x".repeat(2_000);
            JsonNode answer = json.publish(text, "full-" + i).join();
            if (answer.has("error")) return answer.get("error");
            acknowledged.add(text);
        }
        throw new AssertionError("The disk was never full");
    }

    private String last() {
        return acknowledged.get(acknowledged.size() - 1);
    }

    private static List<String> texts(ServerProcess server) {
        return Http.history(server).stream().map(JsonClient.Heard::text).toList();
    }
}
