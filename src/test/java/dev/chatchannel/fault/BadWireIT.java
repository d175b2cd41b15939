package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.fault.BadWire.Fate;
import dev.chatchannel.fault.JsonClient.Heard;
import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the network does: what was acknowledged is there once, in order, and who comes back misses nothing. */
@Timeout(120)
class BadWireIT {
    private static final int STRIKES = 300;
    private static final int SENDERS = 6;
    private static final int READERS = 4;
    private static final String END = "end#1";

    @TempDir
    Path home;

    private final long seed = System.nanoTime();
    private final List<StubbornSender> senders = new ArrayList<>();
    private final List<ReturningReader> readers = new ArrayList<>();
    private final ExecutorService people = Executors.newFixedThreadPool(SENDERS + READERS);

    @Test
    void hundreds_of_cuts_silences_and_doublings_lose_double_and_disorder_nothing() throws Exception {
        try (ServerProcess server = ServerProcess.start(home, Map.of("ping-seconds", "1", "silence-seconds", "3"));
                BadWire wire = BadWire.to(server, seed)) {
            CompletableFuture<Void> reading = read(wire);
            CompletableFuture<Void> sending = send(server, wire);

            sending.get(90, TimeUnit.SECONDS);
            wire.heal();
            assertEquals(200, Http.publish(server, END).statusCode());
            reading.get(30, TimeUnit.SECONDS);

            List<Heard> history = Http.history(server);
            Ledger ledger = new Ledger(history, says("history"));
            senders.forEach(sender -> check(sender, ledger));
            for (ReturningReader reader : readers) {
                assertEquals(history.subList((int) reader.begun(), history.size()), reader.heard(), says("heard"));
            }
            assertEquals(EnumSet.allOf(Fate.class), wire.struck().keySet(), says("every fate"));
            assertTrue(senders.stream().anyMatch(sender -> sender.repeated() > 0), says("no post was tried twice"));
            Http.awaitPresent(server, present -> present == 0, Duration.ofSeconds(20));
        } finally {
            people.shutdownNow();
        }
    }

    private CompletableFuture<Void> read(BadWire wire) {
        for (int i = 0; i < READERS; i++) readers.add(new ReturningReader(wire, END));
        return begin(readers);
    }

    private CompletableFuture<Void> send(ServerProcess server, BadWire wire) {
        for (int i = 1; i <= SENDERS; i++) {
            String name = "sender-" + i;
            senders.add(new StubbornSender(wire, name, Http.signIn(server, name), () -> wire.strikes() >= STRIKES, seed + i));
        }
        return begin(senders);
    }

    /** @return ends with the last of them, or fails with the first that fails */
    private CompletableFuture<Void> begin(List<? extends Runnable> all) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<?>[] each = all.stream().map(one -> CompletableFuture.runAsync(one, people)).toArray(CompletableFuture[]::new);
        for (CompletableFuture<?> one : each) {
            one.whenComplete((done, failure) -> {
                if (failure != null) end.completeExceptionally(failure);
            });
        }
        CompletableFuture.allOf(each).thenRun(() -> end.complete(null));
        return end;
    }

    private void check(StubbornSender sender, Ledger ledger) {
        ledger.mustHold(sender.acknowledged());
        assertEquals(sender.acknowledged().size(), ledger.count(sender.name()), says(sender.name()));
    }

    private String says(String what) {
        return what + "; seed " + seed;
    }
}
