package dev.chatchannel.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Some connections that only read, for the threads that read, search and send files: each sees the database as of the start of its query, and the writer never waits for
 * them.
 *
 * <p>Threads: any.
 */
final class Readers implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final long GOODBYE_MILLIS = 1_000;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final HikariDataSource pool;

    Readers(Sqlite sqlite) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("chat-channel-readers");
        config.setDataSource(sqlite.readable());
        config.setReadOnly(true);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(Math.max(250, sqlite.patience().toMillis())); // 250 is the least it takes
        config.setThreadFactory(this::thread);
        pool = new HikariDataSource(config);
    }

    <T> T read(Sql.Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection();
                Sql sql = new Sql(connection)) {
            return work.on(sql);
        }
    }

    /** Returns when the pool's threads have ended: a thread that outlives an undeployment keeps all our classes. */
    @Override
    public void close() {
        pool.close();
        try {
            for (Thread thread : threads) thread.join(GOODBYE_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "chat-channel-readers");
        thread.setDaemon(true);
        threads.removeIf(old -> old.getState() == Thread.State.TERMINATED);
        threads.add(thread);
        return thread;
    }
}
