package dev.chatchannel.channel;

import dev.chatchannel.message.Event;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads from the store what a log misses, a page at a time.
 *
 * <p>Threads: any. One thread reads by itself, after a grace in which the missing piece may come without it, and tries again until it is done;
 * others that cannot wait may read at the same time, for each event enters the log once.
 */
final class CatchUp {
    private static final int PAGE = 500;
    private static final long GRACE_MILLIS = 20;
    private static final long RETRY_MILLIS = 500;

    private final ChannelLog log;
    private final History history;
    private final AtomicBoolean planned = new AtomicBoolean();

    CatchUp(ChannelLog log, History history) {
        this.log = log;
        this.history = history;
    }

    /** Has the log catch up soon, if it is behind and nobody is at it. */
    void soon() {
        if (log.isBehind() && planned.compareAndSet(false, true)) log.later(this::run, GRACE_MILLIS);
    }

    /** Reads until nothing is missing. Blocks. @throws HistoryUnavailable */
    void now() {
        while (log.isBehind()) readPage();
    }

    private void run() {
        try {
            now();
            planned.set(false);
            soon(); // for what was announced in between
        } catch (RuntimeException unreadable) {
            log.later(this::run, RETRY_MILLIS);
        }
    }

    /** The head is asked after the page: if the channel is the same still, the page is of it. */
    private void readPage() {
        long announced = log.announced();
        long from = log.head().offset();
        List<Event> page = history.after(log.name(), from, PAGE);
        log.compare(history.head(log.name()), from);
        if (log.isBehind()) log.takePage(page, from, announced);
    }
}
