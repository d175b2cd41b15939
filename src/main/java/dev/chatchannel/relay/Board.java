package dev.chatchannel.relay;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Signals that must come to every node, such as that somebody may no longer do something: by the relay at once, and by the database, which each node
 * looks at every second.
 *
 * <p>Each has a key, by which a node that heard it already knows it again: to close connections twice would throw out who has just come back.
 *
 * <p>Threads: any; nothing blocks but the reading, which a reader's thread does. When the database cannot be written to, it is tried again until it can, or until the end.
 */
public final class Board {
    private static final Logger LOG = System.getLogger(Board.class.getName());
    private static final String NAME = "board";
    private static final int PAGE = 500;
    private static final int REMEMBERED = 10_000;
    private static final long RETRY_MILLIS = 500;

    private final SignalStore store;
    private final Relay relay;
    private final ScheduledExecutorService readers;
    private final Consumer<Signal> listener;
    private final Runnable missed;
    private final Map<String, Boolean> heard = new LinkedHashMap<>(); // guarded by itself; the newest keys
    private long read; // by the one look at a time

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

    /** Begins to look, at what is posted from now on. Blocks for one read. */
    public void start(Duration pause) {
        read = store.newest();
        readers.scheduleWithFixedDelay(this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tells every other node. */
    public void post(Signal signal) {
        String key = UUID.randomUUID().toString();
        List<String> words = new ArrayList<>(List.of(key, signal.name()));
        words.addAll(signal.words());
        isNews(key);
        Signal posted = new Signal(NAME, words);
        relay.tell(posted);
        soon(() -> add(posted), 0);
    }

    /** @return false when the signal is none from a board */
    public boolean hear(Signal signal) {
        if (!signal.name().equals(NAME) || signal.words().size() < 2) return false;
        if (isNews(signal.words().get(0))) listener.accept(new Signal(signal.words().get(1), signal.words().subList(2, signal.words().size())));
        return true;
    }

    private void add(Signal posted) {
        try {
            store.add(posted);
        } catch (RuntimeException unavailable) {
            soon(() -> add(posted), RETRY_MILLIS);
        }
    }

    /** Reads what was posted since. One thread at a time. */
    void look() {
        try {
            for (List<SignalStore.Kept> page = store.after(read, PAGE); !page.isEmpty(); page = store.after(read, PAGE)) take(page);
        } catch (RuntimeException unreadable) {
            LOG.log(Level.DEBUG, "The board cannot be read", unreadable); // the next look does
        }
    }

    private void take(List<SignalStore.Kept> page) {
        if (page.get(0).number() > read + 1) missed.run();
        page.forEach(kept -> hear(kept.signal()));
        read = page.get(page.size() - 1).number();
    }

    private boolean isNews(String key) {
        synchronized (heard) {
            if (heard.put(key, true) != null) return false;
            if (heard.size() > REMEMBERED) heard.remove(heard.keySet().iterator().next());
            return true;
        }
    }

    private void soon(Runnable work, long millis) {
        try {
            readers.schedule(work, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.WARNING, "The server stopped before other nodes were told of a change by the database");
        }
    }
}
