package dev.chatchannel.storage;

import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.NotStored;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MessagePosted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drafts on their way into one transaction.
 *
 * <p>First who repeats an earlier post is told apart, because only the rest takes offsets. Then each channel's head moves
 * once, by as many as it gets; where several nodes write, the lock on that row makes the order of commits and the order of
 * offsets one. Then the rows are inserted.
 */
final class Batch {
    private static final String BY_CLIENT_ID =
            "select " + EventRow.COLUMNS
                    + """

             from event join channel on channel.id = event.channel
            where event.author = ? and event.client_id = ?
            """;
    private static final String MOVE_HEAD =
            "update channel set head = head + ? where name = ? returning id, head";
    private static final String INSERT_FILE =
            "insert into file (id, channel, type, size, content) values (?, ?, ?, ?, ?)";

    private final List<Post> posts;
    private final long time;

    Batch(List<Draft> drafts, long time) {
        this.posts = drafts.stream().map(Post::new).toList();
        this.time = time;
    }

    /** Runs within a transaction that the caller commits. */
    List<Receipt> store(Sql sql) throws SQLException {
        recognise(sql);
        List<Post> fresh = posts.stream().filter(post -> !post.repeated).toList();
        number(fresh, places(sql, fresh));
        insert(sql, fresh);
        return posts.stream().map(Post::receipt).toList();
    }

    private void recognise(Sql sql) throws SQLException {
        Map<Key, Post> first = new HashMap<>();
        for (Post post : posts) {
            if (post.draft.clientId().isEmpty()) continue;
            Key key = new Key(post.draft.author().id(), post.draft.clientId().get());
            Post earlier = first.putIfAbsent(key, post);
            if (earlier != null) post.repeats(earlier);
            else stored(sql, key).ifPresent(post::repeats);
        }
    }

    private static Optional<MessagePosted> stored(Sql sql, Key key) throws SQLException {
        return sql.first(BY_CLIENT_ID, EventRow::read, key.author.value(), key.id.value());
    }

    private static Map<ChannelName, Place> places(Sql sql, List<Post> fresh) throws SQLException {
        Map<ChannelName, Long> counts = new LinkedHashMap<>();
        fresh.forEach(post -> counts.merge(post.draft.channel(), 1L, Long::sum));
        Map<ChannelName, Place> places = new HashMap<>();
        for (Map.Entry<ChannelName, Long> count : counts.entrySet()) {
            places.put(count.getKey(), moveHead(sql, count.getKey(), count.getValue()));
        }
        return places;
    }

    private static Place moveHead(Sql sql, ChannelName channel, long count) throws SQLException {
        return sql.first(MOVE_HEAD, row -> new Place(row.getString("id"), row.getLong("head") - count), count, channel.value())
                .orElseThrow(() -> new NotStored("There is no channel " + channel, false, null));
    }

    private void number(List<Post> fresh, Map<ChannelName, Place> places) {
        for (Post post : fresh) post.take(places.get(post.draft.channel()), time);
    }

    private static void insert(Sql sql, List<Post> fresh) throws SQLException {
        List<Object[]> events = new ArrayList<>();
        for (Post post : fresh) {
            events.add(EventRow.of(post.place.channel, post.event));
            if (post.draft.upload().isPresent()) insert(sql, post.place, post.draft.upload().get());
        }
        sql.runAll(EventRow.INSERT, events);
    }

    private static void insert(Sql sql, Place place, Draft.Upload upload) throws SQLException {
        sql.run(
                INSERT_FILE,
                upload.about().id().value(),
                place.channel,
                upload.about().type(),
                upload.about().size(),
                upload.content());
    }

    /** What is stored once. */
    private record Key(AccountId author, ClientId id) {}

    /** Where a channel stands while its offsets are given out. */
    private static final class Place {
        private final String channel;
        private long offset;

        Place(String channel, long offset) {
            this.channel = channel;
            this.offset = offset;
        }
    }

    /** A draft that becomes an event, or turns out to be one already. */
    private static final class Post {
        private final Draft draft;
        private boolean repeated;
        private Post first = this;
        private Place place;
        private MessagePosted event;

        Post(Draft draft) {
            this.draft = draft;
        }

        void repeats(Post earlier) {
            first = earlier;
            repeated = true;
        }

        void repeats(MessagePosted stored) {
            event = stored;
            repeated = true;
        }

        void take(Place place, long time) {
            this.place = place;
            this.event = new MessagePosted(
                    draft.channel(),
                    ++place.offset,
                    draft.author(),
                    time,
                    draft.text(),
                    draft.upload().map(Draft.Upload::about),
                    draft.clientId());
        }

        Receipt receipt() {
            Event stored = first.event;
            return new Receipt(stored, repeated);
        }
    }
}
