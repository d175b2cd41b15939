package dev.chatchannel;

import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.EventStore;
import dev.chatchannel.journal.NotStored;
import dev.chatchannel.journal.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * A store whose commits are measured, and remembered for the question whether it works.
 *
 * <p>Threads: {@link #commit} by the journal's alone; the rest by any.
 */
final class MeasuredStore implements EventStore {
    private final EventStore store;
    private final Measures measures;
    private volatile long lastStored = System.nanoTime() - Duration.ofDays(1).toNanos(); // nanoseconds; of the journal's thread

    MeasuredStore(EventStore store, Measures measures) {
        this.store = store;
        this.measures = measures;
    }

    @Override
    public List<Outcome> commit(List<Draft> drafts, long time) {
        long start = System.nanoTime();
        try {
            List<Outcome> outcomes = store.commit(drafts, time);
            lastStored = System.nanoTime();
            measures.committed(drafts.size(), lastStored - start);
            return outcomes;
        } catch (NotStored failure) {
            lastStored = start - Duration.ofDays(1).toNanos();
            measures.notStored();
            throw failure;
        }
    }

    /** @return whether the last commit succeeded, and was not longer ago */
    boolean storedWithin(Duration time) {
        return System.nanoTime() - lastStored < time.toNanos();
    }
}
