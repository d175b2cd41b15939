package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.fault.JsonClient.Heard;
import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was acknowledged survives kill -9, once and in order.
 *
 * <p>A slow machine stops earlier, for most of the time goes to starting; {@code -Dcrash.rounds=100} plays so many whatever it takes.
 */
@Timeout(1_200)
class CrashIT {
    private static final int MOST_ROUNDS = Integer.getInteger("crash.rounds", 20);
    private static final int LEAST_ROUNDS = Integer.getInteger("crash.rounds", 10);
    private static final Duration NO_MORE_ROUNDS_AFTER = Duration.ofSeconds(45);
    private static final int SENDERS = 2;
    private static final int LATEST_KILL_MILLIS = 500;

    @TempDir
    Path home;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<Round> rounds = new ArrayList<>();
    private final Map<String, Map<String, String>> accounts = new HashMap<>();

    @Test
    void kill_9_during_traffic_loses_and_doubles_nothing_that_was_acknowledged() throws Exception {
        long end = System.nanoTime() + NO_MORE_ROUNDS_AFTER.toNanos();
        for (int number = 1; number <= LEAST_ROUNDS || number <= MOST_ROUNDS && System.nanoTime() < end; number++) {
            Round round = new Round(number);
            try (ServerProcess server = ServerProcess.start(home)) {
                if (!rounds.isEmpty()) rounds.get(rounds.size() - 1).comeBack(server);
                round.postUntilKilled(server);
            }
            rounds.add(round);
        }
        try (ServerProcess server = ServerProcess.start(home)) {
            rounds.get(rounds.size() - 1).comeBack(server);
            List<Heard> history = Http.history(server);
            Ledger ledger = new Ledger(history, says("history"));
            rounds.forEach(round -> round.checkAcknowledged(ledger));
            rounds.forEach(round -> round.checkHeard(history));
            assertTrue(rounds.stream().anyMatch(round -> !round.retried.isEmpty()), says("nothing was left unanswered"));
        }
    }

    private String says(String what) {
        return what + "; seed " + seed;
    }

    /** One life of the server: who posts, who listens, and what they were promised. */
    private final class Round {
        private final int number;
        private final List<PlainSender> senders = new ArrayList<>();
        private final List<Publisher> publishers = new ArrayList<>();
        private final Map<Post, Long> retried = new HashMap<>();
        private final List<Heard> heard = new ArrayList<>(); // the listener's thread, until it is closed
        private String epoch;
        private long subscribedAt;

        Round(int number) {
            this.number = number;
        }

        void postUntilKilled(ServerProcess server) throws Exception {
            JsonClient listener = JsonClient.connect(server, Map.of(), heard::add);
            JsonNode place = listener.subscribe();
            epoch = place.get("epoch").asText();
            subscribedAt = place.get("offset").asLong();
            for (int i = 1; i <= SENDERS; i++) {
                senders.add(new PlainSender(server, "plain-" + number + "-" + i, () -> {}));
                Map<String, String> account = accounts.computeIfAbsent("json-" + i, name -> Http.signIn(server, name));
                publishers.add(new Publisher(server, "json-" + number + "-" + i, account, () -> {}));
            }
            List<Thread> threads = new ArrayList<>();
            senders.forEach(sender -> threads.add(new Thread(sender)));
            publishers.forEach(publisher -> threads.add(new Thread(publisher)));
            threads.forEach(Thread::start);
            new CompletableFuture<Void>().completeOnTimeout(null, random.nextInt(LATEST_KILL_MILLIS), TimeUnit.MILLISECONDS).join();
            server.kill();
            for (Thread thread : threads) thread.join();
            listener.wire().awaitClosed();
        }

        /** The listener resumes and hears up to a last message, and the publishers try again what was not answered. */
        void comeBack(ServerProcess server) {
            CompletableFuture<Void> atEnd = new CompletableFuture<>();
            String end = new Post("end", number).text();
            List<Heard> pushed = new ArrayList<>();
            try (JsonClient again = JsonClient.connect(server, Map.of(), message -> {
                pushed.add(message);
                if (message.text().equals(end)) atEnd.complete(null);
            })) {
                JsonNode answer = again.resume(epoch, heard.isEmpty() ? subscribedAt : heard.get(heard.size() - 1).offset());
                assertTrue(answer.get("recovered").asBoolean(), says("not recovered: " + answer));
                assertTrue(again.publish(end, end).join().has("publish"));
                atEnd.orTimeout(30, TimeUnit.SECONDS).join();
                heard.addAll(JsonClient.publications(answer));
                heard.addAll(pushed);
            }
            publishers.forEach(publisher -> retried.putAll(publisher.retry(server)));
        }

        /** From its place on, the listener heard what is stored now, through the crash. */
        void checkHeard(List<Heard> history) {
            int from = (int) subscribedAt;
            assertEquals(history.subList(from, from + heard.size()), heard, says("heard in round " + number));
        }

        void checkAcknowledged(Ledger ledger) {
            for (PlainSender sender : senders) {
                List<Post> theirs = sender.acknowledged();
                theirs.forEach(ledger::mustHold);
                assertEquals(IntStream.rangeClosed(1, theirs.size()).boxed().toList(), theirs.stream().map(Post::number).toList(), says("came back"));
            }
            publishers.forEach(publisher -> ledger.mustHold(publisher.acknowledged()));
            ledger.mustHold(retried);
        }
    }
}
