package dev.chatchannel.storage;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The clock of the database's server: the one that all nodes of a place share, whatever their own clocks say.
 *
 * <p>It is read at the start and each minute. In between, time goes on by {@link System#nanoTime}, which nobody sets.
 *
 * <p>Threads: any may ask, and never waits; a reader's thread reads.
 */
public final class JdbcClock extends Clock {
    private static final Logger LOG = System.getLogger(JdbcClock.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** An answer that took longer says too little about when it was given. */
    private static final Duration QUICK = Duration.ofMillis(500);

    private final Database database;
    private final LongSupplier nanoTime;
    private volatile long ahead; // of nanoTime, in milliseconds

    /** Reads the server's clock. @throws StorageUnavailable when it cannot be read */
    public JdbcClock(Database database) {
        this(database, System::nanoTime);
    }

    JdbcClock(Database database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
        try {
            ahead = read().ahead();
        } catch (SQLException failure) {
            throw new StorageUnavailable("The database does not tell its time (%s).".formatted(failure.getMessage()), failure);
        }
    }

    /** Reads it again and again, until the readers are shut down. */
    public JdbcClock follow(ScheduledExecutorService readers) {
        readers.scheduleWithFixedDelay(this::set, PAUSE.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
        return this;
    }

    /** Reads it once more. What differs by less than the answer took is no news: time does not jump to and fro. */
    void set() {
        try {
            Reading now = read();
            if (now.took() < QUICK.toMillis() && Math.abs(now.ahead() - ahead) > now.took()) ahead = now.ahead();
        } catch (SQLException | RuntimeException away) {
            LOG.log(Level.DEBUG, "The clock of the database cannot be read", away); // the next time it can
        }
    }

    @Override
    public long millis() {
        return inMillis(nanoTime.getAsLong()) + ahead;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("All times are UTC");
    }

    private Reading read() throws SQLException {
        return database.read(sql -> {
            long asked = inMillis(nanoTime.getAsLong());
            long time = sql.first("select floor(extract(epoch from clock_timestamp()) * 1000)", row -> row.getLong(1)).orElseThrow();
            long answered = inMillis(nanoTime.getAsLong());
            return new Reading(time - (asked + answered) / 2, answered - asked);
        });
    }

    private static long inMillis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** What was read, and how long that took, both in milliseconds. */
    private record Reading(long ahead, long took) {}
}
