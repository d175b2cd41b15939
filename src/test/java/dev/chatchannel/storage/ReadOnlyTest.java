package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.NOON;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.chatchannel.kit.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can only be read is refused with a sentence, and is as it was when it can be written again. */
class ReadOnlyTest {
    @TempDir
    Path directory;

    @BeforeEach
    void say_something() {
        try (Database database = Database.open(directory)) {
            Drafts.events(database).commit(List.of(draft(LOBBY, "before")), NOON);
        }
    }

    @Test
    void a_directory_that_can_only_be_read_is_refused() {
        refused(directory, "The data directory " + directory + " cannot be written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat-channel.db", "chat-channel.db-wal", "database-state"})
    void a_file_that_can_only_be_read_is_refused(String name) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) Files.createFile(file);
        refused(file, "The file " + file + " can only be read");
    }

    @SuppressWarnings("try") // it is there, and that is enough
    private void refused(Path path, String sentence) {
        try (Mount readOnly = Mount.readOnly(path)) {
            StorageUnavailable refused = assertThrows(StorageUnavailable.class, () -> Database.open(directory).close());
            assertTrue(refused.getMessage().startsWith(sentence), refused::getMessage);
        } catch (IOException notAllowed) {
            abort("Nothing can be mounted here: " + notAllowed.getMessage());
        }
        try (Database database = Database.open(directory)) {
            assertEquals(1, Drafts.events(database).after(LOBBY, 0, 10).size());
        }
    }
}
