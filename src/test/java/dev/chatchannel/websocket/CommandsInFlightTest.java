package dev.chatchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatchannel.message.Frame;
import dev.chatchannel.message.Position;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each answer consists of two words here: the thread that wrote it, and the one that handed it over. */
@Timeout(60)
class CommandsInFlightTest {
    private static final Position START = new Position("k3x9", 0);

    private final ExecutorService reader = thread("reader");
    private final ExecutorService journal = thread("journal");
    private final ExecutorService delivery = thread("delivery");
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final CommandsInFlight inFlight = new CommandsInFlight(null, delivery, this::note);

    @AfterEach
    void stop() {
        List.of(reader, journal, delivery).forEach(ExecutorService::shutdownNow);
    }

    @Test
    void a_page_is_written_where_it_was_read_and_handed_over_by_delivery() throws InterruptedException {
        run(reader, new Reply.HistoryPage(List.of(), START));
        assertEquals("reader delivery", next());
        run(reader, new Reply.PresenceList(List.of()));
        assertEquals("reader delivery", next());
    }

    @Test
    void the_journals_thread_writes_no_answers() throws InterruptedException {
        run(journal, new Reply.Published(START, false));
        assertEquals("delivery delivery", next());
        run(journal, stage -> stage.completeExceptionally(Refusal.NOT_STORED.refused()));
        assertEquals("delivery delivery", next());
    }

    private void run(ExecutorService worker, Reply reply) {
        run(worker, stage -> stage.complete(reply));
    }

    private void run(ExecutorService worker, Consumer<CompletableFuture<Reply>> end) {
        CompletableFuture<Reply> stage = new CompletableFuture<>();
        inFlight.run(() -> stage, writing());
        worker.execute(() -> end.accept(stage));
    }

    private CommandsInFlight.Writing writing() {
        return new CommandsInFlight.Writing(reply -> Optional.of(here()), refused -> here());
    }

    private static Frame here() {
        return new Frame.Text(Thread.currentThread().getName());
    }

    private void note(Frame answer) {
        answers.add(((Frame.Text) answer).messages().get(0) + " " + Thread.currentThread().getName());
    }

    private String next() throws InterruptedException {
        return answers.poll(20, TimeUnit.SECONDS);
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(task -> new Thread(task, name));
    }
}
