package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.ANN;
import static dev.chatchannel.storage.Drafts.BOB;
import static dev.chatchannel.storage.Drafts.GARDEN;
import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.NOON;
import static dev.chatchannel.storage.Drafts.NOWHERE;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.channel.HistoryUnavailable;
import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.NotStored;
import dev.chatchannel.journal.Outcome;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.journal.Rejection;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.StoredFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
@Timeout(60)
class JdbcEventsTest {
    @Parameter
    Engine engine;

    @TempDir
    Path directory;

    private Database database;
    private JdbcEvents events;

    @BeforeEach
    void open() {
        database = engine.open(directory);
        events = Drafts.events(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void each_channel_has_offsets_of_its_own_without_gaps_and_in_order() {
        commit(draft(LOBBY, "a"), draft(GARDEN, "b"), draft(LOBBY, "c"));
        commit(draft(GARDEN, "d"), draft(LOBBY, "e"), draft(GARDEN, "f"));

        assertEquals(List.of("1 a", "2 c", "3 e"), said(events.after(LOBBY, 0, 10)));
        assertEquals(List.of("1 b", "2 d", "3 f"), said(events.after(GARDEN, 0, 10)));
        assertEquals(3, head().offset());
    }

    @Test
    void history_gives_back_what_the_receipts_said() {
        Change.Upload upload = upload();
        Receipt text = commit(draft(LOBBY, BOB, "naïve \"quotes\" 你好 🎉 \n\t\0", "c-1")).get(0);
        Receipt file = commit(draft(LOBBY, "", upload)).get(0);

        assertEquals(NOON, text.event().time());
        assertEquals(List.of(text.event(), file.event()), events.after(LOBBY, 0, 10));
    }

    @Test
    void history_reads_both_ways_and_no_more_than_asked() {
        commit(draft(LOBBY, "a"), draft(LOBBY, "b"), draft(LOBBY, "c"), draft(LOBBY, "d"));

        assertEquals(List.of("2 b", "3 c"), said(events.after(LOBBY, 1, 2)));
        assertEquals(List.of("3 c", "2 b"), said(events.before(LOBBY, 4, 2)));
        assertEquals(List.of(), events.after(LOBBY, 4, 2));
        assertEquals(List.of(), events.after(NOWHERE, 0, 2));
    }

    @Test
    void a_file_is_stored_with_the_message_that_carries_it() {
        Change.Upload upload = upload();
        commit(draft(GARDEN, "look", upload));

        JdbcFiles files = new JdbcFiles(database);
        StoredFile file = files.find(upload.about().id()).orElseThrow();
        assertEquals(GARDEN, file.channel());
        assertEquals(upload.about(), file.about());
        assertArrayEquals(upload.content(), files.read(file.content(), 0));
        assertTrue(files.find(FileId.at(7)).isEmpty());
    }

    @Test
    void a_channel_is_made_once_and_keeps_its_epoch() {
        Position before = head();
        events.createChannel(LOBBY);
        reopen();

        assertEquals(before, head());
        assertNotEquals(before.epoch(), events.head(GARDEN).orElseThrow().epoch());
        assertTrue(events.head(NOWHERE).isEmpty());
    }

    @Test
    void a_retry_gets_the_first_event_also_after_a_restart() {
        Receipt first = commit(draft(LOBBY, ANN, "hi", "c-1")).get(0);
        commit(draft(LOBBY, "between"));
        reopen();

        Receipt again = commit(draft(LOBBY, ANN, "hi, changed", "c-1")).get(0);
        assertEquals(new Receipt(first.event(), true), again);
        assertEquals(2, head().offset());
    }

    @Test
    void a_repeat_within_one_commit_takes_no_offset() {
        List<Receipt> receipts = commit(
                draft(LOBBY, ANN, "one", "c-1"), draft(LOBBY, ANN, "one", "c-1"), draft(LOBBY, BOB, "bob's", "c-1"));

        assertEquals(new Receipt(receipts.get(0).event(), true), receipts.get(1));
        assertFalse(receipts.get(2).repeated());
        assertEquals(List.of("1 one", "2 bob's"), said(events.after(LOBBY, 0, 10)));
    }

    @Test
    void a_commit_is_all_or_nothing() {
        Change.Upload upload = upload();
        NotStored failure = notStored(draft(LOBBY, "look", upload), draft(LOBBY, "the same file again", upload));

        assertFalse(failure.worthAnotherTry());
        assertEquals(0, head().offset());
        assertEquals(List.of(), events.after(LOBBY, 0, 10));
        assertTrue(new JdbcFiles(database).find(upload.about().id()).isEmpty());
    }

    @Test
    void a_file_that_is_stored_already_is_the_drafts_own_fault() {
        Draft draft = draft(LOBBY, "look", upload());
        commit(draft);
        assertFalse(notStored(draft).worthAnotherTry());
        assertEquals(1, head().offset());
    }

    @Test
    void a_draft_for_a_channel_that_is_not_there_takes_no_offset_and_harms_no_other() {
        List<Outcome> outcomes = events.commit(
                List.of(draft(LOBBY, "a"), draft(NOWHERE, "nobody is there"), draft(LOBBY, "b")), NOON);
        assertEquals(Rejection.NO_CHANNEL, outcomes.get(1));
        assertEquals(List.of("1 a", "2 b"), said(events.after(LOBBY, 0, 10)));
    }

    @Test
    void work_that_breaks_is_rolled_back() {
        assertThrows(IllegalStateException.class, () -> database.write(sql -> {
            sql.run("update channel set head = 99");
            throw new IllegalStateException("a fault of ours");
        }));
        assertEquals(0, head().offset());
    }

    @Test
    void after_the_close_nothing_is_stored_and_nothing_read() {
        database.close();
        assertTrue(notStored(draft(LOBBY, "too late")).worthAnotherTry());
        assertThrows(HistoryUnavailable.class, this::head);
    }

    private List<Receipt> commit(Draft... drafts) {
        return events.commit(List.of(drafts), NOON).stream().map(Receipt.class::cast).toList();
    }

    private NotStored notStored(Draft... drafts) {
        return assertThrows(NotStored.class, () -> commit(drafts));
    }

    private Position head() {
        return events.head(LOBBY).orElseThrow();
    }

    private void reopen() {
        database.close();
        database = engine.open(directory);
        events = new JdbcEvents(database, Clock.systemUTC());
    }

    private static Change.Upload upload() {
        return Drafts.upload(NOON, (byte) 1, (byte) 2, (byte) 3, (byte) 0, (byte) -1);
    }

    private static List<String> said(List<Event> events) {
        return events.stream()
                .map(event -> event.offset() + " " + ((MessagePosted) event).text())
                .toList();
    }
}
