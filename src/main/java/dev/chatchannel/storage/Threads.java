package dev.chatchannel.storage;

import dev.chatchannel.message.Event;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.ThreadTally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Which replies a message has: read by an index over replies alone, counted in a table of their own, in the transaction of the
 * reply and of its deletion.
 */
final class Threads {
    /** The root is named by the kind and the target, as the index has them. */
    private static final String REPLIES = EventRow.SELECT + "where channel.name = ? and event.kind = 'message' and event.target = ? ";

    private static final String ADD =
            """
            insert into thread (channel, "offset", replies, last_reply) values (?, ?, 1, ?)
            on conflict (channel, "offset") do update set replies = thread.replies + 1, last_reply = excluded.last_reply
            returning replies, last_reply
            """;

    /** When the newest goes, the one before it is looked for: from there back, so that a thread can be deleted from its end. */
    private static final String REMOVE =
            """
            update thread
               set replies = replies - 1,
                   last_reply = case when last_reply > ? then last_reply else coalesce((select event.time
                                            from event
                                            left join message on message.channel = event.channel and message."offset" = event."offset"
                                           where event.channel = thread.channel and event.kind = 'message' and event.target = thread."offset"
                                             and event."offset" < ? and message.deleted is null
                                           order by event."offset" desc limit 1), 0) end
             where channel = ? and "offset" = ?
            returning replies, last_reply
            """;

    private Threads() {}

    static List<Event> after(Sql sql, String channel, long root, long offset, int most) throws SQLException {
        String query = REPLIES + "and event.\"offset\" > ? order by event.\"offset\" limit ?";
        return sql.all(query, EventRow::read, channel, root, offset, most);
    }

    static List<Event> before(Sql sql, String channel, long root, long offset, int most) throws SQLException {
        String query = REPLIES + "and event.\"offset\" < ? order by event.\"offset\" desc limit ?";
        return sql.all(query, EventRow::read, channel, root, offset, most);
    }

    /** @param channel its id */
    static ThreadTally add(Sql sql, String channel, long root, long time) throws SQLException {
        return sql.first(ADD, row -> read(row, root), channel, root, time).orElseThrow();
    }

    /** @param reply that was deleted */
    static ThreadTally remove(Sql sql, String channel, long root, MessagePosted reply) throws SQLException {
        return sql.first(REMOVE, row -> read(row, root), reply.time(), reply.offset(), channel, root).orElseThrow();
    }

    private static ThreadTally read(ResultSet row, long root) throws SQLException {
        return new ThreadTally(root, row.getInt("replies"), row.getLong("last_reply"));
    }
}
