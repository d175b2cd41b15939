package dev.chatchannel.storage;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Lets the pool say in one line what it would say with a stack trace: a database that is restarted breaks all connections, and the traces tell nothing but that.
 *
 * <p>A logger outlives an undeployment, and would keep our class loader: so it is given up at the end. Threads: any.
 */
final class OneLine implements Filter, AutoCloseable {
    private static final String POOL = "com.zaxxer.hikari.pool.";

    private final List<Logger> loggers = List.of( // held, since the JDK forgets what nobody holds
            Logger.getLogger(POOL + "ProxyConnection"), Logger.getLogger(POOL + "PoolBase"), Logger.getLogger(POOL + "HikariPool"));

    OneLine() {
        loggers.forEach(logger -> logger.setFilter(this));
    }

    @Override
    public boolean isLoggable(LogRecord record) {
        if (record.getThrown() == null) return true;
        record.setMessage(record.getMessage() + " (" + record.getThrown().getMessage() + ")");
        record.setThrown(null);
        return true;
    }

    @Override
    public void close() {
        loggers.stream().filter(logger -> logger.getFilter() == this).forEach(logger -> logger.setFilter(null));
    }
}
