package dev.chatchannel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.FileId;
import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.JdbcEvents;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final ChannelName LOBBY = new ChannelName("lobby");
    private static final Author ANN = new Author(AccountId.at(1), "Ann", AccountKind.GUEST);

    @TempDir
    Path directory;

    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private Database database;
    private JdbcEvents events;
    private GatedStore gate;

    @BeforeEach
    void open() {
        database = Database.open(directory);
        events = new JdbcEvents(database, CLOCK);
        events.createChannel(LOBBY);
        gate = new GatedStore(events);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void every_one_of_many_senders_gets_a_receipt_and_the_listener_hears_the_order_of_the_offsets() throws Exception {
        try (Journal journal = journal(events, 10_000, heard::addAll)) {
            List<Receipt> receipts = fromEightThreads(() -> IntStream.range(0, 500)
                    .mapToObj(i -> append(journal, "text"))
                    .toList());

            List<Long> all = LongStream.rangeClosed(1, 4_000).boxed().toList();
            assertEquals(all, receipts.stream().map(receipt -> receipt.event().offset()).sorted().toList());
            assertEquals(all, offsets(heard));
            assertEquals(heard, events.after(LOBBY, 0, 5_000));
        }
    }

    @Test
    void the_listener_hears_before_the_sender_is_answered() {
        try (Journal journal = journal(gate, 10, heard::addAll)) {
            CompletableFuture<Integer> heardAtTheAnswer = append(journal, "hi").thenApply(receipt -> heard.size());
            gate.open();
            assertEquals(1, heardAtTheAnswer.join());
        }
    }

    @Test
    void a_repeated_draft_is_answered_with_the_first_event_and_not_told_again() {
        try (Journal journal = journal(events, 10, heard::addAll)) {
            Draft draft = new Draft(LOBBY, ANN, Optional.of(new ClientId("c-1")), new Change.Post("hi", Optional.empty()));
            Receipt first = append(journal, draft).join();
            Receipt second = append(journal, draft).join();
            assertEquals(new Receipt(first.event(), true), second);
            assertEquals(List.of(first.event()), heard);
        }
    }

    @Test
    void a_full_journal_refuses_at_once_and_takes_again_when_it_is_not() {
        try (Journal journal = journal(gate, 2, heard::addAll)) {
            CompletableFuture<Receipt> underWay = append(journal, "under way");
            gate.awaitCommit();
            CompletableFuture<Receipt> first = append(journal, "waits");
            CompletableFuture<Receipt> second = append(journal, "waits too");

            assertInstanceOf(JournalFull.class, failure(append(journal, "one too many")));

            gate.open();
            assertEquals(List.of(1L, 2L, 3L), offsets(Stream.of(underWay, first, second)));
            assertEquals(4, append(journal, "room again").join().event().offset());
        }
    }

    @Test
    void files_that_wait_may_weigh_only_so_much_together() {
        try (Journal journal = journal(gate, 1_000, heard::addAll)) {
            append(journal, "under way");
            gate.awaitCommit();
            int size = 1 << 20;
            for (long weight = size; weight < Intake.MOST_WAITING_BYTES; weight += size) append(journal, file(size));
            assertInstanceOf(JournalFull.class, failure(append(journal, file(2 * size))));
            gate.open();
            assertTrue(append(journal, "a word").join().event().offset() > 1);
        }
    }

    @Test
    void closing_commits_what_was_accepted_and_refuses_the_rest() {
        Journal journal = journal(events, 5_000, heard::addAll);
        List<CompletableFuture<Receipt>> accepted =
                IntStream.range(0, 3_000).mapToObj(i -> append(journal, "text")).toList();
        journal.close();
        assertTrue(accepted.stream().allMatch(CompletableFuture::isDone));
        assertEquals(3_000, accepted.get(2_999).join().event().offset());
        assertInstanceOf(JournalFull.class, failure(append(journal, "too late")));
    }

    @Test
    void what_a_stuck_store_does_not_take_fails_at_the_close() {
        Journal journal = new Journal(gate, CLOCK, 10, heard::addAll, Duration.ofMillis(20));
        CompletableFuture<Receipt> underWay = append(journal, "under way");
        gate.awaitCommit();
        CompletableFuture<Receipt> waits = append(journal, "waits");

        journal.close();

        assertTrue(assertInstanceOf(NotStored.class, failure(waits)).worthAnotherTry());
        assertFalse(underWay.isDone());
        gate.open();
        assertEquals(1, underWay.join().event().offset());
    }

    @Test
    void a_throwing_listener_loses_no_receipt() {
        Consumer<List<Event>> throwing = events -> {
            throw new IllegalStateException("a listener that throws");
        };
        try (Journal journal = journal(events, 10, throwing)) {
            assertEquals(1, append(journal, "one").join().event().offset());
            assertEquals(2, append(journal, "two").join().event().offset());
        }
    }

    @Test
    void a_sender_whose_callback_throws_harms_nobody() {
        try (Journal journal = journal(events, 10, heard::addAll)) {
            append(journal, "one").thenAccept(receipt -> {
                throw new IllegalStateException("a callback that throws");
            });
            assertEquals(2, append(journal, "two").join().event().offset());
        }
    }

    @Test
    void a_draft_that_does_not_fit_is_rejected_and_does_not_harm_its_neighbours() {
        Change bad = new Change.Post("bad", Optional.empty());
        Throwable nowhere = neighbourhood(new Draft(new ChannelName("nowhere"), ANN, Optional.empty(), bad));
        assertEquals(Rejection.NO_CHANNEL, assertInstanceOf(DraftRejected.class, nowhere).why());
    }

    @Test
    void a_change_of_what_is_not_there_is_rejected_and_does_not_harm_its_neighbours() {
        Throwable nothing = neighbourhood(new Draft(LOBBY, ANN, Optional.empty(), new Change.Delete(99)));
        assertEquals(Rejection.NO_MESSAGE, assertInstanceOf(DraftRejected.class, nothing).why());
    }

    @Test
    void a_draft_on_which_the_store_breaks_does_not_harm_its_neighbours() {
        Change bad = new Change.Post("bad", Optional.empty());
        Throwable broken = neighbourhood(new Draft(LOBBY, null, Optional.empty(), bad));
        assertFalse(assertInstanceOf(NotStored.class, broken).worthAnotherTry());
    }

    /** Each further try could wait for a lock as long as the first. */
    @Test
    void a_store_that_fails_while_drafts_are_tried_alone_fails_the_rest_at_once() {
        List<Integer> tries = new CopyOnWriteArrayList<>();
        EventStore failing = (drafts, time) -> {
            tries.add(drafts.size());
            throw new NotStored("scripted", drafts.size() == 1, null);
        };
        Intake intake = new Intake(10);
        List<Waiting> senders = IntStream.range(0, 5).mapToObj(i -> new Waiting(draft("text"))).toList();
        senders.forEach(intake::offer);
        intake.close();

        new CommitLoop(intake, failing, CLOCK, heard::addAll).run();

        assertEquals(List.of(5, 1), tries);
        senders.forEach(sender -> assertInstanceOf(NotStored.class, failure(sender.answer())));
    }

    /** @return why the draft failed that stood between two good ones */
    private Throwable neighbourhood(Draft poison) {
        try (Journal journal = journal(gate, 10, heard::addAll)) {
            CompletableFuture<Receipt> underWay = append(journal, "under way");
            gate.awaitCommit();
            CompletableFuture<Receipt> before = append(journal, "before");
            CompletableFuture<Receipt> poisoned = append(journal, poison);
            CompletableFuture<Receipt> after = append(journal, "after");
            gate.open();

            assertEquals(List.of(1L, 2L, 3L), offsets(Stream.of(underWay, before, after)));
            assertEquals(List.of(1L, 2L, 3L), offsets(heard));
            return failure(poisoned);
        }
    }

    private static Journal journal(EventStore store, int capacity, Consumer<List<Event>> onCommit) {
        return new Journal(store, CLOCK, capacity, onCommit);
    }

    private static CompletableFuture<Receipt> append(Journal journal, String text) {
        return append(journal, draft(text));
    }

    private static Draft draft(String text) {
        return new Draft(LOBBY, ANN, Optional.empty(), new Change.Post(text, Optional.empty()));
    }

    private static Draft file(int size) {
        Attachment about = new Attachment(FileId.at(1), "application/octet-stream", size);
        return new Draft(LOBBY, ANN, Optional.empty(), new Change.Post("", Optional.of(new Change.Upload(about, "hash", new byte[size]))));
    }

    private static CompletableFuture<Receipt> append(Journal journal, Draft draft) {
        return journal.append(draft).toCompletableFuture();
    }

    private static List<Receipt> fromEightThreads(Callable<List<CompletableFuture<Receipt>>> sender) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Receipt> receipts = new ArrayList<>();
            for (Future<List<CompletableFuture<Receipt>>> sent : threads.invokeAll(Collections.nCopies(8, sender))) {
                sent.get().forEach(answer -> receipts.add(answer.join()));
            }
            return receipts;
        } finally {
            threads.shutdown();
            assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        }
    }

    private static List<Long> offsets(Stream<CompletableFuture<Receipt>> answers) {
        return offsets(answers.map(answer -> answer.join().event()).toList());
    }

    private static List<Long> offsets(List<Event> events) {
        return events.stream().map(Event::offset).toList();
    }

    private static Throwable failure(CompletableFuture<Receipt> answer) {
        return assertThrows(CompletionException.class, answer::join).getCause();
    }
}
