package dev.chatchannel.storage;

import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * SQLite in a data directory that is ours alone: one connection that writes, a few that read.
 *
 * <p>Opening creates what is missing, brings the schema up to date, and refuses with one sentence whatever would lose
 * messages later. A commit has reached the disk (WAL, {@code synchronous=FULL}) before it returns.
 *
 * <p>Threads: any. Writes queue for the one writer; reads neither wait for it nor hold it up.
 */
public final class Database implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DataDirectory directory;
    private final Writer writer;
    private final Readers readers;

    private Database(DataDirectory directory, Writer writer, Readers readers) {
        this.directory = directory;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Takes the directory and opens the database in it.
     *
     * @param directory made, for its owner alone, when it is missing
     * @throws StorageUnavailable when it is in use, cannot be written, or holds something that we do not understand
     */
    public static Database open(Path directory) {
        return open(directory, PATIENCE);
    }

    /** @param patience how long a transaction waits for somebody else's lock on the file */
    static Database open(Path directory, Duration patience) {
        DataDirectory ours = DataDirectory.take(directory);
        try {
            ours.loadLibrary();
            return open(ours, new Sqlite(ours.database(), patience));
        } catch (RuntimeException failure) {
            ours.close();
            throw failure;
        }
    }

    /** Does the work in one transaction, after those who asked before; it must not ask for another one. */
    <T> T write(Sql.Work<T> work) throws SQLException {
        return writer.inTransaction(work);
    }

    /** Does the work on a connection that only reads. */
    <T> T read(Sql.Work<T> work) throws SQLException {
        return readers.read(work);
    }

    /** Closes the connections, the writer last so that it tidies the file; leaves no thread and no driver behind. */
    @Override
    public void close() {
        readers.close();
        writer.close();
        forgetDrivers();
        directory.close();
    }

    private static Database open(DataDirectory directory, Sqlite sqlite) {
        Writer writer = writer(sqlite);
        try {
            Migrations.run(sqlite.writable(), sqlite.file());
            return new Database(directory, writer, new Readers(sqlite));
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

    /** The driver registered itself for the whole JVM, and would keep our class loader after an undeployment. */
    private static void forgetDrivers() {
        DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == Database.class.getClassLoader())
                .forEach(Database::forget);
    }

    private static void forget(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException failure) {
            // It never throws this; a driver that stays costs memory, no message.
        }
    }
}
