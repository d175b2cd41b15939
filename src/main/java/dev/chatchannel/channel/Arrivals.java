package dev.chatchannel.channel;

import dev.chatchannel.message.Event;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What came to a log before its turn, and how far the channel is known to have come.
 *
 * <p>Several nodes write, and each hears of the others' events by another road than of its own: late, doubled, out of order, or not at all.
 * What is kept here spares a read of the database when the missing piece comes by itself; so it may be forgotten.
 *
 * <p>Guarded by the log.
 */
final class Arrivals {
    private final int room;
    private final NavigableMap<Long, Event> early = new TreeMap<>();
    private long reached;

    /** @param room how many events may wait; of more the newest are forgotten, for the database has them */
    Arrivals(int room) {
        this.room = room;
    }

    /** Notes that the channel has come that far, though the events are not here. */
    void announce(long offset) {
        reached = Math.max(reached, offset);
    }

    /** Keeps an event until those before it are here. */
    void keep(Event event) {
        announce(event.offset());
        early.putIfAbsent(event.offset(), event);
        if (early.size() > room) early.pollLastEntry();
    }

    /** @return the event at this offset, or null when it is not here; what is older is forgotten */
    Event take(long offset) {
        while (!early.isEmpty() && early.firstKey() < offset) early.pollFirstEntry();
        return early.remove(offset);
    }

    boolean isEmpty() {
        return early.isEmpty();
    }

    /** @return whether there is more than a log with this head has */
    boolean reachBeyond(long head) {
        return reached > head;
    }

    /** @return how far the channel is known to have come */
    long reached() {
        return reached;
    }

    /** Takes back what was announced up to there and is not in the database: somebody was wrong. */
    void forget(long announced) {
        if (reached > announced) return; // more was announced since
        early.clear();
        reached = 0;
    }
}
