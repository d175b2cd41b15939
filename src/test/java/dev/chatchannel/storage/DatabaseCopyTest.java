package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.ANN;
import static dev.chatchannel.storage.Drafts.BOB;
import static dev.chatchannel.storage.Drafts.GARDEN;
import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.NOON;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Reaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An embedded database is copied into a PostgreSQL: all of it, also after a kill, and into nobody else's. */
@Timeout(120)
class DatabaseCopyTest {
    private static final int MESSAGES = 2_500; // more than two pages

    @TempDir
    Path home;

    private String target;

    @BeforeEach
    void choose() {
        target = Postgres.shared().newDatabase();
    }

    @Test
    void a_copy_is_whole_and_people_go_on_with_it() throws SQLException {
        talk();
        List<Event> said;
        Map<String, List<String>> before;
        try (Database source = Database.open(home)) {
            said = events(source).after(LOBBY, 0, Integer.MAX_VALUE);
            before = rows(source);
        }
        assertWhole(DatabaseCopy.run(home, address(), (table, done, rows) -> {}));
        try (Database copy = Database.open(address())) {
            assertEquals(before, rows(copy));
            assertEquals(said, events(copy).after(LOBBY, 0, Integer.MAX_VALUE));
            assertTrue(((Receipt) commit(copy, draft(LOBBY, ANN, "again", "c-7"))).repeated());
            assertEquals(said.size() + 1, ((Receipt) commit(copy, draft(LOBBY, "new"))).event().offset());
        }
    }

    @Test
    void what_a_released_program_left_is_copied() throws Exception {
        try (InputStream packed = new GZIPInputStream(UpgradeTest.class.getResourceAsStream("V8.db.gz"))) {
            Files.copy(packed, home.resolve(DataDirectory.FILE));
        }
        assertWhole(DatabaseCopy.run(home, address(), (table, done, rows) -> {}));
        try (Database source = Database.open(home);
                Database copy = Database.open(address())) {
            assertEquals(rows(source), rows(copy));
        }
    }

    @Test
    void a_copy_that_was_killed_goes_on_where_it_was() throws Exception {
        talk();
        assertEquals(OtherProcess.KILLED, OtherProcess.startCopying(home, target, "event").waitFor());
        Map<String, Long> begunWith = new HashMap<>();
        assertWhole(DatabaseCopy.run(home, address(), (table, done, rows) -> begunWith.putIfAbsent(table, done)));
        assertTrue(begunWith.get("event") > 0 && begunWith.get("event") < MESSAGES, begunWith::toString);
        try (Database source = Database.open(home);
                Database copy = Database.open(address())) {
            assertEquals(rows(source), rows(copy));
        }
        assertWhole(DatabaseCopy.run(home, address(), (table, done, rows) -> assertEquals(rows, done, table)));
    }

    @Test
    void a_target_of_another_place_or_with_newer_talk_is_refused() {
        talk();
        try (Database other = Database.open(address())) {
            events(other).createChannel(LOBBY);
        }
        assertSentence("The target has data of another place");
        target = Postgres.shared().newDatabase();
        assertWhole(DatabaseCopy.run(home, address(), (table, done, rows) -> {}));
        try (Database copy = Database.open(address())) {
            commit(copy, draft(LOBBY, "new"));
        }
        assertSentence("people have talked there since");
    }

    @Test
    void a_database_that_a_server_has_open_is_not_copied() {
        try (Database open = Database.open(home)) {
            assertFalse(open.isShared());
            assertSentence("is in use by another Chat Channel");
        }
    }

    @Test
    void where_there_is_no_database_none_is_made() throws IOException {
        assertSentence("There is no database in " + home);
        try (var files = Files.list(home)) {
            assertEquals(0, files.count());
        }
    }

    private void talk() {
        try (Database database = Database.open(home)) {
            JdbcEvents events = Drafts.events(database);
            events.commit(IntStream.range(0, MESSAGES).mapToObj(i -> draft(LOBBY, ANN, "naïve \"你好\" 🎉 " + i, "c-" + i)).toList(), NOON);
            commit(database, draft(LOBBY, ANN, new Change.Edit(1, "anew")));
            commit(database, draft(LOBBY, ANN, new Change.Delete(2)));
            commit(database, draft(LOBBY, BOB, new Change.React(3, new Reaction("👍"), true)));
            commit(database, draft(GARDEN, "look", Drafts.upload(NOON, (byte) 0, (byte) -1, (byte) 7)));
            commit(database, draft(GARDEN, ANN, new Change.Join()));
            commit(database, draft(GARDEN, BOB, new Change.Archive(true)));
        }
    }

    private void assertSentence(String expected) {
        String said = assertThrows(StorageUnavailable.class, () -> DatabaseCopy.run(home, address(), (table, done, rows) -> {})).getMessage();
        assertTrue(said.contains(expected), said);
    }

    private static void assertWhole(List<DatabaseCopy.Count> counts) {
        assertTrue(counts.stream().allMatch(DatabaseCopy.Count::isEqual), counts::toString);
    }

    /** @return what stands in each table but those of the index and of the migrations, in the same words on both databases */
    private static Map<String, List<String>> rows(Database database) throws SQLException {
        Map<String, List<String>> rows = new HashMap<>();
        for (String table : tables()) {
            rows.put(table, database.read(sql -> sql.all("select * from " + table, DatabaseCopyTest::words)).stream().sorted().toList());
        }
        return rows;
    }

    /** @return all tables that people's data are in: those of a new database, but for the index and the migrations */
    private static List<String> tables() throws SQLException {
        try (Database fresh = Database.open(new DatabaseAddress(Postgres.shared().newDatabase(), Optional.empty(), Optional.empty()))) {
            return fresh.read(Engine::tables).stream().filter(table -> !table.startsWith("search_") && !table.startsWith("flyway")).toList();
        }
    }

    /** By name: columns that were added stand elsewhere. Booleans are numbers in SQLite. */
    private static String words(ResultSet row) throws SQLException {
        Map<String, String> words = new TreeMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            String word = value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
            words.put(row.getMetaData().getColumnName(i), value instanceof Boolean is ? (is ? "1" : "0") : word);
        }
        return words.toString();
    }

    private static JdbcEvents events(Database database) {
        return new JdbcEvents(database, Clock.systemUTC());
    }

    private static Object commit(Database database, Draft draft) {
        return events(database).commit(List.of(draft), NOON).get(0);
    }

    private DatabaseAddress address() {
        return new DatabaseAddress(target, Optional.empty(), Optional.empty());
    }
}
