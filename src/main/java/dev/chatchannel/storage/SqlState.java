package dev.chatchannel.storage;

import java.sql.SQLDataException;
import java.sql.SQLException;

/**
 * What a failure of PostgreSQL means, by its SQLSTATE: the one thing that is the same through every driver's wrapping.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error Codes</a>
 */
final class SqlState {
    /** COMMIT was sent, and no answer came. */
    static final String OUTCOME_UNKNOWN = "08007";

    /** It was rolled back, whatever for. */
    static final String ROLLED_BACK = "40000";

    /** Something referred to a row that went meanwhile, or a row that was to go was referred to. */
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private static final String UNIQUE_VIOLATION = "23505";

    private SqlState() {}

    /** @return whether another transaction was in the way: run again, this one sees what that one did */
    static boolean isCollision(SQLException failure) {
        String state = state(failure);
        return state.startsWith("40") || state.equals(UNIQUE_VIOLATION) || state.equals(FOREIGN_KEY_VIOLATION);
    }

    /** @return whether the connection went, or the server is about to: another connection may do */
    static boolean isConnectionLost(SQLException failure) {
        String state = state(failure);
        return (state.startsWith("08") || state.startsWith("57P")) && !state.equals(OUTCOME_UNKNOWN);
    }

    /**
     * @return false when it lies in what was asked: values that do not fit (22, 23) or are too much (54); everything else is the store's, a wrong
     *     schema and missing rights too
     */
    static boolean isStoreAtFault(SQLException failure) {
        if (failure instanceof SQLDataException) return false;
        String state = state(failure);
        return !state.startsWith("22") && !state.startsWith("23") && !state.startsWith("54");
    }

    /** @return empty when nobody said one */
    private static String state(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException said && said.getSQLState() != null) return said.getSQLState();
        }
        return "";
    }
}
