package dev.chatchannel.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.Postgres;
import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.DatabaseAddress;
import dev.chatchannel.storage.JdbcNodes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What must come to every node does, by the database alone if need be, and once. */
@Timeout(60)
class BoardTest {
    private final String address = Postgres.shared().newDatabase();
    private final List<Database> databases = new ArrayList<>();
    private final ScheduledExecutorService readers = Executors.newScheduledThreadPool(4);

    @AfterEach
    void stop() {
        readers.shutdownNow();
        databases.forEach(Database::close);
    }

    @Test
    void what_one_posts_comes_to_all_others_once_and_not_back() {
        Node a = new Node();
        Node b = new Node();
        Node c = new Node();
        for (int i = 0; i < 5; i++) a.board.post(signal(i));
        b.board.post(signal(5));
        assertEquals(6, new HashSet<>(c.take(6)).size(), "each once");
        assertEquals(5, new HashSet<>(b.take(5)).size());
        assertEquals(signal(5), a.next());
        assertNull(a.heard.peek());
        assertNull(b.heard.peek());
    }

    /** Guards against a number that is committed after a higher one: who had read up to that would never see it. */
    @Test
    void however_many_post_at_once_nobody_misses_one() throws Exception {
        Node reader = new Node();
        List<Node> writers = List.of(new Node(), new Node(), new Node());
        int each = 60;
        for (int i = 0; i < each; i++) {
            for (Node writer : writers) writer.board.post(signal(writers.indexOf(writer) * each + i));
        }
        assertEquals(writers.size() * each, new HashSet<>(reader.take(writers.size() * each)).size());
        assertNull(reader.heard.poll(1, TimeUnit.MILLISECONDS));
    }

    /** The relay is the quick way to the board, and carries nothing of it: it may be lost, doubled or late. */
    @Test
    void who_is_told_of_news_looks_at_once_and_does_each_once() {
        Node a = new Node(Duration.ofHours(1));
        Node b = new Node(Duration.ofHours(1));
        a.board.post(signal(1));
        assertTrue(b.board.hear(new Signal("board", List.of())));
        assertTrue(b.board.hear(new Signal("board", List.of())));
        assertEquals(signal(1), b.next());
        a.board.post(signal(2));
        b.board.look();
        assertEquals(signal(2), b.next());
        assertNull(b.heard.peek(), "each once");
        assertFalse(b.board.hear(signal(3)), "none from a board");
    }

    @Test
    void what_is_mentioned_in_one_moment_comes_together() {
        Node a = new Node();
        Node b = new Node();
        for (int i = 0; i < 100; i++) a.board.mention(signal(i));
        List<String> words = new ArrayList<>();
        while (words.size() < 100) words.addAll(b.next().words());
        assertEquals(IntStream.range(0, 100).mapToObj(Integer::toString).toList(), words);
    }

    @Test
    void who_was_away_for_too_long_asks_for_everything_anew() {
        Node away = new Node(Duration.ofHours(1));
        Node a = new Node(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) a.nodes.add(new Signal("place", List.of()));
        forget(2);
        Node late = new Node();
        away.board.look();
        assertEquals("missed", away.next().name());
        assertEquals("place", away.next().name());
        a.board.post(signal(9));
        assertEquals(signal(9), late.next(), "who has just come has missed nothing");
    }

    @Test
    void the_first_node_says_who_the_place_is_and_all_others_agree() {
        JdbcNodes.Identity first = new JdbcNodes(open()).identity(Clock.systemUTC());
        JdbcNodes.Identity second = new JdbcNodes(open()).identity(Clock.systemUTC());
        assertEquals(first.id(), second.id());
        assertEquals(Arrays.toString(first.secret()), Arrays.toString(second.secret()));
        assertEquals(32, first.secret().length);
    }

    private void forget(int number) {
        try (Connection connection = Postgres.connect(address); Statement statement = connection.createStatement()) {
            statement.execute("delete from signal where number <= " + number);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private Database open() {
        Database database = Database.open(new DatabaseAddress(address, Optional.empty(), Optional.empty()));
        databases.add(database);
        return database;
    }

    private static Signal signal(int number) {
        return new Signal("ask-anew", List.of(Integer.toString(number)));
    }

    private final class Node {
        private final JdbcNodes nodes = new JdbcNodes(open());
        private final BlockingQueue<Signal> heard = new LinkedBlockingQueue<>();
        private final Board board = new Board(nodes, new NoRelay(), readers, heard::add, () -> heard.add(new Signal("missed", List.of())));

        Node() {
            this(Duration.ofMillis(20));
        }

        Node(Duration pause) {
            board.start();
            readers.scheduleWithFixedDelay(board::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        }

        Signal next() {
            try {
                Signal next = heard.poll(20, TimeUnit.SECONDS);
                if (next == null) throw new AssertionError("Nothing came");
                return next;
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }

        List<Signal> take(int count) {
            List<Signal> all = new ArrayList<>();
            while (all.size() < count) all.add(next());
            return all;
        }
    }
}
