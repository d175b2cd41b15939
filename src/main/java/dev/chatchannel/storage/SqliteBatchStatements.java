package dev.chatchannel.storage;

import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One statement a draft, one a channel; each answers within microseconds. */
final class SqliteBatchStatements implements BatchStatements {
    /** Of one table, because nearly every draft asks it in vain: each table more costs as if there were something to read. */
    private static final String BY_CLIENT_ID = "select channel, \"offset\" from event where author = ? and client_id = ?";
    private static final String BY_PLACE = EventRow.SELECT + "where event.channel = ? and event.\"offset\" = ?";
    private static final String MOVE_HEAD =
            "update channel set head = head + ? where name = ? returning id, epoch, head, kind";
    private static final String SET_HEAD = "update channel set head = ? where id = ?";

    private final Sql sql;

    SqliteBatchStatements(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Map<DraftKey, Event> stored(Collection<DraftKey> keys) throws SQLException {
        Map<DraftKey, Event> stored = new HashMap<>();
        for (DraftKey key : keys) {
            Optional<Object[]> place = sql.first(
                    BY_CLIENT_ID,
                    row -> new Object[] {row.getString("channel"), row.getLong("offset")},
                    key.author().value(),
                    key.id().value());
            if (place.isPresent()) stored.put(key, sql.first(BY_PLACE, EventRow::read, place.get()).orElseThrow());
        }
        return stored;
    }

    /** The heads move by as many as may come; what is left over is given back in the end. */
    @Override
    public List<Place> places(Map<ChannelName, Long> most) throws SQLException {
        List<Place> places = new ArrayList<>();
        for (Map.Entry<ChannelName, Long> one : most.entrySet()) {
            ChannelName name = one.getKey();
            long count = one.getValue();
            sql.first(
                            MOVE_HEAD,
                            row -> place(row, name, count),
                            count,
                            name.value())
                    .ifPresent(places::add);
        }
        return places;
    }

    private static Place place(ResultSet row, ChannelName name, long count) throws SQLException {
        long written = row.getLong("head");
        Position before = new Position(row.getString("epoch"), written - count);
        return new Place(row.getString("id"), name, ChannelKind.of(row.getString("kind")), before, written);
    }

    @Override
    public void insert(List<Object[]> rows) throws SQLException {
        sql.runAll(EventRow.INSERT, rows);
    }

    @Override
    public void moveHeads(Collection<Place> places) throws SQLException {
        for (Place place : places) {
            if (place.head() != place.written()) sql.run(SET_HEAD, place.head(), place.channel());
        }
    }
}
