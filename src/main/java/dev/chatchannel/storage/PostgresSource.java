package dev.chatchannel.storage;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.Driver;

/**
 * Opens connections to one PostgreSQL, by the driver itself: {@code DriverManager}, which the driver's own data source asks, does not know it any more
 * after another database of this JVM was closed.
 */
final class PostgresSource implements DataSource {
    private static final int LOGIN_SECONDS = 5;

    private final Driver driver = new Driver();
    private final String url;
    private final Properties standard;

    /** @param standard parameters that the address may say otherwise */
    PostgresSource(DatabaseAddress address, Properties standard) {
        this.url = address.text();
        this.standard = address.login();
        this.standard.putAll(standard);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return driver.connect(url, standard);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    /** So long a pool that closes waits for a connection that is being made. The rest is said by parameters. */
    @Override
    public int getLoginTimeout() {
        return LOGIN_SECONDS;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The time-outs are parameters.
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // It has nothing to say.
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
