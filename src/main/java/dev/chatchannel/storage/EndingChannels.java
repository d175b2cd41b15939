package dev.chatchannel.storage;

import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.SortableId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Channels that were deleted and had too much to be erased at once: posts of everybody would wait. They end in the transaction of their deletion, and what is left of them is
 * erased a little at a time.
 *
 * <p>Until then such a channel is a private one without members, by a name that nobody knows. So nothing that asks by a name or a right has to know that there are such.
 */
final class EndingChannels {
    /** What is erased in one transaction; a channel with no more is erased at once. */
    static final int FEW = 1_000;

    /** Whatever refers to an event, and last the events. */
    private static final List<String> TABLES = List.of("thread", "reaction_count", "reaction", "message", "event");

    private static final String UNKNOWN = "p-";

    private EndingChannels() {}

    /** Ends a channel that has so many events: at once when they are few, else by and by. Its name is free. */
    static void end(Sql sql, String channel, long head, long time) throws SQLException {
        if (head > FEW) hide(sql, channel, time);
        else eraseAll(sql, channel);
    }

    private static void eraseAll(Sql sql, String channel) throws SQLException {
        for (String table : TABLES) sql.run("delete from " + table + " where channel = ?", channel);
        sql.run("delete from file where channel = ?", channel);
        sql.run("delete from channel where id = ?", channel);
    }

    /** Has nobody find it any more. */
    private static void hide(Sql sql, String channel, long time) throws SQLException {
        String update =
                """
                update channel set ending = true, name = ?, kind = ?, guests = false, skeleton = null, people = null, title = '', topic = ''
                 where id = ?
                """;
        sql.run(update, UNKNOWN + SortableId.at(time), ChannelKind.PRIVATE.word(), channel);
    }

    /** Erases some of what is left of one. @return whether there was something */
    static boolean eraseSome(Sql sql) throws SQLException {
        String next = "select id, head from channel where ending order by id limit 1" + sql.dialect().forRemoval();
        Optional<Remains> remains = sql.first(next, row -> new Remains(row.getString("id"), row.getLong("head")));
        if (remains.isPresent()) remains.get().eraseSome(sql);
        return remains.isPresent();
    }

    /** What is left: the events up to an offset, then the files. */
    private record Remains(String channel, long head) {
        void eraseSome(Sql sql) throws SQLException {
            if (head > 0) eraseEvents(sql);
            else if (eraseFiles(sql) == 0) sql.run("delete from channel where id = ?", channel);
        }

        private void eraseEvents(Sql sql) throws SQLException {
            long from = Math.max(0, head - FEW);
            for (String table : TABLES) {
                sql.run("delete from " + table + " where channel = ? and \"offset\" > ? and \"offset\" <= ?", channel, from, head);
            }
            sql.run("update channel set head = ? where id = ?", from, channel);
        }

        private int eraseFiles(Sql sql) throws SQLException {
            String some = "delete from file where id in (select id from file where channel = ? limit ?)";
            return sql.run(some, channel, FEW);
        }
    }
}
