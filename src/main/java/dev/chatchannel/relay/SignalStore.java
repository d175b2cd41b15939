package dev.chatchannel.relay;

import java.util.List;

/**
 * Signals in the database, for who hears nothing else. Implemented in SQL by {@code storage}.
 *
 * <p>Threads: any; every method blocks, and throws when the database cannot be read or written.
 */
public interface SignalStore {
    /**
     * A signal with its number: who has read up to it has read all that were committed before.
     *
     * @param node that said it
     */
    record Kept(long number, String node, Signal signal) {}

    /** @return by what name what we add is known */
    String node();

    /** @return the number of the newest; 0 when there is none */
    long newest();

    /** Adds one, and forgets the oldest when there are many. */
    void add(Signal signal);

    /** @return up to {@code most} of those with a larger number, in order; the first may be further on than by one, when some are forgotten */
    List<Kept> after(long number, int most);
}
