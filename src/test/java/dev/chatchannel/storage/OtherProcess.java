package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.draft;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A JVM of its own that opens a data directory and posts for ever, printing each offset after its commit. */
final class OtherProcess {
    private OtherProcess() {}

    static Process start(Path directory) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-cp", classes, OtherProcess.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String... directory) {
        try (Database database = Database.open(Path.of(directory[0]))) {
            post(database);
        } catch (StorageUnavailable refused) {
            System.out.println(refused.getMessage());
        }
    }

    private static void post(Database database) {
        JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
        events.createChannel(LOBBY);
        while (true) {
            long time = System.currentTimeMillis();
            System.out.println(events.commit(List.of(draft(LOBBY, "text")), time).get(0).event().offset());
        }
    }
}
