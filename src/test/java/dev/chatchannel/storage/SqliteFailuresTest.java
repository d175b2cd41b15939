package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.NOON;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.NotStored;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.Position;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, a file that somebody else holds, and a connection that lost its transaction. */
@Timeout(60)
class SqliteFailuresTest {
    private static final Duration PATIENCE = Duration.ofMillis(50);

    @TempDir
    Path directory;

    private Database database;
    private JdbcEvents events;

    @BeforeEach
    void open() {
        database = SqliteDatabase.in(directory, PATIENCE);
        events = Drafts.events(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_full_disk_stores_nothing_and_posting_works_again_when_there_is_room() throws SQLException {
        commit(draft(LOBBY, "before"));
        long pages = pragma("pragma page_count");
        pragma("pragma max_page_count = " + (pages + 2));

        NotStored failure = notStored(draft(LOBBY, "fits"), draft(LOBBY, "x".repeat(100_000)));
        assertTrue(failure.worthAnotherTry());
        assertEquals(List.of("1 before"), said(events.after(LOBBY, 0, 10)));

        pragma("pragma max_page_count = " + (pages + 1_000));
        commit(draft(LOBBY, "after"));
        assertEquals(List.of("1 before", "2 after"), said(events.after(LOBBY, 0, 10)));
    }

    @Test
    void a_database_that_somebody_else_locks_is_worth_another_try() throws SQLException {
        try (Connection other = other()) {
            other.createStatement().execute("begin immediate");
            assertTrue(notStored(draft(LOBBY, "locked out")).worthAnotherTry());
            assertEquals(0, head().offset(), "reading goes on");
        }
        assertEquals(1, commit(draft(LOBBY, "let in")).get(0).event().offset());
    }

    @Test
    void a_writer_whose_transaction_is_gone_is_opened_anew() {
        assertThrows(SQLException.class, () -> database.write(sql -> {
            sql.run("update channel set head = 99");
            sql.run("rollback");
            throw new SQLException("what a broken disk may look like");
        }));
        assertEquals(1, commit(draft(LOBBY, "works again")).get(0).event().offset());
    }

    private List<Receipt> commit(Draft... drafts) {
        return events.commit(List.of(drafts), NOON).stream().map(Receipt.class::cast).toList();
    }

    private NotStored notStored(Draft... drafts) {
        return assertThrows(NotStored.class, () -> commit(drafts));
    }

    private Position head() {
        return events.head(LOBBY).orElseThrow();
    }

    private long pragma(String pragma) throws SQLException {
        return database.write(sql -> sql.first(pragma, row -> row.getLong(1)).orElseThrow());
    }

    private Connection other() throws SQLException {
        return new Sqlite(directory.resolve("chat-channel.db"), PATIENCE).writable().getConnection();
    }

    private static List<String> said(List<Event> events) {
        return events.stream()
                .map(event -> event.offset() + " " + ((MessagePosted) event).text())
                .toList();
    }
}
