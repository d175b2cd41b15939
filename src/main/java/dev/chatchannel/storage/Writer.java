package dev.chatchannel.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The only connection that writes: SQLite has one writer at a time, and waiting here is fair and cheap, while waiting there
 * is polling.
 *
 * <p>Threads: any. The lock is held across the whole transaction, I/O included: it is the queue for the one writer. Work in
 * a transaction must not ask for another one.
 */
final class Writer implements AutoCloseable {
    private final Sqlite sqlite;
    private final ReentrantLock lock = new ReentrantLock(true);
    private Connection connection; // under lock
    private Sql sql; // under lock
    private boolean broken; // under lock; then the next transaction opens a new connection
    private boolean closed; // under lock

    Writer(Sqlite sqlite) throws SQLException {
        this.sqlite = sqlite;
        open();
    }

    /** Does the work in one transaction, which is rolled back when the work or the commit throws. */
    <T> T inTransaction(Sql.Work<T> work) throws SQLException {
        lock.lock();
        try {
            reopenIfBroken();
            return begun(work);
        } finally {
            lock.unlock();
        }
    }

    /** Does what SQLite does not do inside a transaction, or what only reads. */
    <T> T outsideTransaction(Sql.Work<T> work) throws SQLException {
        lock.lock();
        try {
            reopenIfBroken();
            return work.on(sql);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            discard();
        } finally {
            lock.unlock();
        }
    }

    private <T> T begun(Sql.Work<T> work) throws SQLException {
        try {
            sql.execute("begin immediate");
            T result = work.on(sql);
            sql.execute("commit");
            sql.committed();
            return result;
        } catch (Throwable failure) {
            rollBack();
            throw failure;
        }
    }

    /** Some failures have rolled back already, and some leave the connection in doubt: then a new one is the cure. */
    private void rollBack() {
        try {
            sql.close(); // a statement that failed in the middle would hold the transaction open
            sql.execute("rollback");
        } catch (SQLException failure) {
            discard();
        }
    }

    private void reopenIfBroken() throws SQLException {
        if (closed) throw new SQLException("The database is closed");
        if (broken) open();
    }

    private void open() throws SQLException {
        connection = sqlite.openWriter();
        sql = new Sql(connection);
        broken = false;
    }

    private void discard() {
        broken = true;
        try {
            connection.close();
        } catch (SQLException failure) {
            // Nothing is lost: what was not committed was answered as not stored.
        }
    }
}
