package dev.chatchannel.channel;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Event;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One reader's place in a channel's log. It holds an offset and no messages, but for one batch on its way from the database.
 *
 * <p><b>Removal.</b> Who loses the right to read has the cursor closed before the log's head comes to the event that says so. Nothing
 * beyond the head is given, what comes from the database included; so whoever has taken a later event into a run also sees, after
 * that, the cursor closed, and throws the run away. No lock is needed for it.
 *
 * <p>Threads: {@link #next} by one thread at a time, the reader's; {@link #close} and {@link #behind} by any.
 */
public final class Cursor implements AutoCloseable, Comparable<Cursor> {
    private static final int BATCH = 100;
    private static final long RETRY_MILLIS = 500;
    private static final AtomicLong MADE = new AtomicLong();

    private final long number = MADE.incrementAndGet();
    private final ChannelLog log;
    private final AccountId account;
    private final AccountKind kind;
    private final Reader reader;
    private final AtomicBoolean told = new AtomicBoolean();
    private long position; // the reader's; others see it a little late
    private Run fetched = Run.NONE; // the reader's; written by a fetch while `fetching`, read after it
    private volatile boolean fetching;
    private volatile boolean closed;

    Cursor(ChannelLog log, AccountId account, AccountKind kind, long position, Reader reader) {
        this.log = log;
        this.account = account;
        this.kind = kind;
        this.position = position;
        this.reader = reader;
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
        if (closed) return Run.NONE; // after the run was taken: it may have been closed for an event in it
        if (!run.isEmpty()) position = run.last();
        else if (log.isAfter(position)) fetch();
        return run;
    }

    /** @return how many events it has not given yet, or a little more. Threads: any. */
    public long behind() {
        return closed ? 0 : Math.max(0, log.head().offset() - position);
    }

    /** Ends the reading: nothing is returned from now on. */
    @Override
    public void close() {
        closed = true;
        log.leave(this);
    }

    /** Orders them as they were made. */
    @Override
    public int compareTo(Cursor other) {
        return Long.compare(number, other.number);
    }

    void wake() {
        reader.wake();
    }

    boolean mayRead(Access access) {
        return access.mayRead(account, kind);
    }

    /** Closes it, and says why. */
    void cutOff(CutOff why) {
        close();
        if (told.compareAndSet(false, true)) reader.cutOff(why);
    }

    private Run takeFetched() {
        Run taken = fetched;
        if (taken != Run.NONE) fetched = Run.NONE; // each write of a reference has a price
        return taken;
    }

    private void fetch() {
        fetching = true;
        log.fetch(position, BATCH).whenComplete(this::fetched);
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
        reader.wake();
    }
}
