package dev.chatchannel.storage;

import dev.chatchannel.message.SortableId;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Where everything is kept: the embedded database of one node, or a PostgreSQL that several share.
 *
 * <p>Opening creates what is missing, brings the schema up to date, and refuses with one sentence whatever would lose
 * messages later. A commit has reached the disk before it returns.
 *
 * <p>Threads: any.
 */
public abstract sealed class Database implements AutoCloseable permits SqliteDatabase, PostgresDatabase {
    private final String node = SortableId.at(System.currentTimeMillis());

    /**
     * Takes the directory and opens the embedded database in it.
     *
     * @param directory made, for its owner alone, when it is missing
     * @throws StorageUnavailable when it is in use, cannot be written, or holds something that we do not understand
     */
    public static Database open(Path directory) {
        return SqliteDatabase.in(directory);
    }

    /**
     * Opens a database that other nodes may have open too.
     *
     * @throws StorageUnavailable when it cannot be reached, is no PostgreSQL that keeps messages safe, or holds something that we do not understand
     */
    public static Database open(DatabaseAddress address) {
        return PostgresDatabase.at(address);
    }

    /** @return by what name others know who has opened it here; nobody has it again */
    public final String node() {
        return node;
    }

    /** @return whether others may write to it while we have it open */
    public abstract boolean isShared();

    /** @return whether something in it was met that cannot be read any more */
    public boolean isDamaged() {
        return false;
    }

    /** Does the work in one transaction; it must not ask for another one, and may be done again when it failed. */
    abstract <T> T write(Sql.Work<T> work) throws SQLException;

    /** Does the work on a connection that only reads; it may be done again when it failed. */
    abstract <T> T read(Sql.Work<T> work) throws SQLException;

    /** @return whether the store is at fault, and not what it was asked to do: then the same may succeed later */
    abstract boolean isAtFault(SQLException failure);

    /** Closes the connections; leaves no thread and no driver behind. */
    @Override
    public abstract void close();

    /** A driver registers itself for the whole JVM, and would keep our class loader after an undeployment. */
    static void forgetDrivers() {
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
