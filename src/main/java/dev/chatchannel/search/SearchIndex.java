package dev.chatchannel.search;

import dev.chatchannel.message.ChannelName;
import java.util.Set;

/**
 * Where messages are found by their words. Implemented in SQL by {@code storage}, which also takes edits and deletions into it, in their own
 * transaction.
 *
 * <p>Threads: any; every method blocks. All throw {@link SearchUnavailable} when the database cannot be read or written.
 */
public interface SearchIndex {
    /** Where a search begins: at the newest message. */
    long NEWEST = Long.MAX_VALUE;

    /** @param next of the page before, or {@link #NEWEST} */
    Found find(Search search, long next, int most);

    /** @return the channels in which more was said than is in the index */
    Set<ChannelName> behind();

    /**
     * Takes the next messages of these channels in, a batch of all together.
     *
     * @return those in which there is still more
     */
    Set<ChannelName> advance(Set<ChannelName> channels);

    /** Takes out a batch of what was said in channels that were deleted since. @return whether there is more of it */
    boolean sweep();
}
