package dev.chatchannel.relay;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which nodes live, as the database has it: each counts on in a row of its own every {@link #BEAT}. One that has not for {@link #SILENCE} is taken for dead; clocks are not
 * compared, only its count with what it was.
 *
 * <p>Threads: {@link #beat}, {@link #look} and {@link #leave} block; one looks at a time, and who leaves waits for who says that we live. The rest: any.
 */
public final class LivingNodes {
    public static final Duration BEAT = Duration.ofSeconds(5);

    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Logger LOG = System.getLogger(LivingNodes.class.getName());
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final NodeStore store;
    private final Supplier<String> host;
    private final LongSupplier connections;
    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new HashMap<>(); // by the one look at a time
    private volatile List<NodeStore.Row> living = List.of();
    private volatile Set<String> others = Set.of(); // names of those of the living that are not ours
    private String hostName = ""; // guarded by this; asked for once: to ask may take seconds
    private boolean left; // guarded by this

    /** What a row was, and since when, in nanoseconds. */
    private record Seen(long beats, long since) {}

    /** @param host asked once, where it may block @param connections that we have now */
    public LivingNodes(NodeStore store, Supplier<String> host, LongSupplier connections) {
        this(store, host, connections, System::nanoTime);
    }

    LivingNodes(NodeStore store, Supplier<String> host, LongSupplier connections, LongSupplier nanoTime) {
        this.store = store;
        this.host = host;
        this.connections = connections;
        this.nanoTime = nanoTime;
    }

    /** Begins to live. @throws RuntimeException when the database cannot be written */
    public synchronized void start() {
        hostName = host.get();
        store.beat(hostName, connections.getAsLong());
        look();
    }

    /** Says that we live; when that fails, the next time it does. */
    public synchronized void beat() {
        if (left) return;
        try {
            store.beat(hostName, connections.getAsLong());
        } catch (RuntimeException unwritable) {
            LOG.log(Level.DEBUG, "That this node lives cannot be written", unwritable);
        }
    }

    /** Reads who lives; when that fails, it is as before. */
    public void look() {
        try {
            judge(store.nodes());
        } catch (RuntimeException unreadable) {
            LOG.log(Level.DEBUG, "The living nodes cannot be read", unreadable);
        }
    }

    /** Lives no more, as far as the others are concerned. */
    public synchronized void leave() {
        left = true;
        try {
            store.leave();
        } catch (RuntimeException unwritable) {
            LOG.log(Level.DEBUG, "The others will notice that this node says nothing", unwritable);
        }
    }

    /** @return the nodes that live, ours too, by name */
    public List<NodeStore.Row> all() {
        return living;
    }

    /** @return the names of the others */
    public Set<String> others() {
        return others;
    }

    private void judge(List<NodeStore.Row> rows) {
        long now = nanoTime.getAsLong();
        seen.keySet().retainAll(rows.stream().map(NodeStore.Row::name).collect(Collectors.toSet()));
        rows.forEach(row -> seen.merge(row.name(), new Seen(row.beats(), now), (before, same) -> before.beats == row.beats() ? before : same));
        living = rows.stream().filter(row -> silence(row, now) < SILENCE.toNanos()).sorted(Comparator.comparing(NodeStore.Row::name)).toList();
        others = living.stream().map(NodeStore.Row::name).filter(name -> !name.equals(store.node())).collect(Collectors.toUnmodifiableSet());
        rows.stream().filter(row -> silence(row, now) > MEMORY.toNanos()).forEach(store::forget);
    }

    private long silence(NodeStore.Row row, long now) {
        return now - seen.get(row.name()).since;
    }
}
