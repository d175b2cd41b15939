package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatchannel.kit.CutWire;
import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.kit.Redis;
import dev.chatchannel.kit.Wire;
import dev.chatchannel.kit.WrongClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes of one place hear each other by a real Redis, or by the database alone; whatever happens to what is between them, nothing that was acknowledged is lost,
 * doubled or out of order.
 */
@Timeout(300)
class ManyNodesIT {
    private static final int ENOUGH = 30;

    @TempDir
    Path homes;

    private final long seed = System.nanoTime();

    @Test
    void two_nodes_that_share_only_a_database_are_one_chat() throws Exception {
        try (Nodes nodes = new Nodes(homes, Map.of()).start(2)) {
            Place a = nodes.node(0);
            Place b = nodes.node(1);
            int said = new Traffic(List.of(a, b), List.of(a, b, nodes), nodes, seed).during(() -> awaitMessages(b, 3 * ENOUGH));
            assertTrue(said >= ENOUGH, said + " were said");
        }
    }

    @Test
    void nodes_whose_clocks_differ_by_two_hours_are_one_chat() throws Exception {
        assumeTrue(WrongClock.isThere(), "There is no C compiler here: apt-get install tcc");
        try (Redis redis = Redis.start();
                Nodes nodes = new Nodes(homes, Map.of("redis", redis.address()))) {
            Place behind = nodes.startIn(WrongClock.ahead(Duration.ofHours(-1)));
            Place ahead = nodes.startIn(WrongClock.ahead(Duration.ofHours(1)));
            new Traffic(List.of(behind, ahead), List.of(behind, ahead, nodes), nodes, seed).during(() -> awaitMessages(ahead, 3 * ENOUGH));
        }
    }

    @Test
    void whatever_happens_to_redis_and_to_the_way_to_it_everybody_hears_everything() throws Exception {
        try (Redis redis = Redis.start();
                CutWire wire = CutWire.to(redis.port());
                Nodes nodes = new Nodes(homes, Map.of("redis", "redis://127.0.0.1:" + wire.http("").getPort())).start(2)) {
            Place direct = nodes.start(Map.of("redis", redis.address()));
            Place a = nodes.node(0);
            Place b = nodes.node(1);
            new Traffic(List.of(a, b, direct), List.of(a, b, direct, nodes), nodes, seed).during(() -> {
                awaitMore(b);
                redis.kill();
                awaitMore(b);
                redis.restart();
                awaitMore(b);
                redis.pause();
                awaitMore(b);
                redis.resume();
                redis.ask("FLUSHALL");
                awaitMore(b);
                wire.holdAnswers(); // two of three nodes speak, and hear nothing
                awaitMore(b);
                wire.freeze();
                awaitMore(b);
                wire.restore();
                awaitMore(b);
                wire.cut();
                awaitMore(b);
                wire.restore();
                awaitMore(b);
            });
        }
    }

    @Test
    void when_a_node_is_killed_its_clients_go_on_at_another() throws Exception {
        try (Redis redis = Redis.start();
                Nodes nodes = new Nodes(homes, Map.of("redis", redis.address())).start(2)) {
            new Traffic(List.of(nodes, nodes), List.of(nodes, nodes), nodes, seed).during(() -> {
                awaitMore(nodes);
                nodes.replace(0);
                awaitMore(nodes);
                nodes.replace(0);
                awaitMore(nodes);
            });
        }
    }

    @Test
    void when_the_nodes_are_restarted_one_after_the_other_nothing_is_lost_or_doubled() throws Exception {
        try (Redis redis = Redis.start();
                Nodes nodes = new Nodes(homes, Map.of("redis", redis.address())).start(2)) {
            new Traffic(List.of(nodes, nodes), List.of(nodes, nodes), nodes, seed).during(() -> {
                awaitMore(nodes);
                nodes.restart(0);
                awaitMore(nodes);
                nodes.restart(0);
                awaitMore(nodes);
            });
        }
    }

    @Test
    void when_the_database_goes_and_comes_back_all_nodes_go_on_by_themselves() throws Exception {
        Postgres database = Postgres.in(homes.resolve("database"));
        try (Redis redis = Redis.start();
                Nodes nodes = new Nodes(homes, Map.of("redis", redis.address(), "database", database.newDatabase())).start(2)) {
            Place a = nodes.node(0);
            Place b = nodes.node(1);
            new Traffic(List.of(a, b), List.of(a, b, nodes), nodes, seed, 1).during(() -> {
                awaitMore(b);
                database.stop();
                database.startAgain();
                awaitMore(b);
                database.kill();
                database.startAgain();
                awaitMore(b);
            });
        } finally {
            database.stop();
        }
    }

    private static void awaitMore(Place place) {
        awaitMessages(place, messages(place) + ENOUGH);
    }

    private static void awaitMessages(Place place, long count) {
        Wire.await(() -> messages(place) >= count, () -> count + " messages");
    }

    /** @return how far that node says the lobby has come */
    private static long messages(Place place) {
        try (JsonClient client = JsonClient.connect(place)) {
            return client.subscribe().get("offset").asLong();
        }
    }
}
