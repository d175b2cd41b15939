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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The newest events of one channel in memory, and everybody who reads on from somewhere.
 *
 * <p><b>Order.</b> A reader that wants offset n asks the {@link Ring}: there it finds n or nothing, and then n is in the database,
 * because every event was committed before it came here. So nobody can miss an event or see one twice, whatever the timing: a
 * cursor only ever asks for its position plus one. A deleted message leaves the ring at once, and the edits of it, so that nobody
 * gets their words from here again.
 *
 * <p><b>Arrival.</b> Events come from this node's journal, from other nodes and from the database: doubled, late, with holes. The log takes
 * the one that follows its head, and no other: what it has is nothing new, and what lies beyond waits in {@link Arrivals}. What is missing
 * and does not come by itself is read by a reader's thread, a page at a time; when that fails, again.
 *
 * <p><b>Threads.</b> The head is moved under this lock, which is never held across a read of the database or a call of a reader. Everything
 * else: any thread, no locks. {@link #head} is set after the slot, so a reader that sees the head finds the slot.
 */
public final class ChannelLog {
    private static final int RUN_EVENTS = 128;
    private static final int RUN_WEIGHT = 192 << 10;
    private static final int EARLY = 256;
    private static final long NOT_STARTED = -1;

    /** Hears what a log does by itself. Any thread; must not block. */
    interface Keeper {
        /** It has come further, and its readers wait to be woken. */
        void movedOn(ChannelLog log);

        /** It has ended: who opens the channel next needs another. */
        void over(ChannelLog log);
    }

    private final ChannelName name;
    private final History history;
    private final ScheduledExecutorService readers;
    private final Keeper keeper;
    private final Ring ring; // written under this
    private final Arrivals arrivals = new Arrivals(EARLY); // guarded by this
    private final Set<Cursor> cursors = new ConcurrentSkipListSet<>(); // as they came: what belongs together lies together in memory, the sockets too
    private final AtomicBoolean awaitsDelivery = new AtomicBoolean();
    private final CatchUp catchUp;
    private final Opening opening = new Opening();
    private final Access access = new Access();
    private volatile String epoch; // set once, before the log is given to anybody
    private volatile long head = NOT_STARTED; // written under this
    private volatile CutOff over; // null while it goes on

    private volatile Run latest = Run.NONE; // the run that was made last; any thread may replace it
    private volatile int erasures; // written under this

    ChannelLog(ChannelName name, History history, ScheduledExecutorService readers, LogBounds bounds, Keeper keeper) {
        this.name = name;
        this.history = history;
        this.readers = readers;
        this.keeper = keeper;
        this.ring = new Ring(bounds);
        this.catchUp = new CatchUp(this, history);
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
        return new Position(epoch, head);
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
        if (!cursor.mayRead(access)) cursor.cutOff(whyCutOff()); // after the adding: a removal meanwhile finds the cursor, or is seen here
        return cursor;
    }

    /**
     * Comes as far as somebody has read, who may have heard from another node what is not known here yet.
     *
     * @return this log, as far as the channel has come; fails with {@link HistoryUnavailable}
     */
    public CompletionStage<ChannelLog> asFarAs(Position read) {
        if (read.epoch().equals(epoch) && read.offset() <= head) return CompletableFuture.completedStage(this);
        return CompletableFuture.supplyAsync(() -> {
            long before = head;
            compare(history.head(name), before);
            catchUp.now();
            return this;
        }, readers);
    }

    /** Reads up to {@code most} events after an offset, oldest first, on a reader's thread. @return fails with {@link UnknownChannel} for who may not */
    public CompletionStage<List<Event>> after(AccountId account, AccountKind kind, long offset, int most) {
        return question(account, kind, () -> upToHead(history.after(name, offset, most)));
    }

    /** Reads up to {@code most} events before an offset, newest first, on a reader's thread. @return fails with {@link UnknownChannel} for who may not */
    public CompletionStage<List<Event>> before(AccountId account, AccountKind kind, long offset, int most) {
        return question(account, kind, () -> history.before(name, bound(offset), most));
    }

    /** Reads up to {@code most} replies to a message after an offset, oldest first, as {@link #after} does. */
    public CompletionStage<List<Event>> repliesAfter(AccountId account, AccountKind kind, long root, long offset, int most) {
        return question(account, kind, () -> upToHead(history.repliesAfter(name, root, offset, most)));
    }

    /** Reads up to {@code most} replies to a message before an offset, newest first, as {@link #before} does. */
    public CompletionStage<List<Event>> repliesBefore(AccountId account, AccountKind kind, long root, long offset, int most) {
        return question(account, kind, () -> history.repliesBefore(name, root, bound(offset), most));
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

    /** Learns where the channel stands in the database; events may arrive meanwhile. */
    void startAt(ChannelState stored) {
        synchronized (this) {
            epoch = stored.head().epoch();
            access.start(stored);
            head = stored.head().offset();
            appendAll(arrivals.take(head + 1), new ArrayList<>(0)); // nobody reads yet
        }
        catchUp.soon();
        opening.succeed(this);
    }

    void cannotStart(RuntimeException failure) {
        opening.fail(failure);
    }

    boolean isStarted() {
        return head != NOT_STARTED;
    }

    /** Takes an event that was committed, here or on another node. */
    void arrive(Event event) {
        if (event instanceof ChannelDeleted) {
            end(CutOff.DELETED); // it stands in no log
            return;
        }
        List<Cursor> cut = new ArrayList<>(0);
        boolean isBehind;
        synchronized (this) {
            if (event.offset() == head + 1) appendAll(event, cut);
            else if (event.offset() > head) arrivals.keep(event);
            isBehind = arrivals.reachBeyond(head);
        }
        cut.forEach(cursor -> cursor.cutOff(whyCutOff()));
        if (isBehind) catchUp.soon();
    }

    /**
     * Hears from another node how far the channel has come, with some of the events that led there.
     *
     * @return false when it is not the channel that the log knows, or nobody there knew; then the store must be asked
     */
    boolean hear(Position reached, List<Event> events) {
        if (!reached.epoch().equals(epoch)) return false;
        events.forEach(this::arrive);
        announce(reached.offset());
        catchUp.soon();
        keeper.movedOn(this);
        return true;
    }

    /** Takes a page of events that was read from the store for a head. @param announced how far the channel was known to have come before */
    void takePage(List<Event> page, long from, long announced) {
        page.forEach(this::arrive);
        if (head == from) forgetAnnounced(announced); // it is not there
        else keeper.movedOn(this);
    }

    /**
     * Learns how far the channel had come in the store, asked after the log had come as far as {@code before}.
     *
     * @param stored empty when there is no such channel
     */
    void compare(Optional<Position> stored, long before) {
        if (stored.isEmpty()) end(CutOff.DELETED);
        else if (!stored.get().epoch().equals(epoch) || stored.get().offset() < before) end(CutOff.REPLACED);
        else announce(stored.get().offset());
    }

    /** Has what was announced read soon, if it does not come by itself. */
    void catchUp() {
        catchUp.soon();
    }

    /** @return whether it has started, goes on, and lacks something that was announced */
    synchronized boolean isBehind() {
        return over == null && isStarted() && arrivals.reachBeyond(head);
    }

    synchronized long announced() {
        return arrivals.reached();
    }

    /** @return the run of events in memory that begins right after the offset; empty when it does not begin in memory */
    Run inMemoryAfter(long offset) {
        Run known = latest;
        if (known.serves(offset, head, erasures)) return known;
        Run run = collect(offset);
        if (!run.isEmpty()) latest = run;
        return run;
    }

    boolean isAfter(long offset) {
        return head > offset;
    }

    /** @return true for the first to ask since the last delivery, who is then to arrange one */
    boolean claimDelivery() {
        return awaitsDelivery.compareAndSet(false, true);
    }

    void deliver() {
        awaitsDelivery.set(false); // before the wakes: an append from here on arranges its own delivery
        for (Cursor cursor : cursors) cursor.wake();
    }

    /** Runs something on a reader's thread after a pause; not when the server stops meanwhile. */
    void later(Runnable task, long millis) {
        try {
            readers.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            // Nobody is going to read on here.
        }
    }

    void leave(Cursor cursor) {
        cursors.remove(cursor);
    }

    int readerCount() {
        return cursors.size();
    }

    /** Takes the next event, and those after it that came too early. @param cut gets the cursors that were closed by it. The caller holds the lock */
    private void appendAll(Event first, List<Cursor> cut) {
        for (Event next = first; next != null && over == null; next = arrivals.isEmpty() ? null : arrivals.take(head + 1)) append(next, cut);
    }

    /** Who may not read what follows is cut off before the head is raised: see {@link Cursor}. */
    private void append(Event event, List<Cursor> cut) {
        if (event instanceof AccessChanged change && access.apply(change)) closeThoseWhoMayNotRead(cut);
        ring.add(new Entry(event));
        head = event.offset();
        if (event instanceof MessageDeleted deletion) forgetWords(deletion.target());
    }

    private void closeThoseWhoMayNotRead(List<Cursor> cut) {
        for (Cursor cursor : cursors) {
            if (cursor.mayRead(access)) continue;
            cursor.close();
            cut.add(cursor);
        }
    }

    private void end(CutOff why) {
        synchronized (this) {
            if (over != null) return;
            over = why;
            access.end();
        }
        cursors.forEach(cursor -> cursor.cutOff(why));
        keeper.over(this);
    }

    private CutOff whyCutOff() {
        CutOff end = over;
        return end == null ? CutOff.MAY_NOT_READ : end;
    }

    private synchronized void announce(long offset) {
        arrivals.announce(offset);
    }

    private synchronized void forgetAnnounced(long offset) {
        arrivals.forget(offset);
    }

    /** @return the offset before which somebody may read: what is committed and not here yet may come after a removal */
    private long bound(long offset) {
        return Math.min(offset, head + 1);
    }

    private List<Event> upToHead(List<Event> events) {
        long last = head;
        boolean within = events.isEmpty() || events.get(events.size() - 1).offset() <= last;
        return within ? events : events.stream().filter(event -> event.offset() <= last).toList();
    }

    private <T> CompletionStage<T> question(AccountId account, AccountKind kind, Supplier<T> answer) {
        return CompletableFuture.supplyAsync(() -> {
            catchUp.now(); // who was told that something is stored finds it
            return answer.get();
        }, readers).thenApply(found -> stillFor(account, kind, found));
    }

    /** Asked after the events were cut at the head: who was removed before one of them is seen as removed by now. */
    private <T> T stillFor(AccountId account, AccountKind kind, T found) {
        if (!access.mayRead(account, kind)) throw new UnknownChannel(name);
        return found;
    }

    private Run collect(long offset) {
        int erased = erasures; // before the slots are read: words that are erased meanwhile make this run old
        long last = Math.min(head, offset + RUN_EVENTS);
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
}
