package dev.chatchannel.storage;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.Trait;
import dev.chatchannel.search.Phrase;
import dev.chatchannel.search.Search;
import dev.chatchannel.search.SearchTokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The index of words, in the dialect of SQLite's FTS5: the only class that speaks it.
 *
 * <p><b>Order.</b> An entry's id is the time of the message, with room below for those of the same millisecond. So the index, which goes by id, gives
 * the newest first without sorting, times are ranges of ids, and an index that was built late has the same order.
 *
 * <p><b>Marks.</b> Channel, author and traits are tokens too, of a column of their own: what is rare decides how much is looked at, be it a
 * word, a channel or a person.
 *
 * <p><b>Nothing of what was typed is syntax.</b> Tokens consist of letters, digits, marks and signs; and each stands in quotation marks.
 */
final class SearchTable {
    /** Ids for the messages of one millisecond. */
    private static final int BITS = 16;

    /** More channels are not asked of the index one by one; then each that is found is looked up. */
    private static final int MOST_CHANNELS = 100;

    /** Entries that are taken out in one transaction. */
    private static final int BATCH = 500;

    private final Sql sql;

    SearchTable(Sql sql) {
        this.sql = sql;
    }

    /** Where a message stands. */
    record Hit(long id, String channel, long offset) {
        static Hit read(ResultSet row) throws SQLException {
            return new Hit(row.getLong("id"), row.getString("channel"), row.getLong("offset"));
        }
    }

    /** Adds a message that is not there yet. */
    void add(String channel, MessagePosted message) throws SQLException {
        insert(newId(message.time()), channel, message, message.text());
    }

    /** Has a message found by other words; if it is not there yet, it comes with them. */
    void change(String channel, MessagePosted message, String text) throws SQLException {
        Optional<Long> id = id(channel, message.offset());
        if (id.isEmpty()) return;
        remove(id.get());
        insert(id.get(), channel, message, text);
    }

    /** Takes the words of a message out, so that they stand nowhere. */
    void remove(String channel, long offset) throws SQLException {
        Optional<Long> id = id(channel, offset);
        if (id.isPresent()) remove(id.get());
    }

    /** Takes out what was said in a channel that is being deleted: at once what is little; of the rest tells {@link #gone}. @return whether there is more */
    boolean removeChannel(String channel) throws SQLException {
        removeSome(channel);
        boolean left = sql.first("select 1 from search_entry where channel = ? limit 1", row -> true, channel).isPresent();
        if (!left) sql.run("delete from search_progress where channel = ?", channel);
        return left;
    }

    /** @return a channel that was deleted, of which something is left here */
    Optional<String> gone() throws SQLException {
        return sql.first("select channel from search_progress where channel not in (select id from channel) limit 1", row -> row.getString(1));
    }

    /** @return what fits, the newest first */
    List<Hit> find(Search search, long next, int most) throws SQLException {
        String names = json(search.channels().stream().map(name -> name.value()));
        String ids = "select id from channel where name in (select value from json_each(?))";
        List<String> channels = sql.all(ids, row -> row.getString(1), names);
        Optional<String> wanted = expression(search, channels);
        if (channels.isEmpty() || wanted.isEmpty()) return List.of();
        String query =
                """
                select search_entry.id, search_entry.channel, search_entry."offset"
                  from search_words cross join search_entry on search_entry.id = search_words.rowid
                 where search_words match ? and search_words.rowid >= ? and search_words.rowid < ?
                   and +search_entry.channel in (select value from json_each(?))
                 order by search_words.rowid desc limit ?
                """;
        return sql.all(query, Hit::read, wanted.get(), firstId(search.since()), Math.min(next, firstId(search.before())), json(channels.stream()), most);
    }

    private void insert(long id, String channel, MessagePosted message, String text) throws SQLException {
        String words = String.join(" ", SearchTokens.of(text));
        String marks = marks(channel, message, text);
        sql.run("insert into search_entry (id, channel, \"offset\", words, marks) values (?, ?, ?, ?, ?)", id, channel, message.offset(), words, marks);
        sql.run("insert into search_words (rowid, words, marks) values (?, ?, ?)", id, words, marks);
    }

    /** The words first: they read in the entry what to take out. */
    private void remove(long id) throws SQLException {
        sql.run("delete from search_words where rowid = ?", id);
        sql.run("delete from search_entry where id = ?", id);
    }

    private void removeSome(String channel) throws SQLException {
        String some = "select id from search_entry where channel = ? limit ?";
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

    private static long firstId(long time) {
        return time >= Long.MAX_VALUE >> BITS ? Long.MAX_VALUE : time << BITS;
    }

    private static String marks(String channel, MessagePosted message, String text) {
        Stream<String> traits = Trait.of(message, text).stream().map(SearchTable::mark);
        return Stream.concat(Stream.of(ofChannel(channel), mark(message.author().id())), traits).collect(Collectors.joining(" "));
    }

    /** @return empty when there is nothing to look for in the index */
    private static Optional<String> expression(Search search, List<String> channels) {
        List<String> all = new ArrayList<>();
        for (Phrase phrase : search.phrases()) all.add("words : " + quoted(String.join(" ", phrase.tokens())) + (phrase.isOpen() ? " *" : ""));
        search.has().forEach(trait -> all.add(anyOf(List.of(mark(trait)))));
        if (!search.from().isEmpty()) all.add(anyOf(search.from().stream().map(SearchTable::mark).toList()));
        if (channels.size() <= MOST_CHANNELS) all.add(anyOf(channels.stream().map(SearchTable::ofChannel).toList()));
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", all));
    }

    private static String anyOf(Collection<String> marks) {
        return "marks : (" + marks.stream().map(SearchTable::quoted).collect(Collectors.joining(" OR ")) + ")";
    }

    private static String quoted(String tokens) {
        return '"' + tokens + '"';
    }

    private static String ofChannel(String id) {
        return "c" + id;
    }

    private static String mark(AccountId author) {
        return "a" + author.value();
    }

    private static String mark(Trait trait) {
        return "h" + trait.word();
    }

    /** @param words without quotation marks and backslashes, as ids and names of channels are */
    private static String json(Stream<String> words) {
        return words.map(SearchTable::quoted).collect(Collectors.joining(",", "[", "]"));
    }
}
