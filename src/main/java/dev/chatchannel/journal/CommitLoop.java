package dev.chatchannel.journal;

import dev.chatchannel.message.Event;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes the waiting drafts, commits them, tells the listener, answers the senders; for ever, until the intake is closed.
 *
 * <h2>Order</h2>
 * The listener first, the answers second: whoever has an answer finds the message in the log that the listener feeds. The
 * other way round, a sender who was answered at offset 7 could ask the log and be told that 6 is the newest.
 *
 * <h2>Failure</h2>
 * A draft that does not fit is rejected by the store, alone. The store's fault fails the batch: its senders may try again. What
 * the store did not foresee, and the drafts are to blame for, has each of them tried alone, so that a poisoned one fails and
 * its neighbours do not; once the store itself fails at that, the rest fails with it, because each further try could cost a
 * whole time-out. Nothing that a store or a listener throws ends the loop, and every draft that was taken is answered.
 *
 * <h2>Threads</h2>
 * Runs on the journal's thread only. Listener and answers run there too: what they do delays the next commit.
 */
final class CommitLoop implements Runnable {
    private static final Logger LOG = System.getLogger(CommitLoop.class.getName());

    private final Intake intake;
    private final EventStore store;
    private final Clock clock;
    private final Consumer<List<Event>> onCommit;
    private boolean failing;

    CommitLoop(Intake intake, EventStore store, Clock clock, Consumer<List<Event>> onCommit) {
        this.intake = intake;
        this.store = store;
        this.clock = clock;
        this.onCommit = onCommit;
    }

    @Override
    public void run() {
        while (commitNext()) {}
    }

    /** @return false when nothing more will come */
    private boolean commitNext() {
        List<Waiting> batch = intake.take();
        if (batch.isEmpty()) return false;
        try {
            commit(batch);
        } catch (Throwable broken) { // an Error too: were the loop to end, every later sender would wait for ever
            log("Drafts could not be committed", broken);
            fail(batch, broken(broken));
        }
        return true;
    }

    private void commit(List<Waiting> batch) {
        Optional<NotStored> failure = attempt(batch);
        failure.ifPresent(this::logOnce);
        if (failure.isEmpty()) return;
        if (failure.get().worthAnotherTry() || batch.size() == 1) fail(batch, failure.get());
        else commitOneByOne(batch);
    }

    private void commitOneByOne(List<Waiting> batch) {
        for (int i = 0; i < batch.size(); i++) {
            List<Waiting> alone = batch.subList(i, i + 1);
            Optional<NotStored> failure = attempt(alone);
            if (failure.isEmpty()) continue;
            if (failure.get().worthAnotherTry()) {
                fail(batch.subList(i, batch.size()), failure.get());
                return;
            }
            fail(alone, failure.get());
        }
    }

    /** @return why nothing of the batch was stored, or empty when all that fits was, and was told and answered */
    private Optional<NotStored> attempt(List<Waiting> batch) {
        List<Outcome> outcomes;
        try {
            outcomes = store.commit(batch.stream().map(Waiting::draft).toList(), clock.millis());
        } catch (NotStored failure) {
            return Optional.of(failure);
        } catch (RuntimeException broken) {
            return Optional.of(broken(broken));
        }
        recovered();
        tell(outcomes.stream().flatMap(CommitLoop::news).toList());
        IntStream.range(0, batch.size()).forEach(i -> answer(batch.get(i).answer(), outcomes.get(i)));
        return Optional.empty();
    }

    private static Stream<Event> news(Outcome outcome) {
        return outcome instanceof Receipt receipt && !receipt.repeated() ? Stream.of(receipt.event()) : Stream.empty();
    }

    private static void answer(CompletableFuture<Receipt> sender, Outcome outcome) {
        if (outcome instanceof Receipt receipt) sender.complete(receipt);
        else if (outcome instanceof Rejection why) sender.completeExceptionally(new DraftRejected(why));
        else if (outcome instanceof TooSoon early) sender.completeExceptionally(new SpokenTooSoon(early));
    }

    /** What was committed stays committed, whatever the listener makes of it: it reads the rest from the store. */
    private void tell(List<Event> events) {
        if (events.isEmpty()) return;
        try {
            onCommit.accept(events);
        } catch (Throwable broken) {
            log("The listener of the journal failed", broken);
        }
    }

    private static void fail(List<Waiting> batch, NotStored failure) {
        batch.forEach(waiting -> waiting.answer().completeExceptionally(failure));
    }

    private static NotStored broken(Throwable cause) {
        return new NotStored("The store is broken", false, cause);
    }

    /** A full disk is one line in the log, not one per batch. */
    private void logOnce(NotStored failure) {
        if (failure.worthAnotherTry()) {
            if (!failing) LOG.log(Level.ERROR, "Messages cannot be stored: " + failure.getMessage());
            failing = true;
        } else if (failure.getCause() != null) {
            log("The store failed; each draft is tried alone", failure.getCause());
        }
    }

    private void recovered() {
        if (failing) LOG.log(Level.INFO, "Messages are stored again");
        failing = false;
    }

    /** Without the exception's own words, which may quote a message. */
    private static void log(String what, Throwable failure) {
        Throwable place = new Throwable(failure.getClass().getName());
        place.setStackTrace(failure.getStackTrace());
        LOG.log(Level.ERROR, what, place);
    }
}
