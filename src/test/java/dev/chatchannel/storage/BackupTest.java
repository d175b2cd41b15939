package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.message.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BackupTest {
    @TempDir
    Path parent;

    @Test
    void a_copy_made_while_somebody_writes_holds_what_was_committed_before_and_comes_back_in_another_epoch() throws IOException {
        Path home = parent.resolve("home");
        Path file = parent.resolve("copy.db");
        Position before;
        try (Database database = Database.open(home)) {
            JdbcEvents events = Drafts.events(database);
            commit(events, "kept");
            before = events.head(LOBBY).orElseThrow();
            Backup.Contents copied = Backup.make(home, file);
            assertEquals(2, copied.channels());
            assertEquals(1, copied.events());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            commit(events, "said after the copy");
            assertTrue(assertThrows(StorageUnavailable.class, () -> Backup.restore(home, file)).getMessage().contains("is in use"));
        }
        assertEquals(1, Backup.restore(home, file).events());
        try (Database database = Database.open(home)) {
            Position after = new JdbcEvents(database, Clock.systemUTC()).head(LOBBY).orElseThrow();
            assertEquals(before.offset(), after.offset());
            assertNotEquals(before.epoch(), after.epoch());
        }
        try (Stream<Path> kept = Files.list(home)) {
            Path aside = kept.filter(path -> path.getFileName().toString().startsWith("before-restore-")).findFirst().orElseThrow();
            assertTrue(Files.exists(aside.resolve("chat-channel.db")));
        }
    }

    @Test
    void no_file_is_written_over_and_none_is_left_half() throws IOException {
        Path home = parent.resolve("home");
        Path file = Files.writeString(parent.resolve("precious"), "something else");
        assertTrue(assertThrows(StorageUnavailable.class, () -> Backup.make(home, file)).getMessage().startsWith("There is no database in"));
        Database.open(home).close();
        assertTrue(assertThrows(StorageUnavailable.class, () -> Backup.make(home, file)).getMessage().contains("is there already"));
        assertEquals("something else", Files.readString(file));
        assertThrows(StorageUnavailable.class, () -> Backup.make(home, parent.resolve("no/such/directory/copy.db")));
        Backup.make(home, parent.resolve("copy.db"));
        try (Stream<Path> files = Files.list(parent)) {
            assertEquals(3, files.count());
        }
    }

    @Test
    void what_is_no_sound_copy_is_refused_and_all_stays_as_it_was() throws IOException {
        Path home = parent.resolve("home");
        Path copy = parent.resolve("copy.db");
        try (Database database = Database.open(home)) {
            commit(Drafts.events(database), "kept");
            Backup.make(home, copy);
        }
        byte[] database = Files.readAllBytes(home.resolve("chat-channel.db"));
        byte[] whole = Files.readAllBytes(copy);
        Files.write(copy, Arrays.copyOf(whole, whole.length / 2));
        assertTrue(refusal(home, copy).contains("is no sound database of ours"), refusal(home, copy));
        Files.writeString(copy, "no database at all");
        assertTrue(refusal(home, copy).contains("is no sound database of ours"));
        assertTrue(refusal(home, parent.resolve("missing")).startsWith("There is no file"));
        assertArrayEquals(database, Files.readAllBytes(home.resolve("chat-channel.db")));
        assertFalse(Files.exists(home.resolve("chat-channel.db.restored")));
    }

    private static void commit(JdbcEvents events, String text) {
        events.commit(List.of(draft(LOBBY, text)), Drafts.NOON);
    }

    private static String refusal(Path home, Path file) {
        return assertThrows(StorageUnavailable.class, () -> Backup.restore(home, file)).getMessage();
    }
}
