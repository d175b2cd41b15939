package dev.chatchannel.channel;

import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Position;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The logs of the channels that are in use.
 *
 * <p><b>Opening meets committing.</b> A log enters the map before it asks the database where the channel stands. An event that
 * is committed after that arrives at it; one that was committed before is seen by that question. So none falls between.
 *
 * <p><b>Other nodes.</b> Where several write to one store, each {@link #look looks} at it now and then: how far the channels have come that
 * it has a log of, and whether they are the same channels still. That alone is enough; what tells sooner may be lost.
 *
 * <p><b>Letting go.</b> Who was given a log may hold it for any time before reading on from it: if the map had forgotten it by then, the
 * reader would never be woken. So the map does not forget; it lets go. A log that nobody reads and nobody used for a while stays in
 * the map by a weak reference alone. Whoever still holds it keeps it alive, and as long as it lives, events are appended to it and the next
 * one to open the channel is given the same. When nobody holds it any more, nobody can read on from it; then the collector takes it,
 * and who opens the channel next makes a new one, as if it were the first. So there are never two logs of a channel in anybody's hands, and
 * none that does not hear. This is no matter of timing: nothing is counted, locked, or to be given back.
 *
 * <p>Threads: any. Wake-ups run on the delivery executor.
 */
public final class Channels {
    /** Hears of which channels there are logs here. Any thread; must not block. */
    public interface Interest {
        void begins(ChannelName channel);

        /** May be told a little late; when the channel is opened again meanwhile, that is told again. */
        void ends(ChannelName channel);
    }

    private static final int HEADS_AT_ONCE = 256;
    private static final long LOOK_SOON_MILLIS = 10;
    private static final Interest NOBODY = new Interest() {
        @Override
        public void begins(ChannelName channel) {}

        @Override
        public void ends(ChannelName channel) {}
    };

    private final History history;
    private final ScheduledExecutorService readers;
    private final Rounds rounds;
    private final LogBounds bounds;
    private final ConcurrentMap<ChannelName, Place> places = new ConcurrentHashMap<>();
    private final Set<ChannelName> toLookAt = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looksSoon = new AtomicBoolean();
    private volatile Interest interest = NOBODY; // set once, before the first channel is opened
    private final ChannelLog.Keeper keeper = new ChannelLog.Keeper() {
        @Override
        public void movedOn(ChannelLog log) {
            rounds.add(log.claimDelivery() ? List.of(log) : List.of());
        }

        @Override
        public void over(ChannelLog log) {
            remove(log);
        }
    };

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

    /** Has somebody told from here on of which channels there are logs. */
    public void tell(Interest interest) {
        this.interest = interest;
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
            ChannelLog mine = new ChannelLog(name, history, readers, bounds, keeper);
            if (!take(name, known, new Place(mine))) continue; // somebody was faster; theirs is there now
            interest.begins(name); // before the store is asked: what is told meanwhile is not missed
            return load(mine);
        }
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
            log.arrive(event);
            heard = true;
            if (log.claimDelivery()) touched.add(log);
        }
        if (heard) rounds.add(touched);
    }

    /** @return where the log of the channel stands, if there is one */
    public Optional<Position> head(ChannelName channel) {
        return peek(channel).map(ChannelLog::head);
    }

    /** Hears from another node how far a channel has come. @param events some of those that led there; they count only as far as they fit */
    public void hear(ChannelName channel, Position reached, List<Event> events) {
        Optional<ChannelLog> log = peek(channel);
        if (log.isEmpty()) lookSoon(channel); // it may be opening
        else if (!log.get().hear(reached, events)) lookSoon(channel);
    }

    /** Looks soon how far a channel has come; nothing when there is no log of it. Many that are asked for at once are looked at together. */
    public void lookSoon(ChannelName channel) {
        if (!places.containsKey(channel)) return;
        toLookAt.add(channel);
        if (looksSoon.compareAndSet(false, true)) readers.schedule(this::lookAtThose, LOOK_SOON_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Asks the store how far the channels have come that there are logs of, and has those catch up that are behind. Blocks. @throws HistoryUnavailable */
    void look() {
        look(places.keySet());
    }

    /** Lets go of idle channels now and then, until the timer is shut down. */
    public void letGo(ScheduledExecutorService timer) {
        long millis = bounds.idle().toMillis();
        timer.scheduleWithFixedDelay(this::letGo, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Lets go of the logs that nobody reads and that were not used since the last time. */
    void letGo() {
        places.forEach((name, place) -> {
            if (!place.stays() && places.remove(name, place)) forgotten(name);
        });
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
            remove(log); // the next one to ask tries again
            log.cannotStart(failure);
        }
    }

    private void remove(ChannelLog log) {
        Place place = places.get(log.name());
        if (place != null && place.holds(log) && places.remove(log.name(), place)) forgotten(log.name());
    }

    private void forgotten(ChannelName name) {
        interest.ends(name);
        if (places.containsKey(name)) interest.begins(name); // it was opened again in between
    }

    private Optional<ChannelLog> peek(ChannelName channel) {
        return Optional.ofNullable(places.get(channel)).flatMap(Place::peek).filter(ChannelLog::isStarted);
    }

    private void lookAtThose() {
        looksSoon.set(false); // before they are taken: who is added from here on arranges another look
        List<ChannelName> those = List.copyOf(toLookAt);
        toLookAt.removeAll(those);
        try {
            look(those);
        } catch (RuntimeException unreadable) {
            // The next look at all tells.
        }
    }

    private void look(Collection<ChannelName> names) {
        List<ChannelLog> asked = new ArrayList<>(HEADS_AT_ONCE);
        for (ChannelName name : names) {
            peek(name).ifPresent(asked::add);
            if (asked.size() == HEADS_AT_ONCE) lookAt(asked);
        }
        if (!asked.isEmpty()) lookAt(asked);
    }

    /** Looks at all; when that fails, the next look tells, and whoever asks for something meanwhile is told so. Blocks. */
    public void lookAgain() {
        try {
            look();
        } catch (RuntimeException unreadable) {
            // The next one comes.
        }
    }

    /** @param logs emptied */
    private void lookAt(List<ChannelLog> logs) {
        List<Long> before = logs.stream().map(log -> log.head().offset()).toList(); // before the question: what is committed meanwhile is no step back
        Map<ChannelName, Position> heads = history.heads(logs.stream().map(ChannelLog::name).toList());
        for (int i = 0; i < logs.size(); i++) {
            ChannelLog log = logs.get(i);
            log.compare(Optional.ofNullable(heads.get(log.name())), before.get(i));
            log.catchUp();
        }
        logs.clear();
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

        /** @return the log, if anybody holds it; that does not count as use */
        Optional<ChannelLog> peek() {
            return Optional.ofNullable(log.get());
        }

        boolean isHeld() {
            return log.get() != null;
        }

        boolean holds(ChannelLog asked) {
            return log.get() == asked;
        }
    }
}
