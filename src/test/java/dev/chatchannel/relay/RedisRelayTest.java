package dev.chatchannel.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.chatchannel.kit.CutWire;
import dev.chatchannel.kit.Redis;
import dev.chatchannel.kit.Wire;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes hear each other by a real Redis, whatever happens to it. */
@Timeout(60)
class RedisRelayTest {
    private static final ChannelName LOBBY = new ChannelName("lobby");
    private static final Author ANN = new Author(AccountId.at(1), "Ann", AccountKind.MEMBER);
    private static final int WORDS = 20;
    private static final byte[] SECRET = {1, 2, 3};

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) open.get(i).close();
    }

    @Test
    void who_follows_a_channel_hears_its_hints_and_who_sent_them_does_not() {
        Redis redis = opened(Redis.start());
        Node a = node(redis.address(), "place");
        Node b = node(redis.address(), "place");
        a.follow();
        b.follow();
        a.relay.announce(hint(1));
        assertEquals(hint(1), b.next());
        b.relay.tell(new Signal("hello", List.of("all")));
        assertEquals(new Signal("hello", List.of("all")), a.next());
        b.relay.tell(LOBBY, new Signal("hello", List.of("lobby")));
        assertEquals(LOBBY + " hello [lobby]", a.next());
        b.assertSilent();
    }

    @Test
    void a_server_that_wants_a_password_gets_it() {
        Redis redis = opened(Redis.start("--requirepass", "secret"));
        String address = redis.address().replace("://", "://:secret@");
        passes(node(address, "place"), node(address, "place"));
    }

    /** The rights that operating.md names. */
    @Test
    void a_user_with_few_rights_is_enough() {
        Redis redis = opened(Redis.start());
        redis.ask("ACL", "SETUSER", "chat", "on", ">secret", "resetchannels", "&{chat-channel:*", "-@all", "+publish", "+subscribe", "+unsubscribe", "+ping", "+client", "+hello");
        String address = redis.address().replace("://", "://chat:secret@");
        passes(node(address, "place"), node(address, "place"));
    }

    @Test
    void a_cluster_is_used_by_shards() {
        Redis redis = opened(Redis.startCluster());
        String address = redis.address().replace("redis://", "redis-cluster://");
        passes(node(address, "place"), node(address, "place"));
        assertEquals(List.of(), redis.ask("PUBSUB", "CHANNELS"), "none is known to the whole cluster");
    }

    @Test
    void the_master_is_asked_of_sentinels() {
        Redis redis = opened(Redis.start());
        Redis sentinel = opened(Redis.startSentinel(redis));
        String address = "redis-sentinel://127.0.0.1:" + sentinel.port() + "/master";
        passes(node(address, "place"), node(address, "place"));
    }

    @Test
    void a_replica_that_sentinels_name_is_not_spoken_to_until_it_is_the_master() {
        Redis master = opened(Redis.start());
        Redis replica = opened(Redis.startReplica(master));
        Redis sentinel = opened(Redis.startSentinel(replica, 2));
        RedisRelay relay = opened(new RedisRelay(RedisAddress.parse("redis-sentinel://127.0.0.1:" + sentinel.port() + "/master"), "place", SECRET, "node"));
        relay.start(new Node("node", relay));
        Wire.await(() -> replica.information("COMMANDSTATS").contains("cmdstat_role:calls="), () -> "it is asked what it is");
        assertEquals(List.of(), replica.ask("PUBSUB", "CHANNELS", "{chat-channel:*"));
        replica.ask("REPLICAOF", "NO", "ONE");
        Wire.await(relay::isConnected, () -> "connected");
    }

    @Test
    void two_places_on_one_redis_do_not_hear_each_other() {
        Redis redis = opened(Redis.start());
        Node ours = node(redis.address(), "ours");
        Node theirs = node(redis.address(), "theirs");
        Node alsoOurs = node(redis.address(), "ours");
        ours.follow();
        theirs.follow();
        alsoOurs.follow();
        ours.relay.announce(hint(1));
        assertEquals(hint(1), alsoOurs.next());
        theirs.assertSilent();
    }

    @Test
    void who_left_a_channel_hears_no_more_of_it() {
        Redis redis = opened(Redis.start());
        Node a = node(redis.address(), "place");
        Node b = node(redis.address(), "place");
        b.follow();
        b.relay.unfollow(LOBBY);
        Wire.await(() -> redis.ask("PUBSUB", "CHANNELS", "*:channel:*").equals(List.of()), () -> "nobody follows");
        a.relay.announce(hint(1));
        a.relay.tell(new Signal("after", List.of()));
        assertEquals(new Signal("after", List.of()), b.next());
    }

    @Test
    void after_a_kill_and_after_a_pause_it_goes_on_and_says_from_when_it_follows() {
        Redis redis = opened(Redis.start());
        Node a = node(redis.address(), "place");
        Node b = node(redis.address(), "place");
        b.follow();
        for (Runnable fault : List.<Runnable>of(() -> {
            redis.kill();
            b.awaitAway();
            redis.restart();
        }, () -> {
            redis.pause();
            b.awaitAway();
            redis.resume();
        })) {
            fault.run();
            b.awaitFollowing();
            awaitHearing(a, b);
            b.heard.clear();
            Wire.await(() -> {
                a.relay.announce(hint(2)); // the first ones may be lost
                return b.heard.peek() != null;
            }, () -> "a hint");
            assertEquals(hint(2), b.next());
        }
    }

    /** By which a node knows how often it must look at the database. */
    @Test
    void who_is_heard_no_more_or_hears_no_more_knows_it_and_so_do_the_others() {
        Redis redis = opened(Redis.start());
        CutWire wire = opened(CutWire.to(redis.port()));
        Node a = node("redis://127.0.0.1:" + wire.http("").getPort(), "place");
        Node b = node(redis.address(), "place");
        awaitHearing(a, b);
        wire.holdRequests(); // a hears, and is not heard
        Wire.await(() -> !b.relay.hears(List.of(a.name)) && b.relay.hears(List.of()), () -> "b hears a no more, but itself");
        Wire.await(() -> !a.relay.hears(List.of()), () -> "a does not hear itself");
        wire.restore();
        awaitHearing(a, b);
        wire.holdAnswers(); // a speaks, and hears nothing
        Wire.await(() -> !a.relay.hears(List.of()), () -> "a does not hear itself");
        wire.restore();
        awaitHearing(a, b);
        redis.pause();
        Wire.await(() -> !a.relay.hears(List.of()) && !b.relay.hears(List.of()), () -> "nobody hears anybody");
        redis.resume();
        awaitHearing(a, b);
    }

    @Test
    void what_was_lost_is_told_to_the_others_with_the_next_beat() {
        Redis redis = opened(Redis.start());
        CutWire wire = opened(CutWire.to(redis.port()));
        Node a = node("redis://127.0.0.1:" + wire.http("").getPort(), "place");
        Node b = node(redis.address(), "place");
        awaitHearing(a, b);
        int before = b.missed.get();
        wire.cut();
        Wire.await(() -> !a.relay.isConnected(), () -> "a cannot speak");
        a.relay.announce(hint(1));
        wire.restore();
        awaitHearing(a, b);
        Wire.await(() -> b.missed.get() > before, () -> "b looks");
    }

    @Test
    void the_last_words_of_a_node_that_stops_are_heard() {
        Redis redis = opened(Redis.start());
        Node a = node(redis.address(), "place");
        Node b = node(redis.address(), "place");
        for (int i = 0; i < WORDS; i++) a.relay.tell(new Signal("word", List.of(Integer.toString(i))));
        a.relay.close();
        for (int i = 0; i < WORDS; i++) assertEquals(new Signal("word", List.of(Integer.toString(i))), b.next());
    }

    @Test
    void nothing_blocks_and_nothing_stays_behind_when_redis_is_not_there() {
        RedisRelay relay = new RedisRelay(RedisAddress.parse("redis://127.0.0.1:1"), "place", SECRET, "node");
        relay.start(new Node("node", relay));
        for (int i = 0; i < 100_000; i++) {
            relay.announce(hint(i));
            relay.follow(new ChannelName("c" + i));
        }
        relay.close();
        assertFalse(Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.isAlive() && thread.getName().startsWith("chat-channel-relay")));
    }

    private static void awaitHearing(Node a, Node b) {
        Wire.await(() -> a.relay.hears(List.of(b.name)) && b.relay.hears(List.of(a.name)), () -> "they hear each other");
    }

    private void passes(Node a, Node b) {
        a.follow();
        b.follow();
        a.relay.announce(hint(1));
        assertEquals(hint(1), b.next());
        a.relay.tell(new Signal("hello", List.of("all")));
        assertEquals(new Signal("hello", List.of("all")), b.next());
    }

    private Node node(String address, String place) {
        String name = "node-" + open.size();
        RedisRelay relay = opened(new RedisRelay(RedisAddress.parse(address), place, SECRET, name));
        Node node = new Node(name, relay);
        relay.start(node);
        Wire.await(() -> relay.hears(List.of()), () -> "it hears itself");
        return node;
    }

    private <T extends AutoCloseable> T opened(T thing) {
        open.add(thing);
        return thing;
    }

    private static Hint hint(long offset) {
        return new Hint(LOBBY, new Position("k3x9", offset), List.of(new MessagePosted(LOBBY, offset, ANN, 1, "hi", Optional.empty(), Optional.empty())));
    }

    /** Notes all that it hears. */
    private static final class Node implements Relay.Listener {
        private final String name;
        private final RedisRelay relay;
        private final AtomicInteger missed = new AtomicInteger();
        private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        private final BlockingQueue<ChannelName> follows = new LinkedBlockingQueue<>();

        Node(String name, RedisRelay relay) {
            this.name = name;
            this.relay = relay;
        }

        void follow() {
            relay.follow(LOBBY);
            awaitFollowing();
        }

        void awaitFollowing() {
            assertEquals(LOBBY, next(follows));
        }

        void awaitAway() {
            Wire.await(() -> !relay.listens(), () -> "away");
        }

        Object next() {
            return next(heard);
        }

        /** Asked when something that was said later has come to somebody else by the same server. */
        void assertSilent() {
            assertNull(heard.peek());
        }

        @Override
        public void heard(Hint hint) {
            heard.add(hint);
        }

        @Override
        public void heard(Signal signal) {
            heard.add(signal);
        }

        @Override
        public void heard(ChannelName channel, Signal signal) {
            heard.add(channel + " " + signal.name() + " " + signal.words());
        }

        @Override
        public void follows(ChannelName channel) {
            follows.add(channel);
        }

        @Override
        public void missed() {
            missed.incrementAndGet();
        }

        private static <T> T next(BlockingQueue<T> queue) {
            try {
                T next = queue.poll(20, TimeUnit.SECONDS);
                if (next == null) throw new AssertionError("Nothing came");
                return next;
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
    }
}
