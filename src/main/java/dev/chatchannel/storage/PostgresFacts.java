package dev.chatchannel.storage;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What must be true of a PostgreSQL so that it keeps messages safe.
 *
 * @param version such as 180006
 */
record PostgresFacts(int version, String encoding, boolean isStandby, String synchronousCommit, String fsync, String fullPageWrites) {
    private static final Logger LOG = System.getLogger(PostgresFacts.class.getName());
    private static final int OLDEST = 140_000;

    static PostgresFacts of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        if (!product.equals("PostgreSQL")) throw new StorageUnavailable("A database of %s is of no use here; Chat Channel needs PostgreSQL.".formatted(product));
        String query =
                """
                select cast(current_setting('server_version_num') as integer) as version, current_setting('server_encoding') as encoding,
                       pg_is_in_recovery() as standby, current_setting('synchronous_commit') as synchronous_commit,
                       current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes
                """;
        try (Sql sql = new Sql(connection, Dialect.POSTGRESQL)) {
            return sql.first(query, PostgresFacts::read).orElseThrow();
        }
    }

    /** Refuses with one sentence what we can be sure of; what some services do safely in other ways is only told. */
    void check(String where) {
        if (version < OLDEST) throw refused(where, "runs a PostgreSQL older than 14; update it");
        if (!encoding.equals("UTF8")) throw refused(where, "keeps texts as " + encoding + "; make one with encoding 'UTF8'");
        if (isStandby) throw refused(where, "is a standby, which only reads; give the address of the primary");
        if (synchronousCommit.equals("off")) {
            throw refused(where, "answers before it has stored (synchronous_commit is off); run: alter role <user> set synchronous_commit = on");
        }
        warnUnlessOn(where, "fsync", fsync);
        warnUnlessOn(where, "full_page_writes", fullPageWrites);
    }

    private static void warnUnlessOn(String where, String setting, String value) {
        if (value.equals("on")) return;
        LOG.log(Level.WARNING, "The server of {0} runs with {1} = {2}: unless its disks make that safe, a loss of power loses messages.", where, setting, value);
    }

    private static StorageUnavailable refused(String where, String why) {
        return new StorageUnavailable("The database %s %s.".formatted(where, why));
    }

    private static PostgresFacts read(ResultSet row) throws SQLException {
        return new PostgresFacts(
                row.getInt("version"), row.getString("encoding"), row.getBoolean("standby"), row.getString("synchronous_commit"),
                row.getString("fsync"), row.getString("full_page_writes"));
    }
}
