package dev.chatchannel.websocket;

import dev.chatchannel.message.Frame;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what goes out to all clients of this node since its start.
 *
 * <p>Threads: any. Counting costs some nanoseconds and no lock, as it stands in the way of every delivery.
 */
public final class Traffic {
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder frames = new LongAdder();
    private final LongAdder characters = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final ConcurrentMap<Integer, LongAdder> closed = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> refused = new ConcurrentHashMap<>();

    /** @return events that were given to a session, each session's own */
    public long deliveries() {
        return deliveries.sum();
    }

    /** @return frames that were sent, events, replies, signals and pings */
    public long frames() {
        return frames.sum();
    }

    /** @return characters of text in them */
    public long characters() {
        return characters.sum();
    }

    /** @return connections that were opened */
    public long opened() {
        return opened.sum();
    }

    /** @return how many connections we closed, by the code */
    public Map<Integer, Long> closed() {
        Map<Integer, Long> sums = new TreeMap<>();
        closed.forEach((code, count) -> sums.put(code, count.sum()));
        return sums;
    }

    /** @return how many handshakes we refused, by the reason */
    public Map<String, Long> refused() {
        Map<String, Long> sums = new TreeMap<>();
        refused.forEach((reason, count) -> sums.put(reason, count.sum()));
        return sums;
    }

    void delivered(int events) {
        deliveries.add(events);
    }

    void sent(Frame frame) {
        frames.increment();
        if (frame instanceof Frame.Text text) characters.add(text.characters());
    }

    void opening() {
        opened.increment();
    }

    /** @param reason one of the few that there are */
    void refusing(String reason) {
        refused.computeIfAbsent(reason, unseen -> new LongAdder()).increment();
    }

    /** @param code one of ours, or of an administrator: there are few */
    void closing(int code) {
        closed.computeIfAbsent(code, unseen -> new LongAdder()).increment();
    }
}
