package dev.chatchannel.storage;

import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.search.Found;
import dev.chatchannel.search.Search;
import dev.chatchannel.search.SearchIndex;
import dev.chatchannel.search.SearchUnavailable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The index of words beside the messages, and how far each channel has come in it.
 *
 * <p>Threads: any; every method blocks. {@link #advance} and {@link #sweep} queue for the writer, with everybody who posts.
 */
public final class JdbcSearch implements SearchIndex {
    private final Database database;

    public JdbcSearch(Database database) {
        this.database = database;
    }

    @Override
    public Found find(Search search, long next, int most) {
        return answered(() -> database.read(sql -> found(sql, SearchTable.of(sql).find(search, next, most + 1), most)));
    }

    @Override
    public Set<ChannelName> behind() {
        String query =
                """
                select channel.name from channel left join search_progress on search_progress.channel = channel.id
                 where not channel.ending and channel.head > coalesce(search_progress."offset", 0)
                """;
        return answered(() -> new HashSet<>(database.read(sql -> sql.all(query, row -> new ChannelName(row.getString(1))))));
    }

    @Override
    public Set<ChannelName> advance(Set<ChannelName> channels) {
        return answered(() -> database.write(sql -> new Taking(sql).from(channels)));
    }

    @Override
    public boolean sweep() {
        return answered(() -> {
            Optional<String> channel = database.read(sql -> SearchTable.of(sql).gone());
            if (channel.isPresent()) database.write(sql -> SearchTable.of(sql).removeChannel(channel.get()));
            return channel.isPresent();
        });
    }

    /** Words that were deleted between the two questions are gone from the second answer too. */
    private static Found found(Sql sql, List<SearchTable.Hit> hits, int most) throws SQLException {
        String query = EventRow.SELECT + "where event.channel = ? and event.\"offset\" = ?";
        List<Event> messages = new ArrayList<>();
        for (SearchTable.Hit hit : hits.subList(0, Math.min(most, hits.size()))) {
            Optional<MessagePosted> message = sql.first(query, EventRow::readMessage, hit.channel(), hit.offset()).flatMap(read -> read);
            message.filter(found -> !found.state().deleted()).ifPresent(messages::add);
        }
        OptionalLong next = hits.size() > most ? OptionalLong.of(hits.get(most - 1).id()) : OptionalLong.empty();
        return new Found(messages, next);
    }

    private static <T> T answered(Question<T> question) {
        try {
            return question.answer();
        } catch (SQLException failure) {
            throw new SearchUnavailable("The search index cannot be read or written: " + failure.getMessage(), failure);
        }
    }

    /** A batch that is taken in within one transaction, which the caller commits: small, because posts wait for it. */
    private static final class Taking {
        private static final int EVENTS = 100;
        private static final int CHARACTERS = 20_000;

        private final Sql sql;
        private final SearchTable table;
        private int events = EVENTS;
        private int characters = CHARACTERS;

        Taking(Sql sql) {
            this.sql = sql;
            this.table = SearchTable.of(sql);
        }

        /** @return the channels in which there is more */
        Set<ChannelName> from(Set<ChannelName> channels) throws SQLException {
            Set<ChannelName> left = new HashSet<>();
            for (ChannelName channel : inOrder(channels)) {
                if (isFull() || !allOf(channel)) left.add(channel);
            }
            return left;
        }

        /** As everybody who locks several channels. */
        private static List<ChannelName> inOrder(Set<ChannelName> channels) {
            return channels.stream().sorted(Comparator.comparing(ChannelName::value)).toList();
        }

        /** Locks the channel first, so that nobody edits or deletes between the reading of a message and its coming into the index. */
        private boolean allOf(ChannelName channel) throws SQLException {
            String lock = "select id, head from channel where name = ?" + sql.dialect().forChange();
            Optional<Progress> place = sql.first(lock, row -> new Progress(row.getString("id"), row.getLong("head"), 0), channel.value());
            return place.isEmpty() || take(place.get().with(done(place.get().channel)));
        }

        private long done(String channel) throws SQLException {
            return sql.first("select \"offset\" from search_progress where channel = ?", row -> row.getLong(1), channel).orElse(0L);
        }

        /** @return whether that was all */
        private boolean take(Progress progress) throws SQLException {
            long most = Math.min(progress.head, progress.done + events);
            String query = EventRow.SELECT + "where event.channel = ? and event.\"offset\" > ? and event.\"offset\" <= ? and event.kind = 'message' order by event.\"offset\"";
            long done = progress.done;
            for (Optional<MessagePosted> row : sql.all(query, EventRow::readMessage, progress.channel, progress.done, most)) {
                if (isFull()) return moved(progress, done);
                MessagePosted message = row.orElseThrow();
                take(progress.channel, message);
                done = message.offset();
            }
            return moved(progress, most);
        }

        private void take(String channel, MessagePosted message) throws SQLException {
            characters -= message.text().length();
            if (!message.state().deleted()) table.add(channel, message);
        }

        private boolean moved(Progress progress, long done) throws SQLException {
            events -= (int) (done - progress.done);
            String upsert =
                    """
                    insert into search_progress (channel, "offset") values (?, ?)
                    on conflict (channel) do update set "offset" = excluded."offset"
                    """;
            sql.run(upsert, progress.channel, done);
            return done == progress.head;
        }

        private boolean isFull() {
            return events <= 0 || characters <= 0;
        }
    }

    private record Progress(String channel, long head, long done) {
        Progress with(long done) {
            return new Progress(channel, head, done);
        }
    }
}
