package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.channel.HistoryUnavailable;
import dev.chatchannel.message.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happened to the files: a sentence and no start, or all that was said; never an empty history in silence. */
@Timeout(120)
class DamageTest {
    private static final int MESSAGES = 300;
    private static final int PAGE = 4_096;

    @TempDir
    Path parent;

    private Path stopped;
    private Path killed;
    private String epoch;

    @BeforeEach
    void keep_some_messages() throws IOException {
        stopped = parent.resolve("stopped");
        killed = parent.resolve("killed");
        try (Database database = Database.open(stopped)) {
            JdbcEvents events = Drafts.events(database);
            epoch = events.head(LOBBY).orElseThrow().epoch();
            for (int i = 1; i <= MESSAGES; i++) events.commit(List.of(draft(LOBBY, "message " + i)), i);
            copy(stopped, killed); // as a kill leaves it: the newest in the log only
        }
    }

    @Test
    void what_a_kill_leaves_is_taken_up_again_in_the_same_epoch() throws IOException {
        assertTrue(Files.size(log(killed)) > PAGE);
        assertEquals(MESSAGES, messages(killed));
        assertEquals(epoch, epoch(killed));
    }

    @Test
    void a_database_that_was_cut_is_refused_at_every_length() throws IOException {
        byte[] whole = Files.readAllBytes(file(stopped));
        for (int length : new int[] {0, 1, 99, 100, PAGE - 1, PAGE, 2 * PAGE, whole.length / 2, whole.length / PAGE / 2 * PAGE, whole.length - PAGE, whole.length - 1}) {
            Files.write(file(stopped), Arrays.copyOf(whole, length));
            assertRefused(stopped, length + " bytes");
        }
        Files.write(file(stopped), whole);
        assertEquals(MESSAGES, messages(stopped));
    }

    @Test
    void a_page_whose_head_is_damaged_is_refused_or_harmless() throws IOException {
        byte[] whole = Files.readAllBytes(file(stopped));
        int refused = 0;
        for (int page = 0; page < whole.length / PAGE; page++) {
            byte[] damaged = whole.clone();
            int head = page * PAGE + (page == 0 ? 100 : 0);
            for (int i = 0; i < 8; i++) damaged[head + i] ^= (byte) 0xff;
            Files.write(file(stopped), damaged);
            if (isRefused(stopped)) refused++;
            else assertEquals(MESSAGES, messages(stopped), "page " + page);
        }
        assertTrue(refused > whole.length / PAGE / 2, refused + " of " + whole.length / PAGE);
    }

    @Test
    void single_bits_that_flip_in_the_header_are_refused_or_harmless() throws IOException {
        byte[] whole = Files.readAllBytes(file(stopped));
        for (int at = 0; at < 100; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file(stopped), damaged);
            if (!isRefused(stopped)) assertEquals(MESSAGES, messages(stopped), "byte " + at);
        }
    }

    @Test
    void a_database_that_is_missing_where_there_was_one_is_told_until_the_operator_says_so() throws IOException {
        Files.delete(file(stopped));
        assertTrue(refusal(stopped).contains("is missing, though there was one"), refusal(stopped));
        assertFalse(Files.exists(file(stopped)));
        Files.delete(stopped.resolve("database-state"));
        assertEquals(0, messages(stopped));
    }

    @Test
    void a_log_without_its_database_is_refused_and_left_alone() throws IOException {
        Files.delete(file(killed));
        Files.delete(killed.resolve("database-state"));
        long length = Files.size(log(killed));
        assertTrue(refusal(killed).startsWith("There is a write-ahead log"), refusal(killed));
        assertEquals(length, Files.size(log(killed)));
    }

    @Test
    void a_log_that_is_gone_after_a_kill_begins_another_epoch() throws IOException {
        Files.delete(log(killed));
        Files.deleteIfExists(killed.resolve("chat-channel.db-shm"));
        if (!isRefused(killed)) assertNotEquals(epoch, epoch(killed)); // where not even the channels had come into the database
    }

    @Test
    void a_log_that_is_gone_after_a_stop_is_as_it_should_be() throws IOException {
        assertFalse(Files.exists(log(stopped)));
        assertEquals(epoch, epoch(stopped));
    }

    @Test
    void a_log_that_is_damaged_in_the_middle_begins_another_epoch() throws IOException {
        byte[] whole = Files.readAllBytes(log(killed));
        int frames = 0; // of the log's present life; older ones may stand behind
        for (int at = 32; at < whole.length && Arrays.equals(whole, 16, 24, whole, at + 8, at + 16); at += 24 + PAGE) frames++;
        assertTrue(frames > 10, frames + " frames");
        for (int frame : new int[] {frames - 10, frames - 2}) {
            Path again = parent.resolve("damaged-" + frame);
            copy(killed, again);
            byte[] damaged = whole.clone();
            damaged[32 + frame * (24 + PAGE) + 24 + 1_000] ^= 1;
            Files.write(log(again), damaged);
            assertNotEquals(epoch, epoch(again), "frame " + frame);
            assertTrue(messages(again) < MESSAGES);
        }
    }

    @Test
    void a_channel_that_lost_its_newest_events_is_refused() throws Exception {
        try (Database database = Database.open(stopped)) {
            database.write(sql -> sql.run("delete from event where \"offset\" > 290"));
        }
        assertTrue(refusal(stopped).contains("the channel lobby has lost its newest events"), refusal(stopped));
    }

    @Test
    void what_is_damaged_while_it_is_open_is_an_error_and_remembered() throws IOException {
        try (Database database = Database.open(stopped)) {
            JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
            assertFalse(database.isDamaged());
            byte[] damaged = Files.readAllBytes(file(stopped));
            Arrays.fill(damaged, PAGE, damaged.length, (byte) 0x5a);
            Files.write(file(stopped), damaged);
            assertThrows(HistoryUnavailable.class, () -> events.after(LOBBY, 0, Integer.MAX_VALUE));
            assertTrue(database.isDamaged());
        }
        assertRefused(stopped, "and at the next start");
    }

    private static int messages(Path directory) {
        try (Database database = Database.open(directory)) {
            JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
            List<Event> kept = events.after(LOBBY, 0, Integer.MAX_VALUE);
            return kept.size();
        }
    }

    private static String epoch(Path directory) {
        try (Database database = Database.open(directory)) {
            return new JdbcEvents(database, Clock.systemUTC()).head(LOBBY).orElseThrow().epoch();
        }
    }

    private static boolean isRefused(Path directory) {
        try {
            Database.open(directory).close();
            return false;
        } catch (StorageUnavailable sentence) {
            assertFalse(sentence.getMessage().contains("\n"), sentence.getMessage());
            return true;
        }
    }

    private static void assertRefused(Path directory, String how) {
        assertTrue(isRefused(directory), how);
    }

    private static String refusal(Path directory) {
        return assertThrows(StorageUnavailable.class, () -> Database.open(directory).close()).getMessage();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : List.of("chat-channel.db", "chat-channel.db-wal", "database-state")) {
            if (Files.exists(from.resolve(name))) Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    private static Path file(Path directory) {
        return directory.resolve("chat-channel.db");
    }

    private static Path log(Path directory) {
        return directory.resolve("chat-channel.db-wal");
    }
}
