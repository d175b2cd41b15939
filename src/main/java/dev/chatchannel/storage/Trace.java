package dev.chatchannel.storage;

import java.sql.SQLException;

/**
 * By what a transaction of PostgreSQL can be known again on another connection, when its own went before the answer to COMMIT came.
 *
 * <p>It is asked for what it stored, not for its number's fate alone: after a failover another transaction may have that number.
 *
 * <p>Threads: one at a time, as the connection.
 */
final class Trace {
    private static final String STOP =
            """
            select pg_terminate_backend(pid, ?) from pg_stat_activity
             where pid = ? and backend_xid = cast(cast(? as xid8) as xid)
            """;
    private static final String IS_STORED =
            """
            select 1 from event
             where channel = ? and "offset" = ? and kind = ? and target is not distinct from ? and author = ? and client_id is not distinct from ?
               and time = ? and body = ?
            """;
    private static final long STOP_MILLIS = 1_000;

    private String xid = "";
    private int pid;
    private Object[] row = {};

    /** Notes by what the server calls the transaction, and the process that runs it. */
    void begin(String xid, int pid) {
        this.xid = xid;
        this.pid = pid;
    }

    /** @param row of {@code event} that the transaction inserted */
    void proveBy(Object[] row) {
        this.row = row;
    }

    /** @return whether anything can be said of it */
    boolean isLeft() {
        return !xid.isEmpty() && row.length > 0;
    }

    /** Makes sure that it goes on no more. @return false when it does still */
    boolean isEnded(Sql other) throws SQLException {
        return other.all(STOP, found -> found.getBoolean(1), STOP_MILLIS, pid, xid).stream().allMatch(stopped -> stopped);
    }

    /** @return whether what it stored is there, once it has ended */
    boolean isStored(Sql other) throws SQLException {
        return other.first(IS_STORED, found -> true, row).isPresent();
    }
}
