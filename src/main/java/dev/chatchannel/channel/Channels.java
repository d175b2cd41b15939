package dev.chatchannel.channel;

import dev.chatchannel.message.ChannelDeleted;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The logs of the channels that are in use.
 *
 * <p><b>Opening meets committing.</b> A log enters the map before it asks the database where the channel stands. An event that
 * is committed after that is appended to it; one that was committed before is seen by that question. So none falls between.
 *
 * <p><b>Letting go.</b> Who was given a log may hold it for any time before reading on from it: if the map had forgotten it by then, the
 * reader would never be woken. So the map does not forget; it lets go. A log that nobody reads and nobody used for a while stays in
 * the map by a weak reference alone. Whoever still holds it keeps it alive, and as long as it lives, events are appended to it and the next
 * one to open the channel is given the same. When nobody holds it any more, nobody can read on from it; then the collector takes it,
 * and who opens the channel next makes a new one, as if it were the first. So there are never two logs of a channel in anybody's hands, and
 * none that does not hear. This is no matter of timing: nothing is counted, locked, or to be given back.
 *
 * <p>Threads: {@link #accept} by the journal's thread; {@link #open} by any. Wake-ups run on the delivery executor.
 */
public final class Channels {
    private final History history;
    private final ScheduledExecutorService readers;
    private final Rounds rounds;
    private final LogBounds bounds;
    private final ConcurrentMap<ChannelName, Place> places = new ConcurrentHashMap<>();

    /**
     * @param readers runs reads of the database, which block
     * @param delivery runs the wake-ups of readers, which do not
     * @param timer starts them after a rest
     * @param bounds of each log
     */
    public Channels(
            History history, ScheduledExecutorService readers, Executor delivery, ScheduledExecutorService timer, LogBounds bounds) {
        this.history = history;
        this.readers = readers;
        this.rounds = new Rounds(delivery, timer);
        this.bounds = bounds;
    }

    /**
     * Finds the log of a channel. Whoever holds it may read the channel, so only {@code command.Rights} asks.
     *
     * @return fails with {@link UnknownChannel} or {@link HistoryUnavailable}
     */
    public CompletionStage<ChannelLog> open(ChannelName name) {
        while (true) {
            Place known = places.get(name);
            ChannelLog log = known == null ? null : known.use();
            if (log != null) return log.opened();
            ChannelLog mine = new ChannelLog(name, history, readers, bounds);
            if (take(name, known, new Place(mine))) return load(mine);
        } // somebody was faster; theirs is there now
    }

    /** @return whether the channel's log is in memory, so that opening it does not read the database */
    public boolean knows(ChannelName name) {
        Place known = places.get(name);
        return known != null && known.isHeld();
    }

    /**
     * Answers for a channel that is not to be known of as for one that there is not, and after as much work.
     *
     * @return fails with {@link UnknownChannel} or {@link HistoryUnavailable}
     */
    public CompletionStage<ChannelLog> deny(ChannelName name) {
        return CompletableFuture.supplyAsync(() -> {
            history.state(name);
            throw new UnknownChannel(name);
        }, readers);
    }

    /** Takes committed events, in commit order, and arranges that the readers hear of them. */
    public void accept(List<Event> committed) {
        boolean heard = false;
        List<ChannelLog> touched = new ArrayList<>();
        for (Event event : committed) {
            Place place = places.get(event.channel());
            ChannelLog log = place == null ? null : place.use();
            if (log == null) continue; // nobody can be waiting for it
            log.append(event);
            if (event instanceof ChannelDeleted) places.remove(event.channel(), place); // another one of this name has a log of its own
            heard = true;
            if (log.claimDelivery()) touched.add(log);
        }
        if (heard) rounds.add(touched);
    }

    /** Lets go of idle channels now and then, until the timer is shut down. */
    public void letGo(ScheduledExecutorService timer) {
        long millis = bounds.idle().toMillis();
        timer.scheduleWithFixedDelay(this::letGo, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Lets go of the logs that nobody reads and that were not used since the last time. */
    void letGo() {
        places.values().removeIf(place -> !place.stays());
    }

    /** @return how many channels the map knows */
    int size() {
        return places.size();
    }

    /** Puts a place where the former one, if any, has lost its log. */
    private boolean take(ChannelName name, Place former, Place mine) {
        return former == null ? places.putIfAbsent(name, mine) == null : places.replace(name, former, mine);
    }

    private CompletionStage<ChannelLog> load(ChannelLog log) {
        readers.execute(() -> start(log));
        return log.opened();
    }

    private void start(ChannelLog log) {
        ChannelName name = log.name();
        try {
            log.startAt(history.state(name).orElseThrow(() -> new UnknownChannel(name)));
        } catch (RuntimeException failure) {
            places.computeIfPresent(name, (same, place) -> place.holds(log) ? null : place); // the next one to ask tries again
            log.cannotStart(failure);
        }
    }

    /** Where a channel's log stands in the map. */
    private static final class Place {
        private final WeakReference<ChannelLog> log; // gives the log as long as anybody holds it
        private volatile ChannelLog kept; // null when it is let go of
        private volatile boolean used = true; // since the last letting go

        private Place(ChannelLog log) {
            this.log = new WeakReference<>(log);
            this.kept = log;
        }

        /** @return the log, which is kept from here on; or null when nobody holds it and nobody will */
        ChannelLog use() {
            ChannelLog held = log.get();
            if (!used) used = true; // looked at first: written once in a while, read with each event
            if (kept == null) kept = held;
            return held;
        }

        /** Keeps the log that has readers or was used, and lets go of another; a race with {@link #use} costs memory or time, no event. */
        boolean stays() {
            ChannelLog held = log.get();
            if (held == null) return false;
            kept = used || held.readerCount() > 0 ? held : null;
            used = false;
            return true;
        }

        boolean isHeld() {
            return log.get() != null;
        }

        boolean holds(ChannelLog asked) {
            return log.get() == asked;
        }
    }
}
