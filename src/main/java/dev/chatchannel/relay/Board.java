package dev.chatchannel.relay;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Signals that must come to every node, such as that somebody may no longer do something. They are rows of the database, most of them written in the transaction
 * of the change itself; each node looks for them now and then, and at once when the relay tells that there are some.
 *
 * <p>What a node has said itself it passes over: it has done it already, and to close connections twice would throw out who has just come back.
 *
 * <p>Threads: any. One reads at a time, on a reader's thread; it holds the lock meanwhile, which is the queue for the next one. {@link #post} blocks for a write.
 */
public final class Board {
    private static final Logger LOG = System.getLogger(Board.class.getName());
    private static final Signal NEWS = new Signal("board", List.of());
    private static final int PAGE = 500;
    private static final int MOST_WORDS = 3_000;
    private static final long GATHER_MILLIS = 100;

    private final SignalStore store;
    private final Relay relay;
    private final ScheduledExecutorService readers;
    private final Consumer<Signal> listener;
    private final Runnable missed;
    private final AtomicBoolean looksSoon = new AtomicBoolean();
    private final Map<String, List<String>> mentioned = new LinkedHashMap<>(); // guarded by itself
    private long read; // guarded by this

    /**
     * @param listener does what a signal of another node says; must not block
     * @param missed is run when signals were forgotten before they were read: everything must be asked anew
     */
    public Board(SignalStore store, Relay relay, ScheduledExecutorService readers, Consumer<Signal> listener, Runnable missed) {
        this.store = store;
        this.relay = relay;
        this.readers = readers;
        this.listener = listener;
        this.missed = missed;
    }

    /** Begins with what is posted from now on. Blocks for one read. */
    public synchronized void start() {
        read = store.newest();
    }

    /** Posts a signal, and returns when every other node will see it. Blocks; throws when it cannot be written. */
    public void post(Signal signal) {
        store.add(signal);
        tellOfNews();
    }

    /**
     * Tells every other node something that may be lost. What comes within a moment is written together, in a row for each name of signals: a listener gets the words of all.
     * Of very much the rest is lost. Never blocks.
     */
    public void mention(Signal signal) {
        synchronized (mentioned) {
            if (mentioned.isEmpty()) soon(this::writeMentioned, GATHER_MILLIS);
            List<String> words = mentioned.computeIfAbsent(signal.name(), first -> new ArrayList<>());
            if (words.size() < MOST_WORDS) words.addAll(signal.words());
        }
    }

    /** Has the other nodes look at once, after something was posted; else they do within a second. */
    public void tellOfNews() {
        relay.tell(NEWS);
    }

    /** @return false when the signal is none from a board */
    public boolean hear(Signal signal) {
        if (!signal.name().equals(NEWS.name())) return false;
        if (looksSoon.compareAndSet(false, true)) soon(this::look, 0);
        return true;
    }

    /** Reads what was posted since. Blocks. */
    public synchronized void look() {
        looksSoon.set(false); // before it is read: who tells from here on arranges another look
        try {
            for (List<SignalStore.Kept> page = store.after(read, PAGE); !page.isEmpty(); page = store.after(read, PAGE)) take(page);
        } catch (RuntimeException unreadable) {
            LOG.log(Level.DEBUG, "The board cannot be read", unreadable); // the next look does
        }
    }

    private void take(List<SignalStore.Kept> page) {
        if (page.get(0).number() > read + 1) missed.run();
        page.stream().filter(kept -> !kept.node().equals(store.node())).forEach(kept -> listener.accept(kept.signal()));
        read = page.get(page.size() - 1).number();
    }

    private void writeMentioned() {
        Map<String, List<String>> all;
        synchronized (mentioned) {
            all = Map.copyOf(mentioned);
            mentioned.clear();
        }
        try {
            all.forEach((name, words) -> post(new Signal(name, words)));
        } catch (RuntimeException unavailable) {
            LOG.log(Level.DEBUG, "Other nodes were not told of something that may be lost", unavailable);
        }
    }

    private void soon(Runnable work, long millis) {
        try {
            readers.schedule(work, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            // Nobody is here any more whom it concerns.
        }
    }
}
