package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.fault.JsonClient.Heard;
import dev.chatchannel.kit.CutWire;
import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
    private static final int FEW = 1_000;
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
        try (ServerProcess server = start("send-seconds", "2");
                PlainClient plain = PlainClient.connect(server);
                JsonClient json = JsonClient.connect(server, Map.of(), reader::hear)) {
            json.subscribe();
            for (int i = 0; i < STALLED; i++) stalled.add(RawClient.connect(server));
            assertEquals(STALLED + 2, Http.present(server));

            publishAll(json, MESSAGES);
            assertEquals(upTo(MESSAGES), reader.offsets());
            plain.await(frame -> frame.endsWith(": last"));
            assertEquals(MESSAGES + 1, plain.heard().size());
            Http.awaitPresent(server, present -> present == 2, Duration.ofSeconds(30));
            assertTrue(server.output().stream().noneMatch(line -> line.contains("OutOfMemory")), server.output().toString());
        } finally {
            for (RawClient client : stalled) client.close();
        }
    }

    @Test
    void who_reads_again_in_time_hears_all_that_was_said_meanwhile() throws Exception {
        try (ServerProcess server = start("send-seconds", "100");
                CutWire wire = CutWire.to(server.port());
                JsonClient json = JsonClient.connect(server)) {
            List<Reader> stalled = listen(server, wire);
            wire.freeze();
            publishAll(json, FEW);
            wire.restore();
            for (Reader reader : stalled) assertEquals(upTo(FEW), reader.offsets());
        }
    }

    @Test
    void who_was_closed_for_not_reading_comes_back_and_hears_the_rest() throws Exception {
        try (ServerProcess server = start("send-seconds", "1");
                CutWire wire = CutWire.to(server.port());
                JsonClient json = JsonClient.connect(server)) {
            List<Reader> stalled = listen(server, wire);
            wire.freeze();
            publishAll(json, FEW);
            Http.awaitPresent(server, present -> present == 0, Duration.ofSeconds(30));
            wire.restore();
            for (Reader reader : stalled) assertEquals(upTo(FEW), reader.comeBackUntilTheEnd(server));
        }
    }

    private ServerProcess start(String setting, String value) {
        return ServerProcess.command(
                List.of(HEAP, "-Dchat-channel.home=" + home, "-Dchat-channel." + setting + "=" + value, "-Dchat-channel.limit-guest-publish=off"),
                List.of("--port=0", "--address=127.0.0.1"));
    }

    private static List<Reader> listen(ServerProcess server, CutWire wire) {
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < STALLED; i++) readers.add(new Reader().begin(new ThroughWire(server, wire)));
        return readers;
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static void publishAll(JsonClient json, int messages) throws Exception {
        Semaphore room = new Semaphore(ON_THE_WAY);
        List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
        for (int i = 1; i <= messages; i++) {
            room.acquire();
            CompletableFuture<JsonNode> answer = json.publish(TEXT, "" + i);
            answer.whenComplete((done, gone) -> room.release());
            answers.add(answer);
        }
        for (CompletableFuture<JsonNode> answer : answers) assertTrue(answer.get(30, TimeUnit.SECONDS).has("publish"));
        assertTrue(json.publish("last", "last").get(30, TimeUnit.SECONDS).has("publish"));
    }

    /** The server, reached through a wire that a test may freeze. */
    private record ThroughWire(ServerProcess server, CutWire wire) implements Place {
        @Override
        public URI http(String path) {
            return wire.http(path);
        }

        @Override
        public String operatorToken() {
            return server.operatorToken();
        }
    }

    /** Notes the offsets of all messages until the last. */
    private static final class Reader {
        private final List<Long> offsets = new ArrayList<>();
        private final CompletableFuture<List<Long>> atEnd = new CompletableFuture<>();
        private JsonClient client;
        private String epoch;
        private boolean left;

        Reader begin(Place server) {
            client = JsonClient.connect(server, Map.of(), this::hear);
            epoch = client.subscribe().get("epoch").asText();
            return this;
        }

        /**
         * Resumes after what it heard so far. It does not wait for the old socket's end: when a stream ends within a message, the JDK's
         * client now and then reads the end and tells nobody.
         */
        Reader comeBack(Place server) {
            Reader again = new Reader();
            again.offsets.addAll(leave());
            again.client = JsonClient.connect(server, Map.of(), again::hear);
            again.epoch = epoch;
            again.client.wire().closed().thenAccept(code -> again.atEnd.completeExceptionally(new IOException(code.toString())));
            assertTrue(again.client.resume(epoch, again.offsets.size()).get("recovered").asBoolean());
            return again;
        }

        /** Comes back; and once more whenever this machine was so busy that it did not read for a second and was closed again, as is right. */
        List<Long> comeBackUntilTheEnd(Place server) throws Exception {
            for (Reader reader = comeBack(server); ; reader = reader.comeBack(server)) {
                try {
                    return reader.offsets();
                } catch (ExecutionException closedAgain) {
                    assertTrue(closedAgain.getMessage().contains("3008"), closedAgain::toString); // too slow
                }
            }
        }

        private synchronized List<Long> leave() {
            left = true;
            return offsets;
        }

        private synchronized void hear(Heard message) {
            if (left) return;
            if (message.text().equals("last")) atEnd.complete(offsets);
            else offsets.add(message.offset());
        }

        List<Long> offsets() throws Exception {
            return atEnd.get(30, TimeUnit.SECONDS);
        }
    }
}
