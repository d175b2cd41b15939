package dev.chatchannel.journal;

import java.util.List;

/** Where events are kept. Implemented in SQL by {@code storage}. */
public interface EventStore {
    /**
     * Commits the drafts in one transaction, in their order, and returns what became of each, in the same order.
     *
     * <p>1. All that fit, or, when it throws, nothing. 2. Offsets of a channel follow each other without gaps. 3. A pair
     * (author, client id) that is stored already, or stands earlier in the list, is not stored again: its receipt is marked as
     * repeated. 4. A draft that does not fit gets a {@link Rejection}, takes no offset and harms no other.
     *
     * @param time of the commit, in milliseconds since 1970
     * @throws NotStored when nothing of it was stored
     */
    List<Outcome> commit(List<Draft> drafts, long time);
}
