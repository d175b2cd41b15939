package dev.chatchannel.kit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.postgresql.Driver;

/**
 * A real PostgreSQL on a port of 127.0.0.1: one that all tests of this JVM share, each with a database of its own, or one that a test has for itself, to stop,
 * pause and kill. Both end with the JVM.
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

    private final EmbeddedPostgres.Builder builder;
    private final Path directory;
    private EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    /** @param isKept whether what is in the directory stays there at the end */
    private Postgres(Path directory, boolean isKept) {
        this.directory = directory;
        this.builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(!isKept)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "300")
                .setServerConfig("listen_addresses", "127.0.0.1");
        start();
    }

    /** The server of this JVM, started when it is first asked for. */
    public static synchronized Postgres shared() {
        if (shared == null) shared = new Postgres(temporary(), false);
        return shared;
    }

    /** A server of one's own. @param directory for what it keeps; not there yet, or as an earlier one left it */
    public static Postgres in(Path directory) {
        return new Postgres(directory, true);
    }

    /** Ends it as an administrator would; who is connected is sent away. */
    public void stop() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts it again, on the same port. */
    public void startAgain() {
        builder.setPort(server.getPort());
        start();
    }

    /** Ends it as a power cut would: kill -9, all of its processes. */
    public void kill() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        stop();
    }

    /** @return false when it was stopped, or has ended by itself */
    public boolean isRunning() {
        return Files.exists(directory.resolve("postmaster.pid")) && ProcessHandle.of(first()).isPresent();
    }

    /** Lets none of its processes go on; to its clients it says nothing. */
    public void pause() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
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

    /** @return how many connections there are to that database, of whomever */
    public static int connectionsTo(String address) {
        String count = "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(count)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
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

    private void start() {
        try {
            TALKATIVE.setLevel(Level.WARNING);
            DriverManager.registerDriver(new Driver()); // the starter looks for it there, and the product took it away
            server = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private void signal(String signal) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes().forEach(process -> command.add(Long.toString(process.pid())));
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) throw new AssertionError(command + " ended with " + code);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted");
        }
    }

    private List<ProcessHandle> processes() {
        ProcessHandle postmaster = ProcessHandle.of(first()).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    /** @return the process that all others come from */
    private long first() {
        try {
            return Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).get(0).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("chat-channel-postgres-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
