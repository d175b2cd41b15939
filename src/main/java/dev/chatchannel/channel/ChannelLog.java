package dev.chatchannel.channel;

import dev.chatchannel.message.AccessChanged;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ChannelDeleted;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.OwnReaction;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Reactors;
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
import java.util.function.Supplier;

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
    private final Access access = new Access();
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

    /** @return who may do what here, as far as the log has come, or a little further */
    public Access access() {
        return access;
    }

    /** @return the place of the newest event */
    public Position head() {
        return new Position(epoch, head.get());
    }

    /**
     * Starts to read after an offset. The reader is woken for as long as it holds the cursor; who may not read the channel is cut off
     * at once.
     *
     * @param offset of the last event that the reader has; at most the head's
     */
    public Cursor readAfter(AccountId account, AccountKind kind, long offset, Reader reader) {
        Cursor cursor = new Cursor(this, account, kind, offset, reader);
        cursors.add(cursor);
        cursor.askAnew(access); // after the adding: a removal meanwhile either finds the cursor or is seen here
        return cursor;
    }

    /** Reads up to {@code most} events after an offset, oldest first, on a reader's thread. @return fails with {@link UnknownChannel} for who may not */
    public CompletionStage<List<Event>> after(AccountId account, AccountKind kind, long offset, int most) {
        return fetch(offset, most).thenApply(events -> stillFor(account, kind, events));
    }

    /** Reads up to {@code most} events before an offset, newest first, on a reader's thread. @return fails with {@link UnknownChannel} for who may not */
    public CompletionStage<List<Event>> before(AccountId account, AccountKind kind, long offset, int most) {
        long bound = Math.min(offset, head.get() + 1); // what is committed and not here yet may come after a removal
        return CompletableFuture.supplyAsync(() -> history.before(name, bound, most), readers)
                .thenApply(events -> stillFor(account, kind, events));
    }

    /** Reads up to {@code most} replies to a message after an offset, oldest first, as {@link #after} does. */
    public CompletionStage<List<Event>> repliesAfter(AccountId account, AccountKind kind, long root, long offset, int most) {
        return question(account, kind, () -> upToHead(history.repliesAfter(name, root, offset, most)));
    }

    /** Reads up to {@code most} replies to a message before an offset, newest first, as {@link #before} does. */
    public CompletionStage<List<Event>> repliesBefore(AccountId account, AccountKind kind, long root, long offset, int most) {
        long bound = Math.min(offset, head.get() + 1);
        return question(account, kind, () -> history.repliesBefore(name, root, bound, most));
    }

    /** Reads who has which reaction on a message, up to {@code most} people of each, on a reader's thread. @return fails with {@link UnknownChannel} for who may not */
    public CompletionStage<List<Reactors>> reactors(AccountId account, AccountKind kind, long offset, int most) {
        return question(account, kind, () -> history.reactors(name, offset, most));
    }

    /** Reads which reactions the account itself has on these messages, on a reader's thread. @return fails with {@link UnknownChannel} for who may not */
    public CompletionStage<List<OwnReaction>> reactionsOf(AccountId account, AccountKind kind, List<Long> offsets) {
        return question(account, kind, () -> history.reactionsOf(name, account, offsets));
    }

    /** Reads up to {@code most} events after an offset from the database, but none beyond the head. */
    CompletionStage<List<Event>> fetch(long offset, int most) {
        return CompletableFuture.supplyAsync(() -> history.after(name, offset, most), readers).thenApply(this::upToHead);
    }

    /** @return this log, when it knows where the channel stands */
    CompletionStage<ChannelLog> opened() {
        return opening.stage();
    }

    /** Learns where the channel stands in the database; events may be appended meanwhile. */
    void startAt(ChannelState stored) {
        epoch = stored.head().epoch();
        access.start(stored);
        raiseHead(stored.head().offset());
        opening.succeed(this);
    }

    void cannotStart(RuntimeException failure) {
        opening.fail(failure);
    }

    /** Who may not read what follows is cut off before the head is raised: see {@link Cursor}. */
    void append(Event event) {
        if (event instanceof AccessChanged change && access.apply(change)) cutOff();
        if (event instanceof ChannelDeleted) return; // it stands in no log
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

    private void cutOff() {
        for (Cursor cursor : cursors) cursor.askAnew(access);
    }

    private List<Event> upToHead(List<Event> events) {
        long last = head.get();
        boolean within = events.isEmpty() || events.get(events.size() - 1).offset() <= last;
        return within ? events : events.stream().filter(event -> event.offset() <= last).toList();
    }

    private <T> CompletionStage<T> question(AccountId account, AccountKind kind, Supplier<T> answer) {
        return CompletableFuture.supplyAsync(answer, readers).thenApply(found -> stillFor(account, kind, found));
    }

    /** Asked after the events were cut at the head: who was removed before one of them is seen as removed by now. */
    private <T> T stillFor(AccountId account, AccountKind kind, T found) {
        if (!access.mayRead(account, kind)) throw new UnknownChannel(name);
        return found;
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
