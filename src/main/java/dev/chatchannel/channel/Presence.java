package dev.chatchannel.channel;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Who is here: by person, not by tab, and patient with those who reconnect.
 *
 * <p>A person comes with the first connection, comes again with the first under a new name, and has gone when the last one has been
 * away for the set time. It lives in memory
 * beside the logs: signals may be lost, the list tells anew.
 *
 * <p>Threads: any. Each channel's people are guarded by their {@code Room}; listeners are called outside of it, one signal at
 * a time, in order, on the delivery executor.
 */
public final class Presence {
    /** Hears who comes and who has gone. Must not block. */
    public interface Listener {
        void came(ChannelName channel, Person who);

        void went(ChannelName channel, Person who);
    }

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
        room(channel).arrive(who, listener);
    }

    /** Notes that a connection has ended; harmless when it was not here. */
    public void leave(ChannelName channel, Person who) {
        room(channel).leave(who);
    }

    /** @return every connection, and those who are about to have gone; the oldest first */
    public List<Person> list(ChannelName channel) {
        Room room = rooms.get(channel);
        return room == null ? List.of() : room.list();
    }

    private Room room(ChannelName channel) {
        return rooms.computeIfAbsent(channel, Room::new);
    }

    private final class Room {
        private final ChannelName channel;
        private final Map<String, Person> connections = new LinkedHashMap<>();
        private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
        private final Map<AccountId, Leaving> leaving = new LinkedHashMap<>();

        private Room(ChannelName channel) {
            this.channel = channel;
        }

        private synchronized void arrive(Person who, Listener listener) {
            boolean isNews = lastSeen(who.author().id()).filter(known -> known.author().equals(who.author())).isEmpty();
            connections.put(who.connection(), who);
            listeners.put(who.connection(), listener);
            Leaving back = leaving.remove(who.author().id());
            if (back != null) back.alarm.cancel(false);
            if (isNews) tell(other -> other.came(channel, who));
        }

        private synchronized void leave(Person who) {
            listeners.remove(who.connection());
            if (connections.remove(who.connection()) == null || isHere(who.author().id())) return;
            Future<?> alarm = timer.schedule(() -> gone(who), patience.toMillis(), TimeUnit.MILLISECONDS);
            leaving.put(who.author().id(), new Leaving(who, alarm));
        }

        private synchronized void gone(Person who) {
            Leaving left = leaving.get(who.author().id());
            if (left == null || left.who != who) return; // came back, or left again later
            leaving.remove(who.author().id());
            tell(other -> other.went(channel, who));
        }

        private synchronized List<Person> list() {
            List<Person> all = new ArrayList<>(connections.values());
            leaving.values().forEach(left -> all.add(left.who));
            return all;
        }

        /** The newest connection of a person who is here, or about to have gone: it has the name that others know. */
        private Optional<Person> lastSeen(AccountId person) {
            return list().stream().filter(here -> here.author().id().equals(person)).reduce((older, newer) -> newer);
        }

        private boolean isHere(AccountId person) {
            return connections.values().stream().anyMatch(here -> here.author().id().equals(person));
        }

        private void tell(Consumer<Listener> signal) {
            delivery.execute(() -> listeners.values().forEach(signal));
        }
    }

    private record Leaving(Person who, Future<?> alarm) {}
}
