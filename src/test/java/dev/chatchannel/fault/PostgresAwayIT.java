package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.fault.JsonClient.Heard;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.kit.PostgresWire;
import dev.chatchannel.kit.PostgresWire.Break;
import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The PostgreSQL is restarted, paused and killed, and its connections are cut, at COMMIT too: senders are told, and the server goes on by itself. */
@Timeout(240)
class PostgresAwayIT {
    private static final int SENDERS = 3;
    private static final int SOME = 30; // messages of each sender between two faults
    private static final String END = "end#1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private final long seed = System.nanoTime();
    private final List<StubbornSender> senders = new ArrayList<>();
    private final ExecutorService people = Executors.newFixedThreadPool(SENDERS + 1);

    @Test
    void what_was_acknowledged_while_the_database_came_and_went_is_there_once_and_in_order() throws Exception {
        Postgres postgres = Postgres.in(home.resolve("postgres"));
        AtomicBoolean enough = new AtomicBoolean();
        try (PostgresWire wire = PostgresWire.to(postgres.newDatabase());
                ServerProcess server = ServerProcess.start(home.resolve("server"), Map.of("database", wire.address()))) {
            ReturningReader reader = new ReturningReader(server, END);
            CompletableFuture<Void> reading = CompletableFuture.runAsync(reader, people);
            for (int i = 1; i <= SENDERS; i++) {
                String name = "sender-" + i;
                senders.add(new StubbornSender(server, name, Http.signIn(server, name), enough::get, seed + i, 1));
            }
            List<CompletableFuture<Void>> sending = senders.stream().map(sender -> CompletableFuture.runAsync(sender, people)).toList();

            awaitMore();
            for (Break how : Break.values()) {
                wire.breakAtCommit(how);
                awaitMore();
            }
            wire.cut();
            awaitMore();
            postgres.stop();
            postgres.startAgain();
            awaitMore();
            postgres.kill();
            postgres.startAgain();
            awaitMore();
            postgres.pause();
            server.awaitLine(line -> line.contains("Messages cannot be stored"));
            postgres.resume();
            awaitMore();

            enough.set(true);
            for (CompletableFuture<Void> one : sending) one.get(30, TimeUnit.SECONDS);
            assertEquals(200, Http.publish(server, END).statusCode());
            reading.get(30, TimeUnit.SECONDS);

            List<Heard> history = Http.history(server);
            Ledger ledger = new Ledger(history, says("history"));
            for (StubbornSender sender : senders) {
                ledger.mustHold(sender.acknowledged());
                assertEquals(sender.acknowledged().size(), ledger.count(sender.name()), says(sender.name()));
            }
            assertEquals(history.subList((int) reader.begun(), history.size()), reader.heard(), says("heard"));
            assertTrue(senders.stream().anyMatch(sender -> sender.repeated() > 0), says("no post was tried twice"));
            List<String> traces = server.output().stream().filter(line -> line.startsWith("\tat ")).toList();
            assertEquals(List.of(), traces, "what breaks with the database is a line, each");
        } finally {
            enough.set(true);
            people.shutdownNow();
            postgres.stop();
        }
    }

    /** Waits until each sender has so many more. */
    private void awaitMore() {
        for (StubbornSender sender : senders) sender.awaitMore(SOME, PATIENCE);
    }

    private String says(String what) {
        return what + "; seed " + seed;
    }
}
