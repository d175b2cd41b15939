package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who asks too much is told so, and when to ask again; the others do not notice. Limits are on here. */
@Timeout(120)
class FloodIT {
    private static final int FLOOD = 20_000;
    private static final int DOORS = 300;
    private static final int POSTS = 40;
    private static final int ON_THE_WAY = 900;

    /** What flooded, kept anywhere, would not fit: 20,000 texts of 8 KB are 160 MB. */
    private static final String TEXT = "x".repeat(8_000);
    private static final List<String> JAVA = List.of("-Xmx80m", "-Dchat-channel.limit-connect=20/60", "-Dchat-channel.limit-guest-publish=10/100");

    @TempDir
    Path home;

    private final ExecutorService people = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        people.shutdownNow();
    }

    @Test
    void posts_without_end_are_limited_and_the_others_post_on() throws Exception {
        try (ServerProcess server = start(); JsonClient flooder = JsonClient.connect(server)) {
            Tally tally = new Tally();
            assertUnharmed(server, () -> flood(tally, () -> flooder.publish(TEXT)));
            tally.mustShowALimit();
        }
    }

    @Test
    void subscriptions_without_end_are_limited_and_the_others_post_on() throws Exception {
        try (ServerProcess server = start(); JsonClient flooder = JsonClient.connect(server)) {
            Tally tally = new Tally();
            assertUnharmed(server, () -> {
                flood(tally, () -> flooder.ask("subscribe", JsonClient.object().put("channel", "lobby")));
                flood(tally, () -> flooder.ask("unsubscribe", JsonClient.object().put("channel", "lobby")));
            });
            tally.mustShowALimit();
        }
    }

    @Test
    void handshakes_without_end_are_limited_by_address_and_the_others_post_on() throws Exception {
        List<RawClient> letIn = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        try (ServerProcess server = start()) {
            assertUnharmed(server, () -> knock(server, letIn, refused));
            assertEquals(List.of(), refused.stream().filter(head -> !head.contains(" 429 ") || !head.contains("\r\nRetry-After: ")).toList());
            assertTrue(refused.size() > DOORS / 2, "refused: " + refused.size());
        } finally {
            for (RawClient client : letIn) client.close();
        }
    }

    private ServerProcess start() {
        List<String> options = new ArrayList<>(JAVA);
        options.add("-Dchat-channel.home=" + home);
        return ServerProcess.command(options, List.of("--port=0", "--address=127.0.0.1"));
    }

    /** While it is flooded, two with names post at their pace, and each post is acknowledged. */
    private void assertUnharmed(ServerProcess server, Runnable flood) throws Exception {
        try (JsonClient ann = JsonClient.connect(server, Http.signIn(server, "Ann"), heard -> {});
                JsonClient bob = JsonClient.connect(server, Http.signIn(server, "Bob"), heard -> {})) {
            CompletableFuture<Void> flooding = CompletableFuture.runAsync(flood, people);
            for (int i = 1; i <= POSTS; i++) {
                for (JsonClient one : List.of(ann, bob)) {
                    JsonNode answer = one.publish("post " + i, "post-" + i).get(10, TimeUnit.SECONDS);
                    assertTrue(answer.has("publish"), answer.toString());
                }
            }
            flooding.get(60, TimeUnit.SECONDS);
            assertTrue(ann.publish("after", "after").get(10, TimeUnit.SECONDS).has("publish"));
        }
        assertTrue(server.output().stream().noneMatch(line -> line.contains("OutOfMemory")), server.output().toString());
    }

    private static void flood(Tally tally, Supplier<CompletableFuture<JsonNode>> ask) {
        Semaphore room = new Semaphore(ON_THE_WAY);
        for (int i = 0; i < FLOOD; i++) {
            room.acquireUninterruptibly();
            ask.get().whenComplete((answer, gone) -> {
                tally.note(answer);
                room.release();
            });
        }
        room.acquireUninterruptibly(ON_THE_WAY);
    }

    private static void knock(ServerProcess server, List<RawClient> letIn, List<String> refused) {
        for (int i = 0; i < DOORS; i++) {
            try {
                letIn.add(RawClient.connect(server, "127.0.0.2"));
            } catch (IOException notLetIn) {
                refused.add(notLetIn.getMessage());
            }
        }
    }

    /** What a flood was answered. */
    private static final class Tally {
        private final AtomicInteger limited = new AtomicInteger();
        private final List<String> strange = new ArrayList<>(); // guarded by itself

        void note(JsonNode answer) {
            JsonNode error = answer == null ? null : answer.path("error");
            if (error != null && error.path("reason").asText().equals("rate-limited") && error.path("retry_after").asInt() > 0) {
                limited.incrementAndGet();
            } else if (error == null || error.path("code").asInt() == 100) {
                synchronized (strange) {
                    strange.add(String.valueOf(answer));
                }
            }
        }

        void mustShowALimit() {
            assertTrue(limited.get() > FLOOD / 2, "limited: " + limited + " of " + FLOOD);
            synchronized (strange) {
                assertEquals(List.of(), strange.stream().limit(5).toList());
            }
        }
    }
}
