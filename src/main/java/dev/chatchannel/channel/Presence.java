package dev.chatchannel.channel;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Person;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is here: by person, not by tab, and patient with those who reconnect.
 *
 * <p>A person comes with the first connection, comes again with the first under a new name, and has gone when the last one has been
 * away for the set time. It lives in memory
 * beside the logs: signals may be lost, the list tells anew.
 *
 * <p><b>Other nodes.</b> Each tells the others whom it has in a channel, all of them, soon after that has changed, when it is asked, and now and then. Of a
 * node that gives no sign of life for {@link #SILENCE} nobody is here any more. A person who is here by two nodes came once, and has gone when both say so.
 *
 * <p>Threads: any. Each channel's people are guarded by their {@code Room}; listeners are called outside of it, one signal at
 * a time, in order, on the delivery executor. With the last person a room is over: it leaves the map and takes nobody in any more, both
 * under its own guard, so that who comes at this moment is not in a room that nobody finds, but in the next one.
 */
public final class Presence {
    /** Hears who comes, who has gone, and who is typing. Must not block. */
    public interface Listener {
        void came(ChannelName channel, Person who);

        void went(ChannelName channel, Person who);

        void typing(ChannelName channel, Author who);
    }

    /** The other nodes. Must not block. */
    public interface Others {
        /** Tells whom we have in a channel. */
        void here(ChannelName channel, List<Person> people);

        /** Asks whom they have there. */
        void who(ChannelName channel);

        void typing(ChannelName channel, Author who);

        /** Tells that we live. */
        void alive();
    }

    /** For how long a node may say nothing. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int CROWD = 300;
    private static final int MOST_TOLD = 500;
    private static final int BEAT_SECONDS = 5;
    private static final int REPEAT_BEATS = 12;
    private static final long SOON_MILLIS = 100;

    private final ScheduledExecutorService timer;
    private final Executor delivery;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<ChannelName, Room> rooms = new ConcurrentHashMap<>();
    private final Map<String, Long> nodes = new ConcurrentHashMap<>(); // when each gave its last sign of life, in nanoseconds
    private final Set<ChannelName> toTell = ConcurrentHashMap.newKeySet(); // of which the others will hear soon
    private volatile Optional<Others> others = Optional.empty(); // set once
    private int beats; // the timer's

    /** @param patience how long a person without a connection is still here */
    public Presence(ScheduledExecutorService timer, Executor delivery, Duration patience) {
        this(timer, delivery, patience, System::nanoTime);
    }

    Presence(ScheduledExecutorService timer, Executor delivery, Duration patience, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.timer = timer;
        this.delivery = delivery;
        this.patience = patience;
    }

    /** Notes a connection; the listener hears of others until the connection leaves. */
    public void arrive(ChannelName channel, Person who, Listener listener) {
        while (!room(channel).arrive(who, listener)) Thread.onSpinWait(); // over, and out of the map: the next one is another
    }

    /** Notes that a connection has ended; harmless when it was not here. */
    public void leave(ChannelName channel, Person who) {
        Room room = rooms.get(channel);
        if (room != null) room.leave(who);
    }

    /** Tells everybody here but that person's own connections, once; who comes later hears nothing of it. The other nodes too. */
    public void tellTyping(ChannelName channel, Author who) {
        hearTyping(channel, who);
        others.ifPresent(nodes -> nodes.typing(channel, who));
    }

    /** Tells the other nodes from here on, until the timer is shut down. */
    public void tell(Others others) {
        this.others = Optional.of(others);
        timer.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    /** Somebody is typing by another node. */
    public void hearTyping(ChannelName channel, Author who) {
        Room room = rooms.get(channel);
        if (room != null) room.tellTyping(who);
    }

    /** Another node has said whom it has in a channel. */
    public void hearHere(String node, ChannelName channel, List<Person> people) {
        hearAlive(node);
        if (people.isEmpty() && !rooms.containsKey(channel)) return;
        while (!room(channel).hear(node, people)) Thread.onSpinWait();
    }

    /** Another node asks whom we have in a channel. */
    public void hearWho(ChannelName channel) {
        Room room = rooms.get(channel);
        if (room != null && room.hasOwn()) tellSoon(channel, SOON_MILLIS);
    }

    public void hearAlive(String node) {
        nodes.put(node, nanoTime.getAsLong());
    }

    /** Another node has stopped: whoever was there has so long to come back elsewhere as after a connection. */
    public void hearGoodbye(String node) {
        nodes.computeIfPresent(node, (same, last) -> nanoTime.getAsLong() - SILENCE.toNanos() + patience.toNanos());
    }

    /** From here on the other nodes are heard in this channel: they say whom they have, and hear whom we have. */
    public void begin(ChannelName channel) {
        others.ifPresent(nodes -> nodes.who(channel));
        hearWho(channel);
    }

    /** @return every connection, and those who are about to have gone; the oldest first */
    public List<Person> list(ChannelName channel) {
        Room room = rooms.get(channel);
        return room == null ? List.of() : room.list();
    }

    /** @return how many channels have people */
    int size() {
        return rooms.size();
    }

    /** Tells that we live, and what others may have missed; forgets those who say nothing. */
    void beat() {
        others.ifPresent(Others::alive);
        int turn = beats++ % REPEAT_BEATS;
        rooms.forEach((channel, room) -> {
            if (Math.floorMod(channel.hashCode(), REPEAT_BEATS) == turn) hearWho(channel);
        });
        long now = nanoTime.getAsLong();
        nodes.forEach((node, last) -> {
            if (now - last > SILENCE.toNanos() && nodes.remove(node, last)) forget(node);
        });
    }

    private void forget(String node) {
        rooms.values().forEach(room -> room.hear(node, List.of()));
    }

    /** Many changes in a short time are told together; a crowd is told of less often. */
    private void tellSoon(ChannelName channel, long millis) {
        if (others.isEmpty() || !toTell.add(channel)) return;
        try {
            timer.schedule(() -> tellNow(channel), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            // The others notice that we say nothing.
        }
    }

    private void tellNow(ChannelName channel) {
        toTell.remove(channel); // before they are looked at: who comes from here on is told of anew
        Room room = rooms.get(channel);
        List<Person> own = room == null ? List.of() : room.own();
        others.ifPresent(nodes -> nodes.here(channel, own));
    }

    private Room room(ChannelName channel) {
        return rooms.computeIfAbsent(channel, Room::new);
    }

    private final class Room {
        private final ChannelName channel;
        private final Map<AccountId, Tabs> people = new LinkedHashMap<>();
        private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
        private final Elsewhere elsewhere = new Elsewhere();
        private boolean over; // guarded by this

        private Room(ChannelName channel) {
            this.channel = channel;
        }

        /** @return false when the room is over */
        private synchronized boolean arrive(Person who, Listener listener) {
            if (over) return false;
            listeners.put(who.connection(), listener);
            Tabs known = people.get(who.author().id());
            boolean isNews = (known == null || !known.newest.author().equals(who.author())) && !elsewhere.has(who.author());
            Tabs tabs = known == null ? new Tabs() : known;
            tabs.open(who);
            people.put(who.author().id(), tabs);
            if (isNews) tell(other -> other.came(channel, who));
            changed();
            return true;
        }

        private synchronized void leave(Person who) {
            listeners.remove(who.connection());
            Tabs tabs = people.get(who.author().id());
            if (tabs == null || !tabs.close(who)) return;
            if (!tabs.open.isEmpty()) {
                changed();
                return;
            }
            tabs.alarm = Optional.of(timer.schedule(() -> gone(tabs), patience.toMillis(), TimeUnit.MILLISECONDS));
        }

        private synchronized void gone(Tabs tabs) {
            if (!tabs.open.isEmpty()) return; // came back
            Person last = tabs.newest;
            if (people.remove(last.author().id(), tabs) && !elsewhere.has(last.author())) tell(other -> other.went(channel, last));
            changed();
            endIfEmpty();
        }

        /** @return false when the room is over */
        private synchronized boolean hear(String node, List<Person> said) {
            if (over) return false;
            if (said.isEmpty() && !elsewhere.knows(node)) {
                endIfEmpty();
                return true;
            }
            Map<AccountId, Person> before = shown();
            elsewhere.put(node, said);
            Map<AccountId, Person> after = shown();
            after.forEach((account, person) -> {
                Person known = before.remove(account);
                if (known == null || !known.author().equals(person.author())) tell(other -> other.came(channel, person));
            });
            before.values().forEach(person -> tell(other -> other.went(channel, person)));
            endIfEmpty();
            return true;
        }

        /** Everybody once, with one of their connections. */
        private Map<AccountId, Person> shown() {
            Map<AccountId, Person> shown = new LinkedHashMap<>();
            elsewhere.people().forEach(person -> shown.put(person.author().id(), person));
            people.forEach((account, tabs) -> shown.put(account, tabs.newest));
            return shown;
        }

        /** The listeners are gone with the last person: each came with one. */
        private void endIfEmpty() {
            over = people.isEmpty() && elsewhere.isEmpty();
            if (over) rooms.remove(channel, this);
        }

        private void changed() {
            tellSoon(channel, SOON_MILLIS + 10L * Math.min(people.size(), MOST_TOLD));
        }

        private synchronized boolean hasOwn() {
            return !people.isEmpty();
        }

        /** @return our own people, as far as others are told */
        private synchronized List<Person> own() {
            return people.values().stream().flatMap(Tabs::shown).limit(MOST_TOLD).toList();
        }

        private synchronized List<Person> list() {
            return Stream.concat(people.values().stream().flatMap(Tabs::shown), elsewhere.people()).toList();
        }

        private synchronized void tellTyping(Author who) {
            Tabs own = people.get(who.id());
            Set<String> not = own == null ? Set.of() : own.connections();
            tellBut(not, other -> other.typing(channel, who));
        }

        private void tell(Consumer<Listener> signal) {
            tellBut(Set.of(), signal);
        }

        /** In a crowd nobody is told: each who comes would cost as many signals as there are people. */
        private void tellBut(Set<String> not, Consumer<Listener> signal) {
            if (listeners.size() > CROWD) return;
            delivery.execute(() -> listeners.forEach((connection, listener) -> {
                if (!not.contains(connection)) signal.accept(listener);
            }));
        }
    }

    /** The connections of one person; none while the person is about to have gone. Guarded by the room. */
    private static final class Tabs {
        private List<Person> open = List.of(); // mostly one, of very many
        private Person newest; // has the name that others know
        private Optional<Future<?>> alarm = Optional.empty();

        private void open(Person who) {
            open = Stream.concat(but(who), Stream.of(who)).toList();
            newest = who;
            alarm.ifPresent(set -> set.cancel(false));
            alarm = Optional.empty();
        }

        /** @return whether it was open */
        private boolean close(Person who) {
            List<Person> left = but(who).toList();
            boolean wasOpen = left.size() < open.size();
            open = left;
            return wasOpen;
        }

        private Stream<Person> but(Person who) {
            return open.stream().filter(other -> !other.connection().equals(who.connection()));
        }

        private Set<String> connections() {
            return open.stream().map(Person::connection).collect(Collectors.toUnmodifiableSet());
        }

        private Stream<Person> shown() {
            return open.isEmpty() ? Stream.of(newest) : open.stream();
        }
    }
}
