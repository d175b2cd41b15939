package dev.chatchannel.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which nodes were heard lately, by each line of the relay; ours too, for what we say comes back to us.
 *
 * <p>A beat says how many letters its line has lost so far. So who hears every beat, with the same number as before, has missed nothing in between: what is
 * lost on the way breaks a connection, at one end or the other, and who listens anew knows that.
 *
 * <p>Threads: any.
 */
final class Pulse {
    /** How often each line beats. */
    static final Duration BEAT = Duration.ofMillis(250);

    /** For how long a beat is good. */
    static final Duration FRESH = Duration.ofMillis(600);

    private static final int MOST = 10_000;

    private final int lines;
    private final LongSupplier nanoTime;
    private final Map<String, Beat> last = new ConcurrentHashMap<>(); // by node and line

    private record Beat(long time, List<String> lost) {}

    Pulse(int lines, LongSupplier nanoTime) {
        this.lines = lines;
        this.nanoTime = nanoTime;
    }

    /** @param lost how it says how many letters that line has lost so far. @return whether some were lost since its last beat, or we cannot know */
    boolean hear(String node, int line, List<String> lost) {
        if (last.size() >= MOST) last.clear(); // nodes that are gone
        Beat before = last.put(key(node, line), new Beat(nanoTime.getAsLong(), lost));
        return before == null || !before.lost.equals(lost);
    }

    /** @return whether all of them were heard lately, by every line */
    boolean isHeard(Collection<String> nodes) {
        return nodes.stream().allMatch(this::isHeard);
    }

    private boolean isHeard(String node) {
        long now = nanoTime.getAsLong();
        for (int line = 0; line < lines; line++) {
            Beat beat = last.get(key(node, line));
            if (beat == null || now - beat.time > FRESH.toNanos()) return false;
        }
        return true;
    }

    private static String key(String node, int line) {
        return node + ' ' + line;
    }
}
