package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backup in the middle of traffic holds all that was acknowledged before it began, and whoever resumes after it was put back is told to start afresh. */
@Timeout(180)
class BackupIT {
    private static final int BEFORE = 2_000;

    @TempDir
    Path home;

    @TempDir
    Path elsewhere;

    @Test
    void a_backup_under_load_holds_what_was_acknowledged_and_after_it_everybody_starts_afresh() throws Exception {
        Path copy = elsewhere.resolve("chat.db");
        JsonNode place;
        try (ServerProcess server = ServerProcess.start(home)) {
            CountDownLatch enough = new CountDownLatch(BEFORE);
            Publisher publisher = new Publisher(server, "ann", Http.signIn(server, "ann"), enough::countDown);
            Thread publishing = new Thread(publisher, "publisher");
            publishing.start();
            enough.await();
            try (ServerProcess backup = java("backup", copy.toString())) {
                assertEquals(0, backup.awaitExit(), backup.output()::toString);
                assertTrue(backup.output().get(0).startsWith("Copied 1 channels with "), backup.output()::toString);
            }
            try (JsonClient reader = JsonClient.connect(server)) {
                place = reader.subscribe();
            }
            try (ServerProcess tooEarly = java("restore", copy.toString())) {
                assertEquals(1, tooEarly.awaitExit());
                assertTrue(tooEarly.output().get(0).contains("is in use by another Chat Channel"), tooEarly.output()::toString);
            }
            server.kill();
            publishing.join();
        }
        try (ServerProcess restore = java("restore", copy.toString())) {
            assertEquals(0, restore.awaitExit(), restore.output()::toString);
            assertTrue(restore.output().get(0).startsWith("Restored 1 channels with "), restore.output()::toString);
        }
        try (ServerProcess again = ServerProcess.start(home);
                JsonClient reader = JsonClient.connect(again)) {
            List<JsonClient.Heard> history = Http.history(again);
            Ledger ledger = new Ledger(history, "restored");
            IntStream.rangeClosed(1, BEFORE).forEach(number -> ledger.mustHold(new Post("ann", number))); // one sender is answered in order
            JsonNode resumed = reader.resume(place.get("epoch").asText(), history.size());
            assertFalse(resumed.get("recovered").asBoolean(), resumed::toString);
            assertNotEquals(place.get("epoch").asText(), resumed.get("epoch").asText());
        }
    }

    private ServerProcess java(String... words) {
        return ServerProcess.command(List.of("-Dchat-channel.home=" + home), List.of(words));
    }
}
