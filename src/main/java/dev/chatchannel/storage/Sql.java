package dev.chatchannel.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SQL on one connection: parameters in, rows out. Keeps every statement that it prepared, until it is closed.
 *
 * <p>Threads: one at a time, as the connection.
 */
final class Sql implements AutoCloseable {
    /** Makes a value of the row on which the result stands. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What is done on one connection. */
    interface Work<T> {
        T on(Sql sql) throws SQLException;
    }

    private final Connection connection;
    private final Dialect dialect;
    private final Optional<String> node;
    private final Trace trace = new Trace();
    private final List<Runnable> whenCommitted = new ArrayList<>(0);
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /** On SQLite. */
    Sql(Connection connection) {
        this(connection, Dialect.SQLITE);
    }

    /** On any, in nobody's name. */
    Sql(Connection connection, Dialect dialect) {
        this(connection, dialect, Optional.empty());
    }

    /** @param node in whose name it is said, where there are several */
    Sql(Connection connection, Dialect dialect, Optional<String> node) {
        this.connection = connection;
        this.dialect = dialect;
        this.node = node;
    }

    Dialect dialect() {
        return dialect;
    }

    /** @return in whose name it is said; empty where there is nobody else */
    Optional<String> node() {
        return node;
    }

    /** What the transaction on it leaves to be known again by. */
    Trace trace() {
        return trace;
    }

    /** Does something when the transaction is committed, and nothing when it is not. It must not fail. */
    void whenCommitted(Runnable work) {
        whenCommitted.add(work);
    }

    /** The transaction is committed. */
    void committed() {
        whenCommitted.forEach(Runnable::run);
        whenCommitted.clear();
    }

    /** @return the first row, if there is one */
    <T> Optional<T> first(String query, Row<T> row, Object... parameters) throws SQLException {
        try (ResultSet rows = bound(query, parameters).executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    <T> List<T> all(String query, Row<T> row, Object... parameters) throws SQLException {
        try (ResultSet rows = bound(query, parameters).executeQuery()) {
            List<T> values = new ArrayList<>();
            while (rows.next()) values.add(row.read(rows));
            return values;
        }
    }

    /** @return how many rows were changed */
    int run(String change, Object... parameters) throws SQLException {
        return bound(change, parameters).executeUpdate();
    }

    /** Runs what changes no rows, such as the end of a transaction. */
    void execute(String command) throws SQLException {
        prepared(command).execute();
    }

    /** Runs the same change for each row of parameters. */
    void runAll(String change, List<Object[]> parameters) throws SQLException {
        PreparedStatement statement = prepared(change);
        for (Object[] row : parameters) {
            bind(statement, row);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        whenCommitted.clear();
        for (PreparedStatement statement : prepared.values()) statement.close();
        prepared.clear();
    }

    private PreparedStatement bound(String text, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared(text);
        bind(statement, parameters);
        return statement;
    }

    private PreparedStatement prepared(String text) throws SQLException {
        PreparedStatement known = prepared.get(text);
        if (known != null) return known;
        PreparedStatement made = connection.prepareStatement(text);
        prepared.put(text, made);
        return made;
    }

    private void bind(PreparedStatement statement, Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, dialect.parameter(parameters[i]));
    }
}
