package dev.chatchannel.fault;

import dev.chatchannel.kit.Certificate;
import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.Redis;
import dev.chatchannel.kit.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.exceptions.JedisException;

/** Several real Redis, by TLS and with a user of few rights: one of them goes, another takes its place, and nodes find it by themselves. */
@Timeout(240)
class RedisFailoverIT {
    private static final int ENOUGH = 30;
    private static final int NODES = 2;

    /** The rights that operating.md names. */
    private static final List<String> USER = List.of(
            "--user", "chat", "on", ">secret", "resetchannels", "&{chat-channel:*", "-@all", "+publish", "+subscribe", "+unsubscribe", "+ping", "+client", "+hello",
            "+role", "+spublish", "+ssubscribe", "+sunsubscribe", "+cluster");

    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Certificate certificate;

    @BeforeEach
    void make_a_certificate() {
        certificate = Certificate.in(directory);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) one.close();
    }

    @Test
    void when_sentinels_name_another_master_nodes_go_there_and_who_trusts_none_of_them_hears_by_the_database() throws Exception {
        Redis first = opened(Redis.start(guarded()));
        Redis second = opened(Redis.startReplica(first, guarded()));
        Redis sentinel = opened(Redis.startSentinel(first, Redis.by(certificate)));
        Wire.await(() -> knowsReplica(sentinel), () -> "the sentinel knows both");
        try (Nodes nodes = nodes("rediss-sentinel://chat:secret@127.0.0.1:" + sentinel.securePort() + "/master")) {
            Place a = nodes.node(0);
            Place b = nodes.node(1);
            var stranger = nodes.startIn(Map.of());
            stranger.awaitLine(line -> line.contains("Redis is not reached"));
            awaitAllAt(first);
            new Traffic(List.of(a, b, stranger), List.of(a, b, stranger, nodes), nodes, seed).during(() -> {
                awaitMore(b);
                first.kill();
                awaitAllAt(second);
                awaitMore(b);
                first.restart();
                Wire.await(() -> answers(() -> first.information("REPLICATION").contains("role:slave")), () -> "the first is a replica now");
                Wire.await(() -> knowsReplica(sentinel), () -> "the sentinel knows it again");
                second.pause();
                awaitAllAt(first);
                awaitMore(b);
                second.resume();
                awaitMore(b);
                awaitAllAt(first);
            });
        }
    }

    @Test
    void when_a_master_of_a_cluster_is_lost_its_replica_is_used() throws Exception {
        List<Redis> cluster = Redis.startCluster(3, guarded());
        open.addAll(cluster);
        String hosts = cluster.stream().map(one -> "127.0.0.1:" + one.securePort()).reduce((one, other) -> one + "," + other).orElseThrow();
        try (Nodes nodes = nodes("rediss-cluster://chat:secret@" + hosts)) {
            Place a = nodes.node(0);
            Place b = nodes.node(1);
            for (Redis master : cluster.subList(0, 3)) Wire.await(() -> isSpokenTo(master), () -> "a part of the place is at each master");
            new Traffic(List.of(a, b), List.of(a, b, nodes), nodes, seed).during(() -> {
                awaitMore(b);
                cluster.get(0).kill();
                Wire.await(() -> isSpokenTo(cluster.get(3)), () -> "its part is at its replica");
                awaitMore(b);
                cluster.get(0).restart();
                awaitMore(b);
            });
        }
    }

    private Nodes nodes(String redis) {
        String trust = String.join(" ", certificate.trust());
        return new Nodes(directory, Map.of("redis", redis)).startIn(Map.of("JAVA_TOOL_OPTIONS", trust), NODES);
    }

    private String[] guarded() {
        List<String> options = new ArrayList<>(List.of(Redis.by(certificate)));
        options.addAll(USER);
        return options.toArray(String[]::new);
    }

    private static boolean knowsReplica(Redis sentinel) {
        return sentinel.information("SENTINEL").contains("slaves=1") && ((List<?>) sentinel.ask("SENTINEL", "REPLICAS", "master")).stream()
                .map(RedisFailoverIT::words)
                .allMatch(words -> words.contains("slave") && words.contains("ok"));
    }

    /** Both nodes, and nobody else, listen there. */
    private static void awaitAllAt(Redis redis) {
        Wire.await(() -> answers(() -> nodesAt(redis) == NODES), () -> "the nodes at " + redis.port());
    }

    private static long nodesAt(Redis redis) {
        List<?> topics = (List<?>) redis.ask("PUBSUB", "CHANNELS", "*:nodes");
        return topics.isEmpty() ? 0 : (Long) ((List<?>) redis.ask("PUBSUB", "NUMSUB", text(topics.get(0)))).get(1);
    }

    /** A server that becomes a master or a replica sends all away who are there, us too: then it is asked again. */
    private static boolean answers(BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (JedisException sentAway) {
            return false;
        }
    }

    private static boolean isSpokenTo(Redis redis) {
        return !((List<?>) redis.ask("PUBSUB", "SHARDCHANNELS")).isEmpty();
    }

    private static List<String> words(Object replica) {
        return ((List<?>) replica).stream().map(RedisFailoverIT::text).toList();
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private <T extends AutoCloseable> T opened(T thing) {
        open.add(thing);
        return thing;
    }

    private static void awaitMore(Place place) {
        long before = messages(place);
        Wire.await(() -> messages(place) >= before + ENOUGH, () -> "more messages");
    }

    private static long messages(Place place) {
        try (JsonClient client = JsonClient.connect(place)) {
            return client.subscribe().get("offset").asLong();
        }
    }
}
