package dev.chatchannel.kit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;

/**
 * A real PostgreSQL on a port of 127.0.0.1: one that all tests of this JVM share, each with a database of its own. It ends with the JVM.
 *
 * <p>It does not wait for the disk, since no test of ours takes its power away.
 *
 * <p>Threads: any.
 */
public final class Postgres {
    private static final String USER = "postgres";

    /** Kept here because the JDK forgets the levels of loggers that nobody holds. */
    private static final Logger TALKATIVE = Logger.getLogger("io.zonky.test");

    private static Postgres shared; // guarded by the class

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server of this JVM, started when it is first asked for. */
    public static synchronized Postgres shared() {
        if (shared == null) shared = new Postgres(start());
        return shared;
    }

    /** @return the address of a new database with nothing in it, as the setting {@code database} takes it */
    public String newDatabase() {
        return newDatabase("template0");
    }

    /** @return the address of a new database, a copy of that one, to which nobody may be connected now */
    public String copyOf(String address) {
        return newDatabase(address.replaceFirst(".*/", "").replaceFirst("\\?.*", ""));
    }

    /** Runs one command on the server, outside of any database of a test. */
    public void run(String command) {
        try (Connection connection = connect(address(USER));
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException failure) {
            throw new AssertionError(command, failure);
        }
    }

    /** Connects past the product. */
    public static Connection connect(String address) throws SQLException {
        return new Driver().connect(address, new Properties());
    }

    private String newDatabase(String template) {
        String name = "test_" + databases.incrementAndGet();
        run("create database " + name + " template " + template);
        return address(name);
    }

    private String address(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database + "?user=" + USER;
    }

    private static EmbeddedPostgres start() {
        try {
            TALKATIVE.setLevel(Level.WARNING);
            DriverManager.registerDriver(new Driver()); // the starter looks for it there, and the product took it away
            return EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
