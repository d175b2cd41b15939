package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives kill -9, once and in order. */
@Timeout(240)
class CrashIT {
    private static final int LEAST_ROUNDS = 2;
    private static final int MOST_ROUNDS = 6;
    private static final Duration NO_MORE_ROUNDS_AFTER = Duration.ofSeconds(30);
    private static final int SENDERS = 3;
    private static final int LEAST_TRAFFIC = 50;
    private static final int MOST_TRAFFIC = 2_000;

    @TempDir
    Path home;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<Round> rounds = new ArrayList<>();

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
            checkWhole(Http.history(server));
            assertTrue(rounds.stream().anyMatch(round -> !round.retried.isEmpty()), says("nothing was left unanswered"));
        }
    }

    private void checkWhole(List<Heard> history) {
        assertEquals(LongStream.rangeClosed(1, history.size()).boxed().toList(), history.stream().map(Heard::offset).toList(), says("gapless"));
        Map<Post, Long> offsets = new HashMap<>();
        Map<String, Integer> newest = new HashMap<>();
        for (Heard message : history) {
            Post post = Post.of(message.text());
            assertNull(offsets.put(post, message.offset()), says("stored twice: " + post));
            int before = newest.merge(post.sender(), post.number(), (old, now) -> now < old ? -1 : now);
            assertTrue(before > 0, says("out of order: " + post));
        }
        rounds.forEach(round -> round.checkAcknowledged(offsets));
    }

    private String says(String what) {
        return what + "; seed " + seed;
    }

    /** One life of the server: who posts, who listens, and what they were promised. */
    private final class Round {
        private final int number;
        private final int traffic = random.nextInt(LEAST_TRAFFIC, MOST_TRAFFIC);
        private final CountDownLatch acknowledgements = new CountDownLatch(traffic);
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
                senders.add(new PlainSender(server, "plain-" + number + "-" + i, acknowledgements::countDown));
                String name = "json-" + number + "-" + i;
                publishers.add(new Publisher(server, name, Http.signIn(server, name), acknowledgements::countDown));
            }
            List<Thread> threads = new ArrayList<>();
            senders.forEach(sender -> threads.add(new Thread(sender)));
            publishers.forEach(publisher -> threads.add(new Thread(publisher)));
            threads.forEach(Thread::start);
            assertTrue(acknowledgements.await(60, TimeUnit.SECONDS), says("too little traffic"));
            server.kill();
            for (Thread thread : threads) thread.join();
            listener.wire().awaitClosed();
        }

        /** The listener resumes, and the publishers try again what was not answered. */
        void comeBack(ServerProcess server) {
            long last = heard.isEmpty() ? subscribedAt : heard.get(heard.size() - 1).offset();
            List<Heard> missed = Http.historyAfter(server, last);
            heard.addAll(resume(server, last, new Post("end", number).text()));
            List<Heard> resumed = heard.subList(heard.size() - missed.size() - 1, heard.size());
            assertEquals(missed, resumed.subList(0, missed.size()), says("resumed"));
            List<Long> everything = LongStream.rangeClosed(subscribedAt + 1, last + missed.size() + 1).boxed().toList();
            assertEquals(everything, heard.stream().map(Heard::offset).toList(), says("heard"));
            publishers.forEach(publisher -> retried.putAll(publisher.retry(server)));
        }

        /** @return all that the listener hears after the offset, up to a last message */
        private List<Heard> resume(ServerProcess server, long last, String end) {
            List<Heard> pushed = new ArrayList<>();
            CompletableFuture<Void> atEnd = new CompletableFuture<>();
            try (JsonClient again = JsonClient.connect(server, Map.of(), message -> {
                pushed.add(message);
                if (message.text().equals(end)) atEnd.complete(null);
            })) {
                JsonNode answer = again.resume(epoch, last);
                assertTrue(answer.get("recovered").asBoolean(), says("not recovered: " + answer));
                assertEquals(200, Http.publish(server, end).statusCode());
                atEnd.orTimeout(30, TimeUnit.SECONDS).join();
                return Stream.concat(JsonClient.publications(answer).stream(), pushed.stream()).toList();
            }
        }

        void checkAcknowledged(Map<Post, Long> stored) {
            for (PlainSender sender : senders) {
                List<Post> theirs = sender.acknowledged();
                assertEquals(List.of(), theirs.stream().filter(Predicate.not(stored::containsKey)).toList(), says("lost"));
                assertEquals(IntStream.rangeClosed(1, theirs.size()).boxed().toList(), theirs.stream().map(Post::number).toList(), says("came back"));
            }
            for (Publisher publisher : publishers) {
                publisher.acknowledged().forEach((post, offset) -> assertEquals(offset, stored.get(post), says(post.text())));
            }
            retried.forEach((post, offset) -> assertEquals(offset, stored.get(post), says("retried " + post.text())));
        }
    }
}
