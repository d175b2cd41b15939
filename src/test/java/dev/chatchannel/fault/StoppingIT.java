package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.fault.JsonClient.Heard;
import dev.chatchannel.fault.Wire.Closing;
import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: say goodbye, keep every promise, be quick. */
@Timeout(240)
class StoppingIT {
    private static final int LISTENERS = 200;
    private static final int POSTERS = 3;
    private static final int TRAFFIC = 1_000;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Closing RESTARTING = new Closing(3001, "restarting");

    @TempDir
    Path home;

    private final List<Wire> listeners = new ArrayList<>();
    private final List<Wire> posters = new ArrayList<>();
    private final List<PlainSender> senders = new ArrayList<>();
    private final List<Publisher> publishers = new ArrayList<>();
    private final CountDownLatch traffic = new CountDownLatch(TRAFFIC);

    @Test
    void all_clients_are_told_to_come_back_and_what_was_answered_is_stored() throws Exception {
        try (ServerProcess server = ServerProcess.start(home)) {
            listen(server);
            List<Thread> posting = post(server);
            assertTrue(traffic.await(60, TimeUnit.SECONDS));
            assertEquals(143, assertTimeout(SOON, server::stop));
            for (Thread thread : posting) thread.join();
        }
        assertEquals(Collections.nCopies(LISTENERS, RESTARTING), listeners.stream().map(Wire::awaitClosed).toList());
        posters.forEach(StoppingIT::assertToldOrCutOff);
        try (ServerProcess again = ServerProcess.start(home)) {
            Map<Post, Long> stored = new HashMap<>();
            for (Heard message : Http.history(again)) stored.put(Post.of(message.text()), message.offset());
            senders.forEach(sender -> sender.acknowledged().forEach(post -> assertTrue(stored.containsKey(post), post.text())));
            publishers.forEach(publisher -> publisher.acknowledged().forEach((post, offset) -> assertEquals(offset, stored.get(post))));
        }
    }

    @Test
    void clients_that_do_not_read_do_not_hold_up_the_end() throws Exception {
        List<RawClient> stalled = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(home);
                JsonClient json = JsonClient.connect(server)) {
            for (int i = 0; i < 20; i++) stalled.add(RawClient.connect(server));
            publishAll(json);
            assertEquals(143, assertTimeout(SOON, server::stop));
            assertEquals(RESTARTING, json.wire().awaitClosed());
        } finally {
            for (RawClient client : stalled) client.close();
        }
    }

    @Test
    void a_second_server_on_the_same_home_says_why_it_cannot_and_the_first_goes_on() throws Exception {
        try (ServerProcess first = ServerProcess.start(home);
                PlainClient client = PlainClient.connect(first);
                ServerProcess second = ServerProcess.run(home, Map.of())) {
            assertEquals(1, second.awaitExit());
            List<String> said = second.output();
            assertTrue(said.get(said.size() - 1).matches("Chat Channel cannot start: The data directory .* is in use by another .*"), said::toString);
            assertTrue(said.stream().noneMatch(line -> line.startsWith("\tat ")), said::toString);
            client.say("still here");
            client.await(frame -> frame.endsWith(": still here"));
            assertEquals(List.of("still here"), Http.history(first).stream().map(Heard::text).toList());
        }
    }

    /** As much as the buffers between us and who does not read cannot hold. */
    private static void publishAll(JsonClient json) {
        List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) answers.add(json.publish("x".repeat(16_000), "" + i));
        for (CompletableFuture<JsonNode> answer : answers) assertTrue(answer.join().has("publish"));
    }

    private void listen(ServerProcess server) {
        for (int i = 0; i < LISTENERS; i++) {
            if (i % 2 == 0) listeners.add(PlainClient.connect(server).wire());
            else listeners.add(subscribed(JsonClient.connect(server)).wire());
        }
    }

    private List<Thread> post(ServerProcess server) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= POSTERS; i++) {
            PlainSender sender = new PlainSender(server, "plain-" + i, traffic::countDown);
            Publisher publisher = new Publisher(server, "json-" + i, Map.of(), traffic::countDown);
            senders.add(sender);
            publishers.add(publisher);
            posters.addAll(List.of(sender.wire(), publisher.client().wire()));
            threads.addAll(List.of(new Thread(sender), new Thread(publisher)));
        }
        threads.forEach(Thread::start);
        return threads;
    }

    /** Bytes of ours that the server did not read any more make TCP reset the connection, and that may overtake the close frame. */
    private static void assertToldOrCutOff(Wire poster) {
        Closing closing = poster.awaitClosed();
        assertTrue(closing.equals(RESTARTING) || closing.code() == Wire.CUT_OFF, closing::toString);
    }

    private static JsonClient subscribed(JsonClient client) {
        client.subscribe();
        return client;
    }
}
