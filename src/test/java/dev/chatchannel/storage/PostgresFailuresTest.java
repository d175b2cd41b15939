package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.ANN;
import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.NOON;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.channel.HistoryUnavailable;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.NotStored;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.kit.PostgresWire;
import dev.chatchannel.kit.PostgresWire.Break;
import dev.chatchannel.message.MessagePosted;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that go, in the middle of a transaction and exactly at its COMMIT; servers and databases that are refused. */
@Timeout(60)
class PostgresFailuresTest {
    @TempDir
    Path directory;

    private PostgresWire wire;
    private Database database;
    private JdbcEvents events;

    @BeforeEach
    void open() {
        wire = PostgresWire.to(Engine.address(directory));
        database = Database.open(address(wire.address()));
        events = Drafts.events(database);
    }

    @AfterEach
    void close() {
        database.close();
        wire.close();
    }

    /** Without a client id nobody could tell a retry from a second message. */
    @ParameterizedTest
    @EnumSource(Break.class)
    void a_message_whose_commit_was_not_answered_is_stored_once(Break how) {
        commit(draft(LOBBY, "before"));
        wire.breakAtCommit(how);
        Receipt receipt = commit(draft(LOBBY, "during"));
        assertFalse(receipt.repeated());
        assertEquals(2, receipt.event().offset());
        commit(draft(LOBBY, "after"));
        assertEquals(List.of("1 before", "2 during", "3 after"), stored());
    }

    @Test
    void what_cannot_be_found_out_is_told_as_not_stored_and_a_retry_with_its_client_id_finds_it() {
        wire.breakForGoodAtCommit(Break.AFTER_COMMIT);
        NotStored failure = assertThrows(NotStored.class, () -> commit(draft(LOBBY, ANN, "once", "c-1")));
        assertTrue(failure.worthAnotherTry());
        wire.restore();
        Receipt retried = triedAgain(() -> commit(draft(LOBBY, ANN, "once", "c-1")));
        assertEquals(new Receipt(triedAgain(() -> events.after(LOBBY, 0, 1)).get(0), true), retried);
        assertEquals(List.of("1 once"), stored());
    }

    @Test
    void a_connection_that_goes_before_commit_costs_nobody_anything() throws SQLException {
        int[] tries = {0};
        database.write(sql -> {
            sql.run("update channel set topic = topic || 'x'");
            if (tries[0]++ == 0) wire.cut();
            return sql.run("update channel set title = 'reached'");
        });
        assertEquals(2, tries[0]);
        assertEquals("x", database.read(sql -> sql.first("select topic from channel where name = 'lobby'", row -> row.getString(1))).orElseThrow());
    }

    @Test
    void a_lost_connection_is_replaced_for_readers_too() {
        commit(draft(LOBBY, "said"));
        stored();
        wire.cut();
        assertEquals(List.of("1 said"), stored());
    }

    @Test
    void readers_cannot_write() {
        assertThrows(SQLException.class, () -> database.read(sql -> sql.run("delete from channel")));
    }

    @Test
    void every_text_is_in_the_order_of_its_bytes() throws SQLException {
        String query =
                """
                select table_name || '.' || column_name from information_schema.columns
                 where table_schema = 'public' and data_type = 'text' and table_name not like 'flyway%' and collation_name is distinct from 'C'
                """;
        assertEquals(List.of(), database.read(sql -> sql.all(query, row -> row.getString(1))));
    }

    @Test
    void a_server_that_answers_before_it_has_stored_is_refused() {
        String hasty = Engine.address(directory) + "&options=-c%20synchronous_commit=off";
        assertSentence("answers before it has stored", hasty);
    }

    @Test
    void a_database_of_somebody_else_is_refused_and_left_alone() throws SQLException {
        String foreign = Postgres.shared().newDatabase();
        try (Connection connection = Postgres.connect(foreign);
                Sql sql = new Sql(connection, Dialect.POSTGRESQL)) {
            sql.execute("create table recipe (name text)");
            assertSentence("cannot be brought up to date", foreign);
            assertEquals(List.of("recipe"), Engine.tables(sql));
        }
    }

    @Test
    void a_database_that_keeps_texts_otherwise_is_refused() {
        Postgres.shared().run("create database latin encoding 'LATIN1' locale 'C' template template0");
        assertSentence("keeps texts as LATIN1", Engine.address(directory).replaceFirst("/test_\\d+", "/latin"));
    }

    @Test
    void a_newer_schema_is_refused() throws SQLException {
        String newer =
                """
                insert into flyway_schema_history
                select 99, '99', 'from the future', 'SQL', 'V99__from_the_future.sql', 1, 'x', installed_on, 1, true
                  from flyway_schema_history where version = '1'
                """;
        database.write(sql -> sql.run(newer));
        assertSentence("was written by a newer version of this program (schema 99)", Engine.address(directory));
        database.write(sql -> sql.run("delete from flyway_schema_history where version = '99'"));
    }

    @Test
    void closing_leaves_no_thread_behind() {
        stored();
        database.close();
        List<String> left = Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith("chat-channel")).toList();
        assertEquals(List.of(), left);
    }

    private Receipt commit(Draft draft) {
        return (Receipt) events.commit(List.of(draft), NOON).get(0);
    }

    /** As clients do: the pool takes some seconds to look for a server that was away. */
    private static <T> T triedAgain(Supplier<T> question) {
        while (true) {
            try {
                return question.get();
            } catch (NotStored | HistoryUnavailable away) {
                // Until the time-out of the test.
            }
        }
    }

    private List<String> stored() {
        return events.after(LOBBY, 0, 10).stream().map(event -> event.offset() + " " + ((MessagePosted) event).text()).toList();
    }

    private static void assertSentence(String expected, String where) {
        String said = assertThrows(StorageUnavailable.class, () -> Database.open(address(where))).getMessage();
        assertTrue(said.contains(expected), said);
        assertTrue(Stream.of("\n", "user=").noneMatch(said::contains), said);
    }

    private static DatabaseAddress address(String text) {
        return new DatabaseAddress(text, Optional.empty(), Optional.empty());
    }
}
