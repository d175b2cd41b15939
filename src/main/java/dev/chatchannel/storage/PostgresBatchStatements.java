package dev.chatchannel.storage;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * One statement for all drafts, and one for all channels: however many wait, a batch of messages goes to the server and back five times.
 *
 * <p>Values go as arrays, so that a statement is the same, and planned once, for any number of them.
 */
final class PostgresBatchStatements implements BatchStatements {
    private static final String BY_CLIENT_ID =
            """
            select event.author, event.client_id, event.channel, event."offset"
              from unnest(cast(? as text[]), cast(? as text[])) as wanted (author, client_id)
              join event on event.author = wanted.author and event.client_id = wanted.client_id
            """;
    private static final String BY_PLACE = EventRow.SELECT + "where event.channel = ? and event.\"offset\" = ?";

    /** With the transaction's own names, by which it is known again if its connection goes. */
    private static final String LOCK =
            """
            select id, name, epoch, head, kind, cast(pg_current_xact_id() as text) as xid, pg_backend_pid() as pid
              from channel where name = any (cast(? as text[]))
             order by name
               for no key update
            """;
    private static final String INSERT =
            """
            insert into event (channel, "offset", kind, target, author, client_id, time, body)
            select * from unnest(cast(? as text[]), cast(? as bigint[]), cast(? as text[]), cast(? as bigint[]),
                                 cast(? as text[]), cast(? as text[]), cast(? as bigint[]), cast(? as text[]))
            """;
    private static final String MOVE_HEADS =
            """
            update channel set head = moved.head
              from unnest(cast(? as text[]), cast(? as bigint[])) as moved (id, head)
             where channel.id = moved.id
            """;

    private final Sql sql;

    PostgresBatchStatements(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Map<DraftKey, Event> stored(Collection<DraftKey> keys) throws SQLException {
        Map<DraftKey, Event> stored = new HashMap<>();
        if (keys.isEmpty()) return stored;
        String[] authors = column(keys, String[]::new, key -> key.author().value());
        String[] ids = column(keys, String[]::new, key -> key.id().value());
        for (Found found : sql.all(BY_CLIENT_ID, Found::read, authors, ids)) {
            stored.put(found.key, sql.first(BY_PLACE, EventRow::read, found.channel, found.offset).orElseThrow());
        }
        return stored;
    }

    /** The rows are locked, and written when it is known how far they come. */
    @Override
    public List<Place> places(Map<ChannelName, Long> most) throws SQLException {
        String[] names = column(most.keySet(), String[]::new, ChannelName::value);
        return names.length == 0 ? List.of() : sql.all(LOCK, this::place, (Object) names);
    }

    @Override
    public void insert(List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) return;
        sql.run(INSERT, texts(rows, 0), numbers(rows, 1), texts(rows, 2), numbers(rows, 3), texts(rows, 4), texts(rows, 5), numbers(rows, 6), texts(rows, 7));
        Object[] last = rows.get(rows.size() - 1);
        sql.trace().proveBy(last);
    }

    @Override
    public void moveHeads(Collection<Place> places) throws SQLException {
        List<Place> moved = places.stream().filter(place -> !place.isGone() && place.head() != place.written()).toList();
        if (moved.isEmpty()) return;
        sql.run(MOVE_HEADS, column(moved, String[]::new, Place::channel), column(moved, Long[]::new, Place::head));
    }

    private Place place(ResultSet row) throws SQLException {
        sql.trace().begin(row.getString("xid"), row.getInt("pid"));
        long head = row.getLong("head");
        Position before = new Position(row.getString("epoch"), head);
        return new Place(row.getString("id"), new ChannelName(row.getString("name")), ChannelKind.of(row.getString("kind")), before, head);
    }

    private static String[] texts(List<Object[]> rows, int column) {
        return column(rows, String[]::new, row -> (String) row[column]);
    }

    private static Long[] numbers(List<Object[]> rows, int column) {
        return column(rows, Long[]::new, row -> (Long) row[column]);
    }

    private static <T, V> V[] column(Collection<T> rows, IntFunction<V[]> array, Function<T, V> value) {
        return rows.stream().map(value).toArray(array);
    }

    private record Found(DraftKey key, String channel, long offset) {
        static Found read(ResultSet row) throws SQLException {
            DraftKey key = new DraftKey(new AccountId(row.getString("author")), new ClientId(row.getString("client_id")));
            return new Found(key, row.getString("channel"), row.getLong("offset"));
        }
    }
}
