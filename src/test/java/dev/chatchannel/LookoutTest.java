package dev.chatchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.CutWire;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.kit.Redis;
import dev.chatchannel.kit.Wire;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.relay.Hint;
import dev.chatchannel.relay.LivingNodes;
import dev.chatchannel.relay.NoRelay;
import dev.chatchannel.relay.RedisAddress;
import dev.chatchannel.relay.RedisRelay;
import dev.chatchannel.relay.Relay;
import dev.chatchannel.relay.Signal;
import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.DatabaseAddress;
import dev.chatchannel.storage.JdbcNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The database is looked at often wherever something may be lost, and seldom where that is known not to be so: with a real one, and a real Redis. */
@Timeout(60)
class LookoutTest {
    private final String address = Postgres.shared().newDatabase();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final ScheduledExecutorService readers = Executors.newScheduledThreadPool(1);
    private final AtomicLong now = new AtomicLong(); // nanoseconds

    @AfterEach
    void close() throws Exception {
        readers.shutdownNow();
        for (int i = open.size() - 1; i >= 0; i--) open.get(i).close();
    }

    @Test
    void who_is_alone_looks_seldom_until_somebody_comes() {
        Node a = new Node(none -> new NoRelay());
        a.lookout.tick();
        assertSeldom(a);
        new Node(none -> new NoRelay());
        a.nodes.look();
        a.awaitDoubt();
        assertOften(a);
    }

    @Test
    void who_hears_all_others_looks_seldom_and_at_once_when_one_is_not_heard() {
        Redis redis = opened(Redis.start());
        CutWire wire = opened(CutWire.to(redis.port()));
        Node a = byRedis("redis://127.0.0.1:" + wire.http("").getPort());
        Node b = byRedis(redis.address());
        a.nodes.look();
        awaitTrust(a, b);
        wire.holdRequests();
        b.awaitDoubt(); // though it hears itself, and nothing that it says is lost
        assertOften(b);
        wire.restore();
        awaitTrust(a, b);
        redis.pause();
        b.awaitDoubt();
        assertOften(b);
        redis.resume();
        awaitTrust(a, b);
    }

    /** As when two are connected to different Redis servers, of which each does what it shall. */
    @Test
    void a_node_that_lives_and_was_never_heard_is_looked_for() {
        Redis one = opened(Redis.start());
        Redis other = opened(Redis.start());
        Node a = byRedis(one.address());
        Node b = byRedis(other.address());
        Wire.await(() -> a.relay.hears(List.of()) && b.relay.hears(List.of()), () -> "each hears itself");
        a.nodes.look();
        a.lookout.tick();
        b.lookout.tick();
        assertOften(a);
        assertOften(b);
    }

    @Test
    void who_was_told_that_something_is_lost_looks_at_once() {
        Node a = new Node(none -> new NoRelay());
        a.lookout.tick();
        assertSeldom(a);
        int before = a.looks.get();
        a.lookout.lookSoon();
        Wire.await(() -> a.looks.get() == before + 1, () -> "a look");
    }

    private void awaitTrust(Node... all) {
        Wire.await(() -> {
            for (Node node : all) node.lookout.tick();
            return Stream.of(all).allMatch(node -> node.lookout.trusts());
        }, () -> "trust");
    }

    private void assertOften(Node node) {
        node.lookout.tick();
        assertFalse(node.lookout.trusts());
        int before = node.looks.get();
        now.addAndGet(Lookout.OFTEN.toNanos());
        node.lookout.tick();
        assertEquals(before + 1, node.looks.get());
    }

    private void assertSeldom(Node node) {
        assertTrue(node.lookout.trusts());
        int before = node.looks.get();
        now.addAndGet(Lookout.SELDOM.toNanos() / 2);
        node.lookout.tick();
        assertEquals(before, node.looks.get());
        now.addAndGet(Lookout.SELDOM.toNanos());
        node.lookout.tick();
        assertEquals(before + 1, node.looks.get());
    }

    private Node byRedis(String redis) {
        return new Node(name -> new RedisRelay(RedisAddress.parse(redis), "place", new byte[] {1}, name));
    }

    private <T extends AutoCloseable> T opened(T thing) {
        open.add(thing);
        return thing;
    }

    private final class Node implements Relay.Listener {
        private final AtomicInteger looks = new AtomicInteger();
        private final Relay relay;
        private final LivingNodes nodes;
        private final Lookout lookout;

        Node(Function<String, Relay> ways) {
            JdbcNodes store = new JdbcNodes(opened(Database.open(new DatabaseAddress(address, Optional.empty(), Optional.empty()))));
            nodes = new LivingNodes(store, () -> "", () -> 0);
            nodes.start();
            relay = opened(ways.apply(store.node()));
            lookout = new Lookout(nodes, relay, looks::incrementAndGet, readers, now::get);
            relay.start(this);
        }

        /** Waits until it has looked because it doubts. */
        void awaitDoubt() {
            int before = looks.get();
            Wire.await(() -> {
                lookout.tick();
                return !lookout.trusts();
            }, () -> "doubt");
            assertTrue(looks.get() > before, "it looked at once");
        }

        @Override
        public void heard(Hint hint) {}

        @Override
        public void heard(Signal signal) {}

        @Override
        public void heard(ChannelName channel, Signal signal) {}

        @Override
        public void follows(ChannelName channel) {}

        @Override
        public void missed() {}
    }
}
