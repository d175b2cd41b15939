package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.fault.JsonClient.Heard;
import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who does not read costs the others nothing. */
@Timeout(240)
class SlowReaderIT {
    private static final int STALLED = 20;
    private static final int MESSAGES = 6_000;
    private static final int ON_THE_WAY = 100;

    /** A queue of what the stalled ones did not read, 96 MB, would not fit into the heap. */
    private static final String TEXT = "x".repeat(16_000);
    private static final String HEAP = "-Xmx80m";

    @TempDir
    Path home;

    @Test
    void those_who_read_get_everything_and_those_who_do_not_are_closed_and_leave() throws Exception {
        List<RawClient> stalled = new ArrayList<>();
        Reader reader = new Reader();
        try (ServerProcess server = ServerProcess.command(
                        List.of(HEAP, "-Dchat-channel.home=" + home, "-Dchat-channel.send-seconds=2", "-Dchat-channel.limit-publish=off"), List.of("--port=0", "--address=127.0.0.1"));
                PlainClient plain = PlainClient.connect(server);
                JsonClient json = JsonClient.connect(server, Map.of(), reader::hear)) {
            json.subscribe();
            for (int i = 0; i < STALLED; i++) stalled.add(RawClient.connect(server));
            assertEquals(STALLED + 2, Http.present(server));

            publishAll(json);
            assertEquals(LongStream.rangeClosed(1, MESSAGES).boxed().toList(), reader.offsets());
            plain.await(frame -> frame.endsWith(": last"));
            assertEquals(MESSAGES + 1, plain.heard().size());
            Http.awaitPresent(server, present -> present == 2, Duration.ofSeconds(30));
            assertTrue(server.output().stream().noneMatch(line -> line.contains("OutOfMemory")), server.output().toString());
        } finally {
            for (RawClient client : stalled) client.close();
        }
    }

    private static void publishAll(JsonClient json) throws Exception {
        Semaphore room = new Semaphore(ON_THE_WAY);
        List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
        for (int i = 1; i <= MESSAGES; i++) {
            room.acquire();
            CompletableFuture<JsonNode> answer = json.publish(TEXT, "" + i);
            answer.whenComplete((done, gone) -> room.release());
            answers.add(answer);
        }
        for (CompletableFuture<JsonNode> answer : answers) assertTrue(answer.get(30, TimeUnit.SECONDS).has("publish"));
        assertTrue(json.publish("last", "last").get(30, TimeUnit.SECONDS).has("publish"));
    }

    /** Notes the offsets of all messages until the last. */
    private static final class Reader {
        private final List<Long> offsets = new ArrayList<>();
        private final CompletableFuture<List<Long>> atEnd = new CompletableFuture<>();

        void hear(Heard message) {
            if (message.text().equals("last")) atEnd.complete(offsets);
            else offsets.add(message.offset());
        }

        List<Long> offsets() throws Exception {
            return atEnd.get(30, TimeUnit.SECONDS);
        }
    }
}
