package dev.chatchannel.storage;

import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a batch asks of the database for all of its drafts: an embedded one is asked often and answers at once, one behind a network is asked
 * seldom.
 */
interface BatchStatements {
    /** @return of these, what is stored already */
    Map<DraftKey, Event> stored(Collection<DraftKey> keys) throws SQLException;

    /**
     * Locks these channels until the end of the transaction, so that the order of commits and the order of offsets are one.
     *
     * @param most how many events each may get
     * @return those that there are
     */
    List<Place> places(Map<ChannelName, Long> most) throws SQLException;

    /** Stores the events; the parameters of each as {@link EventRow#of} has them. */
    void insert(List<Object[]> rows) throws SQLException;

    /** Writes the heads as far as they have come. */
    void moveHeads(Collection<Place> places) throws SQLException;
}
