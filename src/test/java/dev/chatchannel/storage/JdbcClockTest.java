package dev.chatchannel.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes take their time from the database, by a real one; this machine's time is held still. */
class JdbcClockTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();

    @TempDir
    Path directory;

    private final AtomicLong nanoTime = new AtomicLong();
    private Database database;

    @BeforeEach
    void open() {
        database = Engine.POSTGRESQL.open(directory);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void it_says_what_the_server_said_and_goes_on_by_itself() throws Exception {
        long before = server();
        JdbcClock clock = new JdbcClock(database, nanoTime::get);
        long after = server();
        long read = clock.millis();
        assertTrue(before <= read && read <= after, () -> before + " <= " + read + " <= " + after);
        nanoTime.addAndGet(HOUR);
        assertEquals(read + Duration.ofHours(1).toMillis(), clock.millis());
    }

    @Test
    void when_the_two_have_drifted_apart_it_is_set_by_the_server() throws Exception {
        JdbcClock clock = new JdbcClock(database, nanoTime::get);
        for (long drift : new long[] {HOUR, -2 * HOUR}) {
            nanoTime.addAndGet(drift);
            long before = server();
            clock.set();
            long after = server();
            long read = clock.millis();
            assertTrue(before <= read && read <= after, () -> before + " <= " + read + " <= " + after);
        }
    }

    @Test
    void an_answer_that_took_long_and_one_that_never_came_change_nothing() {
        AtomicLong step = new AtomicLong();
        JdbcClock clock = new JdbcClock(database, () -> nanoTime.addAndGet(step.get()));
        long read = clock.millis();
        step.set(HOUR); // it goes on while we ask
        clock.set();
        step.set(0);
        assertEquals(read + 2 * Duration.ofHours(1).toMillis(), clock.millis());
        database.close();
        nanoTime.addAndGet(HOUR);
        clock.set();
        assertEquals(read + 3 * Duration.ofHours(1).toMillis(), clock.millis());
    }

    private long server() throws SQLException {
        return database.read(sql -> sql.first("select floor(extract(epoch from clock_timestamp()) * 1000)", row -> row.getLong(1)).orElseThrow());
    }
}
