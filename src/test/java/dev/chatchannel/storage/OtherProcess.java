package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.draft;

import dev.chatchannel.journal.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** A JVM of its own that opens a data directory and posts for ever, printing each offset after its commit; or dies migrating. */
final class OtherProcess {
    /** How it ends when it dies at the end of a migration, before the commit. */
    static final int KILLED = 137;

    private static final String MIGRATE = "migrate";
    private static final String COPY = "copy";

    private OtherProcess() {}

    static Process start(Path directory) throws IOException {
        return start(directory.toString());
    }

    /** Migrates and dies in this migration, all its statements done and not committed. */
    static Process startMigrating(Path directory, int version) throws IOException {
        return start(directory.toString(), MIGRATE, Integer.toString(version));
    }

    /** Copies into that PostgreSQL, and dies after the first page of this table. */
    static Process startCopying(Path directory, String target, String table) throws IOException {
        return start(directory.toString(), COPY, target, table);
    }

    public static void main(String... arguments) {
        if (arguments.length > 1 && arguments[1].equals(COPY)) dieCopying(Path.of(arguments[0]), arguments[2], arguments[3]);
        if (arguments.length > 1 && arguments[1].equals(MIGRATE)) dieMigrating(Path.of(arguments[0]), arguments[2]);
        try (Database database = Database.open(Path.of(arguments[0]))) {
            post(database);
        } catch (StorageUnavailable refused) {
            System.out.println(refused.getMessage());
        }
    }

    private static Process start(String directory, String... more) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        ProcessBuilder process = new ProcessBuilder(java, "-cp", classes, OtherProcess.class.getName(), directory);
        process.command().addAll(List.of(more));
        return process.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void post(Database database) {
        JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
        events.createChannel(LOBBY);
        while (true) {
            long time = System.currentTimeMillis();
            Receipt receipt = (Receipt) events.commit(List.of(draft(LOBBY, "text")), time).get(0);
            System.out.println(receipt.event().offset());
        }
    }

    private static void dieCopying(Path directory, String target, String last) {
        DatabaseCopy.run(directory, new DatabaseAddress(target, Optional.empty(), Optional.empty()), (table, done, rows) -> {
            if (table.equals(last) && done > 0) Runtime.getRuntime().halt(KILLED);
        });
    }

    private static void dieMigrating(Path directory, String version) {
        Sqlite sqlite = new Sqlite(directory.resolve("chat-channel.db"), Duration.ofSeconds(1));
        Migrations.configuration(sqlite.writable(), Dialect.SQLITE).callbacks(new Death(version)).load().migrate();
    }

    /** Flyway calls it in the transaction of the migration. */
    private static final class Death extends BaseCallback {
        private final String version;

        Death(String version) {
            this.version = version;
        }

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            if (context.getMigrationInfo().getVersion().getVersion().equals(version)) Runtime.getRuntime().halt(KILLED);
        }
    }
}
