package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who vanished without a word is noticed. */
@Timeout(120)
class HalfOpenIT {
    private static final int NO_PONG = 3012;
    private static final int SILENCE_SECONDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FIN_TEXT = 0x81;
    private static final int MASKED_LONG = 0x80 | 127;

    @TempDir
    Path home;

    @Test
    void who_gives_no_sign_of_life_is_closed_and_leaves_and_who_answers_stays() throws Exception {
        ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
        try (ServerProcess server = ServerProcess.start(home, Map.of("ping-seconds", "1", "silence-seconds", "" + SILENCE_SECONDS));
                PlainClient there = PlainClient.connect(server);
                JsonClient jsonThere = JsonClient.connect(server);
                RawClient vanished = RawClient.connect(server);
                RawClient endless = RawClient.connect(server)) {
            jsonThere.subscribe();
            assertEquals(4, Http.present(server));
            beginFrameWithoutEnd(endless);
            drip.scheduleAtFixedRate(() -> sendOne(endless), 0, 100, TimeUnit.MILLISECONDS);

            assertEquals(NO_PONG, vanished.awaitClose());
            assertEquals(NO_PONG, endless.awaitClose());
            Http.awaitPresent(server, present -> present == 2, PATIENCE);
            assertTrue(there.wire().pings() > SILENCE_SECONDS);
            there.say("still here");
            there.await(frame -> frame.endsWith(": still here"));
            assertTrue(jsonThere.wire().isOpen());
        } finally {
            drip.shutdownNow();
        }
    }

    /** The head of a text frame of 64 KB with the mask 0. */
    private static void beginFrameWithoutEnd(RawClient client) throws IOException {
        client.send(FIN_TEXT, MASKED_LONG, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    }

    private static void sendOne(RawClient client) {
        try {
            client.send('x');
        } catch (IOException closed) {
            throw new IllegalStateException(closed); // ends the schedule
        }
    }
}
