package dev.chatchannel.journal;

import dev.chatchannel.message.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Makes drafts durable: many senders, one thread that commits all who wait in one transaction.
 *
 * <p>1. A receipt comes only after the commit. 2. New events reach the listener in commit order, each once, before their
 * receipts reach the senders. 3. Every draft is answered: by a receipt, {@link DraftRejected}, {@link SpokenTooSoon},
 * {@link NotStored} or {@link JournalFull}. 4. The more senders wait, the larger the transactions: load costs delay, not memory beyond
 * {@code capacity} drafts.
 *
 * <p>Threads: {@link #append} and {@link #close} from any. The listener and whatever is chained to a receipt without an
 * executor run on the thread that commits: they hand on and return; one that blocks holds up every sender.
 */
public final class Journal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Intake intake;
    private final Thread thread;
    private final Duration patience;

    /**
     * Starts committing.
     *
     * @param capacity how many drafts may wait
     * @param onCommit hears the new events of each commit, in their order
     */
    public Journal(EventStore store, Clock clock, int capacity, Consumer<List<Event>> onCommit) {
        this(store, clock, capacity, onCommit, PATIENCE);
    }

    Journal(EventStore store, Clock clock, int capacity, Consumer<List<Event>> onCommit, Duration patience) {
        this.intake = new Intake(capacity);
        this.patience = patience;
        this.thread = new Thread(new CommitLoop(intake, store, clock, onCommit), "chat-channel-journal");
        thread.setDaemon(true);
        thread.setContextClassLoader(null); // nothing that is started from here shall keep our class loader
        thread.start();
    }

    /**
     * Accepts a draft for the next commit. Never blocks.
     *
     * @return the receipt after the commit; or fails with {@link DraftRejected}, {@link SpokenTooSoon} or {@link NotStored}, or at once with
     *     {@link JournalFull} when too many wait or the journal is closed
     */
    public CompletionStage<Receipt> append(Draft draft) {
        Waiting waiting = new Waiting(draft);
        return intake.offer(waiting) ? waiting.answer() : CompletableFuture.failedStage(new JournalFull());
    }

    /** @return how many drafts wait for a commit */
    public int waiting() {
        return intake.size();
    }

    /**
     * Accepts nothing more, commits what was accepted, and ends the thread. Idempotent; not from the listener.
     *
     * <p>When the store takes too long, whoever still waits fails; the commit under way answers for itself when the store
     * returns.
     */
    @Override
    public void close() {
        intake.close();
        awaitEnd();
        NotStored stopped = new NotStored("The server stopped before this was stored", true, null);
        intake.abandon().forEach(waiting -> waiting.answer().completeExceptionally(stopped));
    }

    private void awaitEnd() {
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
