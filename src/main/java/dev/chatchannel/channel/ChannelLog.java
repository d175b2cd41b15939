package dev.chatchannel.channel;

import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The newest events of one channel in memory, and everybody who reads on from somewhere.
 *
 * <p><b>Order.</b> A reader that wants offset n asks the {@link Ring}: there it finds n or nothing, and then n is in the database,
 * because every event was committed before it came here. So nobody can miss an event or see one twice, whatever the timing: a
 * cursor only ever asks for its position plus one. A deleted message leaves the ring at once, and the edits of it, so that nobody
 * gets their words from here again.
 *
 * <p><b>Threads.</b> {@link #append} and eviction: the journal's thread alone. Everything else: any thread, no locks.
 * {@link #head} is set after the slot, so a reader that sees the head finds the slot.
 */
public final class ChannelLog {
    private static final int RUN_EVENTS = 128;
    private static final int RUN_WEIGHT = 192 << 10;

    private final ChannelName name;
    private final History history;
    private final ScheduledExecutorService readers;
    private final Ring ring;
    private final AtomicLong head = new AtomicLong();
    private final Set<Cursor> cursors = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean awaitsDelivery = new AtomicBoolean();
    private final Opening opening = new Opening();
    private volatile String epoch; // set once, before the log is given to anybody

    private volatile Run latest = Run.NONE; // the run that was made last; any thread may replace it
    private volatile int erasures; // journal's thread writes

    ChannelLog(ChannelName name, History history, ScheduledExecutorService readers, LogBounds bounds) {
        this.name = name;
        this.history = history;
        this.readers = readers;
        this.ring = new Ring(bounds);
    }

    public ChannelName name() {
        return name;
    }

    /** @return the place of the newest event */
    public Position head() {
        return new Position(epoch, head.get());
    }

    /**
     * Starts to read after an offset. The reader is woken for as long as it holds the cursor.
     *
     * @param offset of the last event that the reader has; at most the head's
     * @param wake called on any thread, without locks held, when there may be something to read; must not block
     */
    public Cursor readAfter(long offset, Runnable wake) {
        Cursor cursor = new Cursor(this, offset, wake);
        cursors.add(cursor);
        return cursor;
    }

    /** Reads up to {@code most} events after an offset, oldest first, on a reader's thread. */
    public CompletionStage<List<Event>> after(long offset, int most) {
        return CompletableFuture.supplyAsync(() -> history.after(name, offset, most), readers);
    }

    /** Reads up to {@code most} events before an offset, newest first, on a reader's thread. */
    public CompletionStage<List<Event>> before(long offset, int most) {
        return CompletableFuture.supplyAsync(() -> history.before(name, offset, most), readers);
    }

    /** @return this log, when it knows where the channel stands */
    CompletionStage<ChannelLog> opened() {
        return opening.stage();
    }

    /** Learns where the channel stands in the database; events may be appended meanwhile. */
    void startAt(Position stored) {
        epoch = stored.epoch();
        raiseHead(stored.offset());
        opening.succeed(this);
    }

    void cannotStart(RuntimeException failure) {
        opening.fail(failure);
    }

    void append(Event event) {
        ring.add(new Entry(event));
        raiseHead(event.offset());
        if (event instanceof MessageDeleted deletion) forgetWords(deletion.target());
    }

    /** @return the run of events in memory that begins right after the offset; empty when it does not begin in memory */
    Run inMemoryAfter(long offset) {
        Run known = latest;
        if (known.serves(offset, head.get(), erasures)) return known;
        Run run = collect(offset);
        if (!run.isEmpty()) latest = run;
        return run;
    }

    boolean isAfter(long offset) {
        return head.get() > offset;
    }

    /** @return true for the first to ask since the last delivery, who is then to arrange one */
    boolean claimDelivery() {
        return awaitsDelivery.compareAndSet(false, true);
    }

    void deliver() {
        awaitsDelivery.set(false); // before the wakes: an append from here on arranges its own delivery
        for (Cursor cursor : cursors) cursor.wake();
    }

    /** Runs something on a reader's thread after a pause. */
    void later(Runnable task, long millis) {
        readers.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    void leave(Cursor cursor) {
        cursors.remove(cursor);
    }

    int readerCount() {
        return cursors.size();
    }

    private Run collect(long offset) {
        int erased = erasures; // before the slots are read: words that are erased meanwhile make this run old
        long last = Math.min(head.get(), offset + RUN_EVENTS);
        List<Entry> entries = new ArrayList<>((int) Math.max(0, last - offset));
        int weight = 0;
        for (long next = offset + 1; next <= last && weight < RUN_WEIGHT; next++) {
            Entry entry = ring.at(next);
            if (entry == null) break;
            entries.add(entry);
            weight += entry.weight();
        }
        return new Run(entries, entries.size() == RUN_EVENTS || weight >= RUN_WEIGHT, erased);
    }

    /** Who reads on from before finds a hole here, and reads from the database, where the message has no words any more. */
    private void forgetWords(long message) {
        ring.forgetWords(message);
        erasures++; // after that: a run that counts it was made of slots without those words
    }

    private void raiseHead(long offset) {
        head.accumulateAndGet(offset, Math::max);
    }
}
