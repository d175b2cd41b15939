package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.kit.ServerProcess;
import dev.chatchannel.kit.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the PostgreSQL is full: that is said to the senders, and to nobody's loss. */
@Timeout(240)
class PostgresDiskFullIT {
    private static final int MOST_POSTS = 5_000;

    @TempDir
    Path home;

    @TempDir
    Path disk;

    private final List<String> acknowledged = new ArrayList<>();
    private final Random random = new Random(1);

    @Test
    void while_it_is_full_senders_are_refused_and_all_is_well_when_there_is_space_again() throws Exception {
        try (Ballast ballast = mounted()) {
            Postgres postgres = Postgres.in(disk.resolve("postgres"));
            try (ServerProcess server = ServerProcess.start(home, Map.of("database", postgres.newDatabase()));
                    JsonClient json = JsonClient.connect(server)) {
                assertTrue(isStored(json, "before"));
                ballast.fill();
                for (int i = 0; isStored(json, words(i)); i++) assertTrue(i < MOST_POSTS, "the disk was never full");
                server.awaitLine(line -> line.contains("Messages cannot be stored"));
                ballast.remove();
                if (!postgres.isRunning()) postgres.startAgain();
                Wire.await(() -> isStored(json, "after"), () -> "stored again");
                assertEquals(acknowledged, Http.history(server).stream().map(JsonClient.Heard::text).toList());
            } finally {
                postgres.stop();
            }
        }
    }

    private Ballast mounted() {
        try {
            return Ballast.mount(disk, "160m");
        } catch (IOException notAllowed) {
            return abort("A file system of its own cannot be mounted here: " + notAllowed.getMessage());
        }
    }

    private boolean isStored(JsonClient json, String text) {
        JsonNode answer = json.publish(text).join();
        if (answer.has("error")) {
            assertEquals("not-stored", answer.at("/error/reason").asText(), answer::toString);
            return false;
        }
        acknowledged.add(text);
        return true;
    }

    /** What cannot be compressed, so that each takes room. */
    private String words(int number) {
        StringBuilder words = new StringBuilder().append(number).append(' ');
        while (words.length() < 15_000) words.append((char) ('!' + random.nextInt(90)));
        return words.toString();
    }
}
