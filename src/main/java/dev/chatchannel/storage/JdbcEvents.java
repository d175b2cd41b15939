package dev.chatchannel.storage;

import dev.chatchannel.channel.ChannelState;
import dev.chatchannel.channel.History;
import dev.chatchannel.channel.HistoryUnavailable;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.EventStore;
import dev.chatchannel.journal.NotStored;
import dev.chatchannel.journal.Outcome;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.OwnReaction;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Reactors;
import dev.chatchannel.message.SortableId;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Channels and their events.
 *
 * <p>Threads: any; every method blocks. {@link #commit} is meant for the one thread of the journal.
 */
public final class JdbcEvents implements EventStore, History {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FEW = 16;

    private final Database database;
    private final Clock clock;

    /** @param clock for the ids of new channels */
    public JdbcEvents(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Makes the channel if it is missing, public and open to guests, with an epoch of its own; also when there is one that looks like it, since the
     * operator says so.
     */
    public void createChannel(ChannelName name) {
        String insert =
                """
                insert into channel (id, name, epoch, head) values (?, ?, ?, 0)
                on conflict (name) do nothing
                """;
        try {
            database.write(sql -> {
                int made = sql.run(insert, SortableId.at(clock.millis()), name.value(), epoch());
                if (made > 0) ChannelSkeletons.give(sql, name);
                return made;
            });
        } catch (SQLException failure) {
            throw new StorageUnavailable("The channel %s cannot be made (%s).".formatted(name, failure.getMessage()), failure);
        }
    }

    @Override
    public List<Outcome> commit(List<Draft> drafts, long time) {
        try {
            return database.write(sql -> new Batch(drafts, time).store(sql));
        } catch (SQLException failure) {
            throw new NotStored(failure.getMessage(), database.isAtFault(failure), failure);
        }
    }

    @Override
    public Optional<Position> head(ChannelName channel) {
        return read(sql -> sql.first(
                "select epoch, head from channel where name = ?",
                row -> new Position(row.getString("epoch"), row.getLong("head")),
                channel.value()));
    }

    @Override
    public Map<ChannelName, Position> heads(Collection<ChannelName> channels) {
        Map<ChannelName, Position> heads = new HashMap<>();
        int room = channels.size() <= FEW ? FEW : channels.size(); // so that it is mostly one of few statements
        Object[] names = Stream.concat(channels.stream().map(ChannelName::value), Stream.generate(() -> "")).limit(room).toArray();
        read(sql -> sql.all(
                "select name, epoch, head from channel where name in (?" + ", ?".repeat(room - 1) + ")",
                row -> heads.put(new ChannelName(row.getString("name")), new Position(row.getString("epoch"), row.getLong("head"))),
                names));
        return heads;
    }

    @Override
    public Optional<ChannelState> state(ChannelName channel) {
        return read(sql -> StateRow.read(sql, channel));
    }

    @Override
    public List<Event> after(ChannelName channel, long offset, int most) {
        return page("where channel.name = ? and event.\"offset\" > ? order by event.\"offset\" limit ?", channel, offset, most);
    }

    @Override
    public List<Event> before(ChannelName channel, long offset, int most) {
        return page("where channel.name = ? and event.\"offset\" < ? order by event.\"offset\" desc limit ?", channel, offset, most);
    }

    @Override
    public List<Event> repliesAfter(ChannelName channel, long root, long offset, int most) {
        return read(sql -> Reactions.addedApart(sql, Threads.after(sql, channel.value(), root, offset, most)));
    }

    @Override
    public List<Event> repliesBefore(ChannelName channel, long root, long offset, int most) {
        return read(sql -> Reactions.addedApart(sql, Threads.before(sql, channel.value(), root, offset, most)));
    }

    @Override
    public List<Reactors> reactors(ChannelName channel, long offset, int most) {
        return read(sql -> Reactions.people(sql, channel.value(), offset, most));
    }

    @Override
    public List<OwnReaction> reactionsOf(ChannelName channel, AccountId account, List<Long> offsets) {
        return read(sql -> Reactions.of(sql, channel.value(), account, offsets));
    }

    private List<Event> page(String where, ChannelName channel, long offset, int most) {
        return read(sql -> Reactions.added(sql, sql.all(EventRow.SELECT + where, EventRow::read, channel.value(), offset, most)));
    }

    private <T> T read(Sql.Work<T> work) {
        try {
            return database.read(work);
        } catch (SQLException failure) {
            throw new HistoryUnavailable("The database cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** Erases some of what is left of deleted channels. Blocks. @return whether there was something */
    public boolean eraseSome() {
        try {
            return database.write(EndingChannels::eraseSome);
        } catch (SQLException failure) {
            throw new StorageUnavailable("What is left of a deleted channel cannot be erased (%s).".formatted(failure.getMessage()), failure);
        }
    }

    /** Forty random bits, in base 32. */
    static String epoch() {
        return Long.toString(RANDOM.nextLong() >>> 24, 32);
    }
}
