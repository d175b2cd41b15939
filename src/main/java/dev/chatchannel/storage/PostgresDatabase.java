package dev.chatchannel.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * A PostgreSQL that several nodes may write to at once.
 *
 * <h2>Order</h2>
 * What must not happen at once is held apart by the row that it is about: whoever writes into a channel locks its row first, several channels in the
 * order of their names.
 *
 * <h2>Failure</h2>
 * A transaction that collided with another one, or whose connection went before its COMMIT was sent, has left nothing behind and runs again, a few
 * times and not for long. What became of one whose connection went after it, another connection finds out. No thread waits for a dead server for ever: each statement has a time-out.
 *
 * <h2>Threads</h2>
 * Any. Each piece of work has a connection of its own.
 */
final class PostgresDatabase extends Database {
    private static final int READERS = 8;
    private static final int WRITERS = 6;
    private static final int TRIES = 3;
    private static final Duration CONNECTION_PATIENCE = Duration.ofSeconds(5);

    /** Once this has passed, whoever waits is rather told than kept waiting. */
    private static final Duration RETRY_PATIENCE = Duration.ofSeconds(1);

    /** So long it is asked what became of a transaction whose connection went. */
    private static final Duration SETTLE_PATIENCE = Duration.ofSeconds(4);

    private static final int SETTLE_TRIES = 5;

    private static final String CONNECT_SECONDS = "3";
    private static final String ANSWER_SECONDS = "8";

    /** Gives a connection, which goes back when it is closed. */
    private interface Connections {
        Connection take() throws SQLException;
    }

    private final Connections readers;
    private final Connections writers;
    private final List<Pool> pools;
    private final OneLine log = new OneLine();

    private PostgresDatabase(Connections readers, Connections writers, List<Pool> pools) {
        this.readers = readers;
        this.writers = writers;
        this.pools = pools;
    }

    /** As {@link Database#open(DatabaseAddress)}. */
    static PostgresDatabase at(DatabaseAddress address) {
        return address.isOfContainer() ? ofContainer(address) : ofOurs(address);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    <T> T write(Sql.Work<T> work) throws SQLException {
        return again(() -> inTransaction(work));
    }

    @Override
    <T> T read(Sql.Work<T> work) throws SQLException {
        return again(() -> {
            try (Connection connection = readers.take();
                    Sql sql = new Sql(connection, Dialect.POSTGRESQL)) {
                return work.on(sql);
            }
        });
    }

    @Override
    boolean isAtFault(SQLException failure) {
        return SqlState.isStoreAtFault(failure);
    }

    @Override
    public void close() {
        pools.forEach(Pool::close);
        log.close();
        forgetDrivers();
    }

    private static PostgresDatabase ofOurs(DatabaseAddress address) {
        Properties patient = parameters();
        patient.setProperty("connectTimeout", CONNECT_SECONDS);
        PostgresSource migrating = new PostgresSource(address, patient); // a migration may take long
        prepare(migrating, address);

        Properties writing = parameters();
        writing.putAll(patient);
        writing.setProperty("socketTimeout", ANSWER_SECONDS);
        Properties reading = new Properties();
        reading.putAll(writing);
        reading.setProperty("readOnlyMode", "always"); // the server sees to it
        Pool readers = Pool.ofRemote("chat-channel-readers", new PostgresSource(address, reading), true, READERS, CONNECTION_PATIENCE);
        Pool writers = Pool.ofRemote("chat-channel-writers", new PostgresSource(address, writing), false, WRITERS, CONNECTION_PATIENCE);
        return new PostgresDatabase(readers::take, writers::take, List.of(readers, writers));
    }

    /** The data source is the container's to set up and to close. */
    private static PostgresDatabase ofContainer(DatabaseAddress address) {
        DataSource source = lookUp(address);
        prepare(source, address);
        return new PostgresDatabase(source::getConnection, source::getConnection, List.of());
    }

    private static DataSource lookUp(DatabaseAddress address) {
        try {
            if (InitialContext.doLookup(address.text()) instanceof DataSource source) return source;
            throw new StorageUnavailable("What the container keeps as %s is no data source.".formatted(address));
        } catch (NamingException failure) {
            throw new StorageUnavailable("The container has no data source %s (%s).".formatted(address, failure.getMessage()), failure);
        }
    }

    private static Properties parameters() {
        Properties parameters = new Properties();
        parameters.setProperty("ApplicationName", "Chat Channel");
        parameters.setProperty("tcpKeepAlive", "true");
        parameters.setProperty("reWriteBatchedInserts", "true");
        parameters.setProperty("targetServerType", "primary");
        return parameters;
    }

    private static void prepare(DataSource source, DatabaseAddress address) {
        try (Connection connection = source.getConnection()) {
            PostgresFacts.of(connection).check(address.toString());
        } catch (SQLException failure) {
            forgetDrivers();
            throw new StorageUnavailable("The database %s cannot be reached (%s).".formatted(address, failure.getMessage()), failure);
        } catch (StorageUnavailable refused) {
            forgetDrivers();
            throw refused;
        }
        Migrations.run(source, Dialect.POSTGRESQL, address.toString());
    }

    private static <T> T again(Question<T> question) throws SQLException {
        long begun = System.nanoTime();
        for (int tries = 1; ; tries++) {
            try {
                return question.answer();
            } catch (SQLException failure) {
                boolean helps = SqlState.isCollision(failure) || SqlState.isConnectionLost(failure);
                if (!helps || tries == TRIES || System.nanoTime() - begun > RETRY_PATIENCE.toNanos()) throw failure;
            }
        }
    }

    private <T> T inTransaction(Sql.Work<T> work) throws SQLException {
        Connection connection = writers.take();
        try (Sql sql = new Sql(connection, Dialect.POSTGRESQL, Optional.of(node()))) {
            connection.setAutoCommit(false);
            T result = work.on(sql);
            commit(connection, sql.trace());
            sql.committed();
            return result;
        } catch (Throwable failure) {
            rollBack(connection);
            throw failure;
        } finally {
            giveBack(connection);
        }
    }

    /** Returns when it is sure that the transaction was committed. @throws SQLException also when that cannot be found out */
    private void commit(Connection connection, Trace trace) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException failure) {
            if (!SqlState.isConnectionLost(failure)) throw failure;
            rollBack(connection);
            settle(trace, failure);
        }
    }

    /**
     * The connection went, and nobody knows whether before COMMIT came to the server or after. Another connection sees it; while it is on its way
     * still, it is stopped, so that it cannot be committed after we have said that it was not.
     */
    private void settle(Trace trace, SQLException lost) throws SQLException {
        long begun = System.nanoTime();
        for (int tries = 0; trace.isLeft() && tries < SETTLE_TRIES && System.nanoTime() - begun < SETTLE_PATIENCE.toNanos(); tries++) {
            try (Connection other = writers.take();
                    Sql sql = new Sql(other, Dialect.POSTGRESQL)) {
                if (!trace.isEnded(sql)) continue;
                if (trace.isStored(sql)) return;
                throw new SQLTransactionRollbackException("The transaction went with its connection", SqlState.ROLLED_BACK, lost);
            } catch (SQLTransactionRollbackException settled) {
                throw settled;
            } catch (SQLException away) {
                lost.addSuppressed(away);
            }
        }
        throw new SQLException("The connection went before the answer to COMMIT came", SqlState.OUTCOME_UNKNOWN, lost);
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            // With the connection the server rolls back too.
        }
    }

    /** What was committed is not undone by a failure here. */
    private static void giveBack(Connection connection) {
        try (connection) {
            if (!connection.isClosed()) connection.setAutoCommit(true);
        } catch (SQLException gone) {
            // The pool notices it.
        }
    }
}
