package dev.chatchannel.storage;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.Trait;
import dev.chatchannel.search.Search;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The index of words: what both databases do alike of it.
 *
 * <p><b>Order.</b> An entry's id is the time of the message, with room below for those of the same millisecond. So the index, which goes by id, gives
 * the newest first without sorting, times are ranges of ids, and an index that was built late has the same order.
 *
 * <p><b>Marks.</b> Channel, author and traits are tokens too: what is rare decides how much is looked at, be it a word, a channel or a person.
 *
 * <p><b>Nothing of what was typed is syntax.</b> Tokens consist of letters, digits, marks and signs; and each stands in quotation marks.
 */
abstract sealed class SearchTable permits SqliteSearchTable, PostgresSearchTable {
    /** More channels are not asked of the index one by one; then each that is found is looked up. */
    static final int MOST_CHANNELS = 100;

    /** Ids for the messages of one millisecond. */
    private static final int BITS = 16;

    /** Entries that are taken out in one transaction. */
    private static final int BATCH = 500;

    final Sql sql;

    SearchTable(Sql sql) {
        this.sql = sql;
    }

    /** The index of this database. */
    static SearchTable of(Sql sql) {
        return sql.dialect().searchTable(sql);
    }

    /** Where a message stands. */
    record Hit(long id, String channel, long offset) {
        static Hit read(ResultSet row) throws SQLException {
            return new Hit(row.getLong("id"), row.getString("channel"), row.getLong("offset"));
        }
    }

    /** @return what fits, the newest first */
    abstract List<Hit> find(Search search, long next, int most) throws SQLException;

    /** Puts a message in that is not there. */
    abstract void insert(long id, String channel, MessagePosted message, String text) throws SQLException;

    /** Takes an entry out. */
    abstract void remove(long id) throws SQLException;

    /** Adds a message that is not there yet. */
    final void add(String channel, MessagePosted message) throws SQLException {
        insert(newId(message.time()), channel, message, message.text());
    }

    /** Has a message found by other words; if it is not there yet, it comes with them. */
    final void change(String channel, MessagePosted message, String text) throws SQLException {
        Optional<Long> id = id(channel, message.offset());
        if (id.isEmpty()) return;
        remove(id.get());
        insert(id.get(), channel, message, text);
    }

    /** Takes the words of a message out, so that they stand nowhere. */
    final void remove(String channel, long offset) throws SQLException {
        Optional<Long> id = id(channel, offset);
        if (id.isPresent()) remove(id.get());
    }

    /** Takes out what was said in a channel that is being deleted: at once what is little; of the rest tells {@link #gone}. @return whether there is more */
    final boolean removeChannel(String channel) throws SQLException {
        removeSome(channel);
        boolean left = sql.first("select 1 from search_entry where channel = ? limit 1", row -> true, channel).isPresent();
        if (!left) sql.run("delete from search_progress where channel = ?", channel);
        return left;
    }

    /** @return a channel that was deleted, of which something is left here */
    final Optional<String> gone() throws SQLException {
        return sql.first("select channel from search_progress where channel not in (select id from channel where not ending) limit 1", row -> row.getString(1));
    }

    /** @return the first id that a message of this time may have */
    static long firstId(long time) {
        return time >= Long.MAX_VALUE >> BITS ? Long.MAX_VALUE : time << BITS;
    }

    /** @return the marks of a message */
    static Stream<String> marks(String channel, MessagePosted message, String text) {
        Stream<String> traits = Trait.of(message, text).stream().map(SearchTable::mark);
        return Stream.concat(Stream.of(ofChannel(channel), mark(message.author().id())), traits);
    }

    static String ofChannel(String id) {
        return "c" + id;
    }

    static String mark(AccountId author) {
        return "a" + author.value();
    }

    static String mark(Trait trait) {
        return "h" + trait.word();
    }

    private void removeSome(String channel) throws SQLException {
        String some = "select id from search_entry where channel = ? order by id limit ?";
        for (long id : sql.all(some, row -> row.getLong(1), channel, BATCH)) remove(id);
    }

    private Optional<Long> id(String channel, long offset) throws SQLException {
        return sql.first("select id from search_entry where channel = ? and \"offset\" = ?", row -> row.getLong(1), channel, offset);
    }

    /** One commit has far fewer messages of one time than there is room for. */
    private long newId(long time) throws SQLException {
        String last = "select max(id) from search_entry where id >= ? and id < ?";
        long first = firstId(time);
        long taken = sql.first(last, row -> row.getLong(1), first, firstId(time + 1)).orElse(0L);
        return Math.max(first, taken + 1);
    }
}
