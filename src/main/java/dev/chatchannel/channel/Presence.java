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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Who is here: by person, not by tab, and patient with those who reconnect.
 *
 * <p>A person comes with the first connection, comes again with the first under a new name, and has gone when the last one has been
 * away for the set time. It lives in memory
 * beside the logs: signals may be lost, the list tells anew.
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

    private static final int CROWD = 300;

    private final ScheduledExecutorService timer;
    private final Executor delivery;
    private final Duration patience;
    private final ConcurrentMap<ChannelName, Room> rooms = new ConcurrentHashMap<>();

    /** @param patience how long a person without a connection is still here */
    public Presence(ScheduledExecutorService timer, Executor delivery, Duration patience) {
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

    /** Tells everybody here but that person's own connections, once; who comes later hears nothing of it. */
    public void tellTyping(ChannelName channel, Author who) {
        Room room = rooms.get(channel);
        if (room != null) room.tellTyping(who);
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

    private Room room(ChannelName channel) {
        return rooms.computeIfAbsent(channel, Room::new);
    }

    private final class Room {
        private final ChannelName channel;
        private final Map<AccountId, Tabs> people = new LinkedHashMap<>();
        private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
        private boolean over; // guarded by this

        private Room(ChannelName channel) {
            this.channel = channel;
        }

        /** @return false when the room is over */
        private synchronized boolean arrive(Person who, Listener listener) {
            if (over) return false;
            listeners.put(who.connection(), listener);
            Tabs known = people.get(who.author().id());
            boolean isNews = known == null || !known.newest.author().equals(who.author());
            Tabs tabs = known == null ? new Tabs() : known;
            tabs.open(who);
            people.put(who.author().id(), tabs);
            if (isNews) tell(other -> other.came(channel, who));
            return true;
        }

        private synchronized void leave(Person who) {
            listeners.remove(who.connection());
            Tabs tabs = people.get(who.author().id());
            if (tabs == null || tabs.open.remove(who.connection()) == null || !tabs.open.isEmpty()) return;
            tabs.alarm = Optional.of(timer.schedule(() -> gone(tabs), patience.toMillis(), TimeUnit.MILLISECONDS));
        }

        private synchronized void gone(Tabs tabs) {
            if (!tabs.open.isEmpty()) return; // came back
            Person last = tabs.newest;
            if (people.remove(last.author().id(), tabs)) tell(other -> other.went(channel, last));
            over = people.isEmpty(); // and so are the listeners: each came with a person
            if (over) rooms.remove(channel, this);
        }

        private synchronized List<Person> list() {
            return people.values().stream().flatMap(Tabs::shown).toList();
        }

        private synchronized void tellTyping(Author who) {
            Tabs own = people.get(who.id());
            Set<String> not = own == null ? Set.of() : Set.copyOf(own.open.keySet());
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
        private final Map<String, Person> open = new LinkedHashMap<>(2); // mostly one
        private Person newest; // has the name that others know
        private Optional<Future<?>> alarm = Optional.empty();

        private void open(Person who) {
            open.put(who.connection(), who);
            newest = who;
            alarm.ifPresent(set -> set.cancel(false));
            alarm = Optional.empty();
        }

        private Stream<Person> shown() {
            return open.isEmpty() ? Stream.of(newest) : open.values().stream();
        }
    }
}
