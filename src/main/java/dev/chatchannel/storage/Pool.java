package dev.chatchannel.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/**
 * Some connections that are taken for one piece of work, and given back by closing them.
 *
 * <p>Threads: any.
 */
final class Pool implements AutoCloseable {
    private static final long LEAST_PATIENCE_MILLIS = 250; // the least it takes
    private static final long GOODBYE_MILLIS = 1_000;

    private final String name;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final HikariDataSource source;

    private Pool(String name, HikariConfig config, int most, Duration patience) {
        this.name = name;
        config.setPoolName(name);
        config.setMaximumPoolSize(most);
        config.setConnectionTimeout(Math.max(LEAST_PATIENCE_MILLIS, patience.toMillis()));
        config.setThreadFactory(this::thread);
        source = new HikariDataSource(config);
    }

    /**
     * Connections for the threads that read, search and send files: each sees the database as of the start of its query.
     *
     * @param patience how long one waits for a connection
     */
    static Pool ofReaders(DataSource source, int most, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setReadOnly(true);
        return new Pool("chat-channel-readers", config, most, patience);
    }

    /**
     * Connections over a network, of which few are kept where few are used.
     *
     * @param name of its threads
     * @param readOnly whether they are for reading alone
     * @param patience how long one waits for a connection
     */
    static Pool ofRemote(String name, DataSource source, boolean readOnly, int most, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setReadOnly(readOnly);
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1); // it was tried before, with a better sentence
        config.setValidationTimeout(patience.toMillis() / 2);
        return new Pool(name, config, most, patience);
    }

    Connection take() throws SQLException {
        return source.getConnection();
    }

    /** Returns when the pool's threads have ended: a thread that outlives an undeployment keeps all our classes. */
    @Override
    public void close() {
        source.close();
        try {
            for (Thread thread : threads) thread.join(GOODBYE_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.removeIf(old -> old.getState() == Thread.State.TERMINATED);
        threads.add(thread);
        return thread;
    }
}
