package dev.chatchannel.channel;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MemberInvited;
import dev.chatchannel.message.MemberRemoved;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.OwnReaction;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Reactors;
import dev.chatchannel.message.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/** A history in a list, to race against: what a database would be too slow for. The real one has its own tests. */
final class MemoryHistory implements History {
    static final ChannelName LOBBY = new ChannelName("lobby");
    static final Author ANN = new Author(AccountId.at(1), "Ann", AccountKind.GUEST);

    /** How often somebody asked where a channel stands: once for each log that is made. */
    final AtomicInteger openings = new AtomicInteger();

    /** How many of the next reads fail. */
    final AtomicInteger failures = new AtomicInteger();

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final ChannelKind kind;
    private volatile Optional<String> epoch = Optional.of("epoch"); // empty when the channel is no more
    private final Map<AccountId, Standing> people = new HashMap<>(); // guarded by this

    /** Of a public channel that is open to guests. */
    MemoryHistory() {
        this(ChannelKind.PUBLIC);
    }

    MemoryHistory(ChannelKind kind) {
        this.kind = kind;
    }

    /** Stores the next event and returns it, as a commit does. */
    Event commit() {
        return commit(offset -> new MessagePosted(LOBBY, offset, ANN, offset, "text " + offset, Optional.empty(), Optional.empty()));
    }

    /** Stores what is made for the next offset, and returns it. */
    synchronized Event commit(LongFunction<Event> next) {
        Event event = next.apply(events.size() + 1);
        events.add(event);
        if (event instanceof MemberInvited invited) people.put(invited.member().id(), Standing.of(Role.MEMBER));
        if (event instanceof MemberRemoved removed) people.remove(removed.member().id());
        return event;
    }

    /** Ends the channel. */
    synchronized void delete() {
        events.clear();
        people.clear();
        epoch = Optional.empty();
    }

    /** Makes a channel of this name anew. */
    synchronized void make(String epoch) {
        this.epoch = Optional.of(epoch);
    }

    /** Is an older copy of itself, as a restored database. */
    synchronized void forgetAfter(long offset) {
        events.subList((int) offset, events.size()).clear();
    }

    @Override
    public synchronized Optional<ChannelState> state(ChannelName channel) {
        openings.incrementAndGet();
        return head(channel).map(head -> new ChannelState(head, kind, true, false, 0, people));
    }

    @Override
    public synchronized Optional<Position> head(ChannelName channel) {
        return epoch.filter(there -> channel.equals(LOBBY)).map(there -> new Position(there, events.size()));
    }

    @Override
    public Map<ChannelName, Position> heads(Collection<ChannelName> channels) {
        mayFail();
        Map<ChannelName, Position> heads = new HashMap<>();
        for (ChannelName channel : channels) head(channel).ifPresent(head -> heads.put(channel, head));
        return heads;
    }

    @Override
    public List<Event> after(ChannelName channel, long offset, int most) {
        mayFail();
        return events.stream().skip(offset).limit(most).toList();
    }

    @Override
    public List<Event> before(ChannelName channel, long offset, int most) {
        List<Event> earlier = new ArrayList<>(events.stream().filter(event -> event.offset() < offset).toList());
        earlier.sort(Comparator.comparingLong(Event::offset).reversed());
        return earlier.stream().limit(most).toList();
    }

    @Override
    public List<Event> repliesAfter(ChannelName channel, long root, long offset, int most) {
        return List.of();
    }

    @Override
    public List<Event> repliesBefore(ChannelName channel, long root, long offset, int most) {
        return List.of();
    }

    @Override
    public List<Reactors> reactors(ChannelName channel, long offset, int most) {
        return List.of();
    }

    @Override
    public List<OwnReaction> reactionsOf(ChannelName channel, AccountId account, List<Long> offsets) {
        return List.of();
    }

    private void mayFail() {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) throw new HistoryUnavailable("not now", null);
    }
}
