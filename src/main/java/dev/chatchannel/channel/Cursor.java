package dev.chatchannel.channel;

import dev.chatchannel.message.Event;
import java.util.List;

/**
 * One reader's place in a channel's log. It holds an offset and no messages, but for one batch on its way from the database.
 *
 * <p>Threads: {@link #next} by one thread at a time, the reader's; {@link #close} by any.
 */
public final class Cursor implements AutoCloseable {
    private static final int BATCH = 100;
    private static final long RETRY_MILLIS = 500;

    private final ChannelLog log;
    private final Runnable wake;
    private long position; // the reader's
    private Run fetched = Run.NONE; // the reader's; written by a fetch while `fetching`, read after it
    private volatile boolean fetching;
    private volatile boolean closed;

    Cursor(ChannelLog log, long position, Runnable wake) {
        this.log = log;
        this.position = position;
        this.wake = wake;
    }

    public ChannelLog log() {
        return log;
    }

    /**
     * Takes the next events, in order, each once. Never blocks: when they are no longer in memory it starts to read them from
     * the database, returns nothing now, and wakes the reader when they are here.
     */
    public Run next() {
        if (closed || fetching) return Run.NONE;
        Run run = takeFetched();
        if (run.isEmpty() && log.isAfter(position)) run = log.inMemoryAfter(position);
        if (!run.isEmpty()) position = run.last();
        else if (log.isAfter(position)) fetch();
        return run;
    }

    /** Ends the reading: nothing is returned from now on. */
    @Override
    public void close() {
        closed = true;
        log.leave(this);
    }

    void wake() {
        wake.run();
    }

    private Run takeFetched() {
        Run taken = fetched;
        fetched = Run.NONE;
        return taken;
    }

    private void fetch() {
        fetching = true;
        log.after(position, BATCH).whenComplete(this::fetched);
    }

    private void fetched(List<Event> events, Throwable failure) {
        if (failure != null) {
            log.later(this::readAgain, RETRY_MILLIS);
            return;
        }
        fetched = Run.of(events.stream().map(Entry::new).toList());
        readAgain();
    }

    private void readAgain() {
        fetching = false; // volatile: publishes `fetched` to the reader
        wake.run();
    }
}
