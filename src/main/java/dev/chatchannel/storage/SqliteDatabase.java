package dev.chatchannel.storage;

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
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int READERS = 8;

    private final DataDirectory directory;
    private final Writer writer;
    private final Pool readers;

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
        }
    }

    @Override
    boolean isAtFault(SQLException failure) {
        return Sqlite.storeAtFault(failure);
    }

    /** The writer goes last, so that it tidies the file. */
    @Override
    public void close() {
        readers.close();
        writer.close();
        forgetDrivers();
        directory.close();
    }

    private static SqliteDatabase open(DataDirectory directory, Sqlite sqlite) {
        Writer writer = writer(sqlite);
        try {
            Migrations.run(sqlite.writable(), Dialect.SQLITE, sqlite.file().toString());
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
