package dev.chatchannel.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The database file, and how we open it: WAL, and an fsync at every commit.
 *
 * @param file need not be there yet
 * @param patience how long a statement waits for somebody else's lock
 */
record Sqlite(Path file, Duration patience) {
    /** What no other draft could help: the disk, the locks, the file. The rest are faults of what was asked. */
    private static final Set<SQLiteErrorCode> STORE_AT_FAULT = EnumSet.of(
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_PROTOCOL,
            SQLiteErrorCode.SQLITE_NOMEM,
            SQLiteErrorCode.SQLITE_CORRUPT,
            SQLiteErrorCode.SQLITE_NOTADB);

    /** A source of connections that may write. */
    SQLiteDataSource writable() {
        SQLiteConfig config = config();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        return source(config);
    }

    /** A source of connections that cannot write, whatever they are asked. */
    SQLiteDataSource readable() {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return source(config);
    }

    /** Opens a connection, and makes sure that a commit on it survives a loss of power. */
    Connection openWriter() throws SQLException {
        Connection connection = writable().getConnection();
        try (Sql sql = new Sql(connection)) {
            require(sql, "pragma journal_mode", "wal");
            require(sql, "pragma synchronous", "2");
            require(sql, "pragma secure_delete = on", "1"); // what was deleted is overwritten, not only forgotten
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /** @return whether the store is at fault, and not what it was asked to do: then the same may succeed later */
    static boolean storeAtFault(SQLException failure) {
        if (failure instanceof SQLDataException) return false;
        if (!(failure instanceof SQLiteException)) return true; // the driver's own: the connection or statement is gone
        return STORE_AT_FAULT.contains(primary((SQLiteException) failure));
    }

    /** @return whether the file is no database, or was damaged */
    static boolean damaged(SQLException failure) {
        if (!(failure instanceof SQLiteException)) return false;
        SQLiteErrorCode code = primary((SQLiteException) failure);
        return code == SQLiteErrorCode.SQLITE_NOTADB || code == SQLiteErrorCode.SQLITE_CORRUPT;
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) patience.toMillis());
        return config;
    }

    private SQLiteDataSource source(SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    private void require(Sql sql, String pragma, String expected) throws SQLException {
        String found = sql.first(pragma, row -> row.getString(1)).orElse("nothing");
        if (!found.equals(expected)) {
            throw new StorageUnavailable(
                    "SQLite cannot keep messages safe in %s: %s is %s, not %s; is it on a network file system?"
                            .formatted(file, pragma, found, expected));
        }
    }

    /** The low byte of an extended code is the code that it refines. */
    private static SQLiteErrorCode primary(SQLiteException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getResultCode().code & 0xff);
    }
}
