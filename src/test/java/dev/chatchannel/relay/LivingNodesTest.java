package dev.chatchannel.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatchannel.kit.Postgres;
import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.DatabaseAddress;
import dev.chatchannel.storage.JdbcNodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who lives is known by what counts on, whatever the clocks say. */
class LivingNodesTest {
    private final String address = Postgres.shared().newDatabase();
    private final List<Database> databases = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();

    @AfterEach
    void close() {
        databases.forEach(Database::close);
    }

    @Test
    void a_node_lives_until_it_says_goodbye() {
        Node a = new Node();
        assertEquals(Set.of(), a.nodes.others());
        Node b = new Node();
        a.nodes.look();
        assertEquals(Set.of(b.name()), a.nodes.others());
        assertEquals(Set.of(a.name()), b.nodes.others());
        assertEquals(List.of("host", "host"), a.nodes.all().stream().map(NodeStore.Row::host).toList());
        b.nodes.leave();
        b.nodes.beat();
        a.nodes.look();
        assertEquals(Set.of(), a.nodes.others());
        assertEquals(List.of(a.name()), a.nodes.all().stream().map(NodeStore.Row::name).toList());
    }

    @Test
    void who_does_not_count_on_is_taken_for_dead_and_later_forgotten_but_may_come_back() {
        Node a = new Node();
        Node b = new Node();
        a.nodes.look();
        now.addAndGet(LivingNodes.SILENCE.toNanos() - 1);
        a.nodes.beat();
        a.nodes.look();
        assertEquals(Set.of(b.name()), a.nodes.others());
        now.addAndGet(1);
        a.nodes.look();
        assertEquals(Set.of(), a.nodes.others());
        b.nodes.beat();
        a.nodes.look();
        assertEquals(Set.of(b.name()), a.nodes.others());
        now.addAndGet(Duration.ofHours(1).toNanos());
        a.nodes.beat();
        a.nodes.look();
        assertEquals(List.of(a.name()), a.store.nodes().stream().map(NodeStore.Row::name).toList(), "its row is gone");
        b.nodes.beat();
        a.nodes.look();
        assertEquals(Set.of(b.name()), a.nodes.others());
    }

    private final class Node {
        private final JdbcNodes store;
        private final LivingNodes nodes;

        Node() {
            Database database = Database.open(new DatabaseAddress(address, Optional.empty(), Optional.empty()));
            databases.add(database);
            store = new JdbcNodes(database);
            nodes = new LivingNodes(store, () -> "host", () -> 7, now::get);
            nodes.start();
        }

        String name() {
            return store.node();
        }
    }
}
