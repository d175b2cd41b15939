package dev.chatchannel.storage;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * SQLite in a data directory that is ours alone: one connection that writes, a few that read.
 *
 * <p>A commit has reached the disk (WAL, {@code synchronous=FULL}) before it returns.
 *
 * <p>Threads: any. Writes queue for the one writer; reads neither wait for it nor hold it up.
 */
final class SqliteDatabase extends Database {
    private static final Logger LOG = System.getLogger(SqliteDatabase.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int READERS = 8;

    private final DataDirectory directory;
    private final Writer writer;
    private final Pool readers;
    private volatile boolean damaged; // set by any reader; two may tell of it

    private SqliteDatabase(DataDirectory directory, Writer writer, Pool readers) {
        this.directory = directory;
        this.writer = writer;
        this.readers = readers;
    }

    /** As {@link Database#open(Path)}. */
    static SqliteDatabase in(Path directory) {
        return in(directory, PATIENCE);
    }

    /** @param patience how long a transaction waits for somebody else's lock on the file */
    static SqliteDatabase in(Path directory, Duration patience) {
        DataDirectory ours = DataDirectory.take(directory);
        try {
            ours.mustBeWritable();
            ours.loadLibrary();
            return open(ours, new Sqlite(ours.database(), patience));
        } catch (RuntimeException failure) {
            ours.close();
            throw failure;
        }
    }

    @Override
    public boolean isShared() {
        return false;
    }

    /** After those who asked before. */
    @Override
    <T> T write(Sql.Work<T> work) throws SQLException {
        return writer.inTransaction(work);
    }

    @Override
    <T> T read(Sql.Work<T> work) throws SQLException {
        try (Connection connection = readers.take();
                Sql sql = new Sql(connection)) {
            return work.on(sql);
        } catch (SQLException failure) {
            if (Sqlite.damaged(failure)) tellOfDamage(failure);
            throw failure;
        }
    }

    @Override
    boolean isAtFault(SQLException failure) {
        return Sqlite.storeAtFault(failure);
    }

    @Override
    public boolean isDamaged() {
        return damaged;
    }

    /** Once: what is damaged is met again and again. */
    private void tellOfDamage(SQLException failure) {
        if (!damaged) LOG.log(Level.ERROR, "A part of the database cannot be read, it is damaged (" + failure.getMessage() + "); stop, and put a backup back");
        damaged = true;
    }

    /** The writer goes last, so that it tidies the file. */
    @Override
    public void close() {
        readers.close();
        mark(DataDirectory.State.CLOSING);
        writer.close();
        mark(DataDirectory.State.CLOSED);
        forgetDrivers();
        directory.close();
    }

    /** On a full disk it stays as it was: then the next start looks more closely than it need. */
    private void mark(DataDirectory.State state) {
        try {
            directory.mark(state);
        } catch (StorageUnavailable full) {
            LOG.log(Level.DEBUG, full.getMessage());
        }
    }

    private static SqliteDatabase open(DataDirectory directory, Sqlite sqlite) {
        DamageCheck check = DamageCheck.of(directory);
        Writer writer = writer(sqlite);
        try {
            check.pages(writer);
            Migrations.run(sqlite.writable(), Dialect.SQLITE, sqlite.file().toString());
            check.channels(writer);
            directory.mark(DataDirectory.State.OPEN);
            return new SqliteDatabase(directory, writer, Pool.ofReaders(sqlite.readable(), READERS, sqlite.patience()));
        } catch (RuntimeException failure) {
            writer.close();
            throw failure;
        }
    }

    private static Writer writer(Sqlite sqlite) {
        try {
            return new Writer(sqlite);
        } catch (SQLException failure) {
            throw unreadable(sqlite.file(), failure);
        }
    }

    private static StorageUnavailable unreadable(Path file, SQLException failure) {
        String sentence = Sqlite.damaged(failure)
                ? "The file %s is not a database of ours, or is damaged (%s); put a copy in its place, or move it away."
                : "The database %s cannot be opened (%s).";
        return new StorageUnavailable(sentence.formatted(file, failure.getMessage()), failure);
    }
}
