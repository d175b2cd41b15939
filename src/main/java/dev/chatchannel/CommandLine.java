package dev.chatchannel;

import static java.util.stream.Collectors.joining;

import dev.chatchannel.storage.Backup;
import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.DatabaseAddress;
import dev.chatchannel.storage.DatabaseCopy;
import dev.chatchannel.storage.Epochs;
import dev.chatchannel.storage.StorageUnavailable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What {@code java -jar chat-channel.war} can be asked to do: the table of its commands.
 *
 * <p>{@code Main} of {@code src/standalone} loads it by name, from the unpacked WAR, and hands on all that was asked. The answer is an exit
 * code: 0 done, 1 something stands in the way, 2 asked wrongly; or {@link #SERVE}.
 */
public final class CommandLine implements ToIntFunction<String[]> {
    /** No exit code: all is well, and the server shall start. */
    static final int SERVE = -1;

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    /** Kept here because the JDK forgets the levels of loggers that nobody holds. */
    private static final Logger LIBRARIES = Logger.getLogger("");

    private final PrintStream out;
    private final PrintStream err;
    private final List<Row> rows = List.of(
            new Row("run", List.of(), List.of(), "starts the server; so does no command at all", asked -> serve()),
            new Row("settings", List.of(), List.of(), "lists all settings, their values, and where those come from", asked -> settings()),
            new Row("migrate", List.of(), List.of("to"), "copies the embedded database into a PostgreSQL; can be stopped and run again", this::migrate),
            new Row("backup", List.of("FILE"), List.of(), "copies the embedded database, also while the server runs", asked -> backup(Path.of(asked.word(0)))),
            new Row("restore", List.of("FILE"), List.of(), "puts a backup back; the server must be stopped", asked -> restore(Path.of(asked.word(0)))),
            new Row("new-epochs", List.of(), List.of(), "makes all clients start afresh, after a database was put back by other means", asked -> renewEpochs()),
            new Row("help", List.of(), List.of(), "says this and ends", asked -> help()));

    /**
     * One command.
     *
     * @param words what it wants behind its name, such as {@code FILE}
     * @param options of its own, each with a value: {@code --to=URL} or {@code --to URL}; every other option is a setting
     * @param purpose one line for the help
     */
    record Row(String name, List<String> words, List<String> options, String purpose, Task task) {
        String usage() {
            return Stream.of(Stream.of(name), words.stream(), options.stream().map(option -> "--" + option + "=…"))
                    .flatMap(parts -> parts)
                    .collect(joining(" "));
        }
    }

    /** What a command does. */
    interface Task {
        /**
         * @return the exit code
         * @throws StorageUnavailable or {@link Misused}, with one sentence for the operator
         */
        int run(Asked asked) throws Exception;
    }

    public CommandLine() {
        this(System.out, System.err);
    }

    CommandLine(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public int applyAsInt(String[] arguments) {
        try {
            return run(Arrays.asList(arguments));
        } catch (Misused | SettingsRefused sentences) {
            err.println(sentences.getMessage());
            return MISUSED;
        } catch (StorageUnavailable sentence) {
            err.println(sentence.getMessage());
            return FAILED;
        } catch (Exception surprise) {
            surprise.printStackTrace(err);
            return FAILED;
        }
    }

    private int run(List<String> arguments) throws Exception {
        if (arguments.contains("--help")) return help();
        boolean named = !arguments.isEmpty() && !arguments.get(0).startsWith("-");
        Row row = row(named ? arguments.get(0) : "run");
        Asked asked = Asked.of(row, arguments.subList(named ? 1 : 0, arguments.size()));
        if (!row.name().equals("run")) LIBRARIES.setLevel(Level.WARNING);
        return row.task().run(asked);
    }

    /** Refuses wrong settings before anything starts; tells the server where to listen. */
    private static int serve() {
        Settings settings = Settings.of(SettingSources.ofProcess());
        System.setProperty("chat-channel.port", String.valueOf(settings.port().orElse(Integer.parseInt(Setting.of("port").standard()))));
        settings.address().ifPresent(address -> System.setProperty("chat-channel.address", address));
        return SERVE;
    }

    /** Lists them also when some are wrong: then one wants to see them most. */
    private int settings() {
        SettingSources sources = SettingSources.ofProcess();
        for (Setting row : Setting.ALL) {
            Optional<SettingSources.Given> given = sources.find(row.name());
            String value = row.shown(given.map(SettingSources.Given::text).orElse(row.standard()));
            out.printf("%s = %s  (%s)%n    %s%n", row.name(), value, given.map(SettingSources.Given::source).orElse("as shipped"), row.purpose());
        }
        sources.passedOver().forEach(variable -> out.println(variable + " is Kubernetes', of a service called like us, and no setting."));
        Settings.of(sources);
        return DONE;
    }

    /** Says what each table has in the end: the copy is whole when both have as many. */
    private int migrate(Asked asked) {
        SettingSources sources = SettingSources.ofProcess();
        List<DatabaseCopy.Count> counts = DatabaseCopy.run(Settings.of(sources).home(), target(asked, sources), new CopyProgress(out, System.console() != null));
        out.printf("%n%-16s %12s %12s%n", "table", "embedded", "PostgreSQL");
        for (DatabaseCopy.Count count : counts) {
            out.printf("%-16s %12d %12d%s%n", count.table(), count.source(), count.target(), count.isEqual() ? "" : "  differs");
        }
        boolean isWhole = counts.stream().allMatch(DatabaseCopy.Count::isEqual);
        out.println(isWhole ? "The copy is whole: start the server with the setting database." : "The copy is not whole: the server must not be started on it.");
        return isWhole ? DONE : FAILED;
    }

    private static DatabaseAddress target(Asked asked, SettingSources sources) {
        String to = asked.option("to").orElseThrow(() -> new Misused("Expected: java -jar chat-channel.war migrate --to=jdbc:postgresql://host/name?user=…"));
        try {
            return new DatabaseAddress(
                    to,
                    sources.find("database-user").map(SettingSources.Given::text),
                    sources.find("database-password").map(SettingSources.Given::text));
        } catch (IllegalArgumentException notAnAddress) {
            throw new Misused("Expected an address such as jdbc:postgresql://host/name?user=… behind --to.");
        }
    }

    private int backup(Path file) {
        Settings settings = embedded("pg_dump --format=custom --file=" + file + " DATABASE");
        Backup.Contents copied = Backup.make(settings.home(), file.toAbsolutePath());
        tell("Copied", copied);
        return DONE;
    }

    private int restore(Path file) {
        Settings settings = embedded("pg_restore --clean --if-exists --dbname=DATABASE " + file + ", then java -jar chat-channel.war new-epochs");
        tell("Restored", Backup.restore(settings.home(), file.toAbsolutePath()));
        out.println("Everybody starts afresh: the channels have another epoch. What was there before is kept in " + settings.home() + ".");
        return DONE;
    }

    private int renewEpochs() {
        Settings settings = Settings.of(SettingSources.ofProcess());
        try (Database database = settings.database().map(Database::open).orElseGet(() -> Database.open(settings.home()))) {
            out.printf("%d channels have another epoch; everybody starts afresh.%n", Epochs.renew(database));
        }
        return DONE;
    }

    /** @param instead what does the same for PostgreSQL */
    private static Settings embedded(String instead) {
        Settings settings = Settings.of(SettingSources.ofProcess());
        if (settings.database().isPresent()) throw new Misused("This place keeps its messages in PostgreSQL, which has its own means: " + instead);
        return settings;
    }

    private void tell(String what, Backup.Contents contents) {
        out.printf("%s %d channels with %d events and %d files, %d bytes.%n", what, contents.channels(), contents.events(), contents.files(), contents.bytes());
    }

    private Row row(String name) {
        List<String> names = rows.stream().map(Row::name).toList();
        return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow(() -> new Misused(
                "There is no command \"" + name + "\"; " + NearestName.question(name, names, "there are " + String.join(", ", names) + ".")));
    }

    private int help() {
        out.println("Usage: java -jar chat-channel.war [COMMAND] [--NAME=VALUE ...]");
        out.println();
        for (Row row : rows) out.printf("  %-20s %s%n", row.usage(), row.purpose());
        out.printf("  %-20s %s%n", "--version", "says the version and ends");
        out.println();
        for (String name : List.of("port", "address", "home")) {
            Setting row = Setting.of(name);
            out.printf("  --%-18s %s%n", name + "=" + (row.standard().isEmpty() ? "…" : row.standard()), row.purpose());
        }
        out.println();
        out.println("Every setting can also be given as a system property (-Dchat-channel.port=9000),");
        out.println("as an environment variable (CHAT_CHANNEL_PORT=9000), or in a file (--config=FILE), in this order.");
        return DONE;
    }
}
