package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatchannel.message.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SqliteDatabaseTest {
    @TempDir
    Path parent;

    private Path directory;
    private Path file;

    @BeforeEach
    void choose() {
        directory = parent.resolve("some/where");
        file = directory.resolve("chat-channel.db");
    }

    @Test
    void a_commit_reaches_the_disk_before_it_returns() throws SQLException {
        try (Database database = Database.open(directory)) {
            assertEquals("wal", pragma(database, "pragma journal_mode"));
            assertEquals("2", pragma(database, "pragma synchronous"));
            assertEquals("1", pragma(database, "pragma foreign_keys"));
        }
    }

    @Test
    void readers_cannot_write() {
        try (Database database = Database.open(directory)) {
            assertThrows(SQLException.class, () -> database.read(sql -> sql.run("delete from channel")));
        }
    }

    @Test
    void a_new_directory_is_for_its_owner_alone() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Database.open(directory).close();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    }

    @Test
    void a_directory_has_one_user_at_a_time() {
        try (Database first = Database.open(directory)) {
            assertSentence("is in use by another Chat Channel");
            assertTrue(createsChannels(first), "the first is not disturbed");
        }
        Database.open(directory).close();
    }

    /** Guards against the POSIX trap: the failed try in this JVM must not give up the lock against other processes. */
    @Test
    void another_process_is_kept_out_also_after_another_deployment_was() throws Exception {
        try (Database first = Database.open(directory)) {
            assertSentence("is in use by another Chat Channel");
            String said = firstLine(OtherProcess.start(directory));
            assertTrue(said.contains("is in use by another Chat Channel"), said);
            assertTrue(createsChannels(first), "the first is not disturbed");
        }
    }

    @Test
    void what_was_answered_survives_a_kill() throws Exception {
        Process other = OtherProcess.start(directory);
        long answered = 0;
        try (BufferedReader lines = other.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answered = Long.parseLong(line);
                if (answered == 200) other.toHandle().destroyForcibly(); // the process's own method closes the stream
            }
        }
        other.waitFor();
        assertTrue(answered >= 200, "it said " + answered);
        try (Database database = Database.open(directory)) {
            List<Event> kept = new JdbcEvents(database, Clock.systemUTC()).after(LOBBY, 0, Integer.MAX_VALUE);
            assertTrue(kept.size() >= answered, kept.size() + " of " + answered);
            List<Long> gapless = LongStream.rangeClosed(1, kept.size()).boxed().toList();
            assertEquals(gapless, kept.stream().map(Event::offset).toList());
        }
    }

    @Test
    void libraries_that_killed_servers_left_are_removed() throws IOException {
        Path leftover = directory.resolve("native/sqlite-3.1-left-libsqlitejdbc.so");
        Files.createDirectories(leftover.getParent());
        Files.createFile(leftover);
        Database.open(directory).close();
        assertFalse(Files.exists(leftover));
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_left_alone() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(file, "This is not a database. ".repeat(1_000));
        assertSentence("is not a database of ours, or is damaged");
        assertTrue(Files.readString(file).startsWith("This is not a database."));
    }

    @Test
    void a_damaged_database_is_refused() throws IOException {
        Database.open(directory).close();
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 100, 4_096, (byte) 0x5a);
        Files.write(file, bytes);
        assertSentence("is not a database of ours, or is damaged");
    }

    @Test
    void a_database_of_somebody_else_is_refused_and_left_alone() throws Exception {
        Files.createDirectories(directory);
        Sqlite foreign = new Sqlite(file, Duration.ofMillis(50));
        try (Connection connection = foreign.writable().getConnection();
                Sql sql = new Sql(connection)) {
            sql.run("create table recipe (name text)");
            assertSentence("cannot be brought up to date");
            assertEquals(1, sql.all("select name from sqlite_master", row -> row.getString(1)).size());
        }
    }

    @Test
    void a_newer_schema_is_refused_and_left_alone() throws SQLException {
        Database.open(directory).close();
        String newer =
                """
                insert into flyway_schema_history
                select 99, '99', 'from the future', 'SQL', 'V99__from_the_future.sql', 1, 'x', installed_on, 1, 1
                  from flyway_schema_history where version = '1'
                """;
        try (Database database = Database.open(directory)) {
            database.write(sql -> sql.run(newer));
        }
        assertSentence("was written by a newer version of this program (schema 99)");
    }

    @Test
    void a_directory_that_cannot_be_written_is_refused() throws IOException {
        Files.createFile(parent.resolve("some"));
        assertSentence("cannot be written");
    }

    @Test
    void a_refusal_lets_go_of_the_directory() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(file, "This is not a database. ".repeat(1_000));
        assertSentence("is not a database of ours, or is damaged");
        Files.delete(file);
        Database.open(directory).close();
    }

    @Test
    void closing_leaves_no_thread_no_driver_and_no_log_behind() throws SQLException {
        try (Database database = Database.open(directory)) {
            pragma(database, "pragma journal_mode");
        }
        assertEquals(List.of(), Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("chat-channel"))
                .toList());
        assertEquals(0, DriverManager.drivers().filter(driver -> driver instanceof org.sqlite.JDBC).count());
        assertFalse(Files.exists(directory.resolve("chat-channel.db-wal")), "the last commit is in the file itself");
    }

    private void assertSentence(String expected) {
        String said = assertThrows(StorageUnavailable.class, () -> Database.open(directory)).getMessage();
        assertTrue(said.contains(expected), said);
        assertFalse(said.contains("\n"), said);
    }

    /** Ends the process, which would post for ever were it let in. */
    private static String firstLine(Process process) throws IOException {
        try (BufferedReader lines = process.inputReader()) {
            return lines.readLine();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean createsChannels(Database database) {
        JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
        events.createChannel(LOBBY);
        return events.head(LOBBY).isPresent();
    }

    private static String pragma(Database database, String pragma) throws SQLException {
        return database.write(sql -> sql.first(pragma, row -> row.getString(1)).orElseThrow());
    }
}
