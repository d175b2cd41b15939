package dev.chatchannel.storage;

import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.search.Phrase;
import dev.chatchannel.search.Search;
import dev.chatchannel.search.SearchTokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The index of words, in the dialect of SQLite's FTS5: the only class that speaks it. Marks are a column of their own. */
final class SqliteSearchTable extends SearchTable {
    SqliteSearchTable(Sql sql) {
        super(sql);
    }

    @Override
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

    @Override
    void insert(long id, String channel, MessagePosted message, String text) throws SQLException {
        String words = String.join(" ", SearchTokens.of(text));
        String marks = marks(channel, message, text).collect(Collectors.joining(" "));
        sql.run("insert into search_entry (id, channel, \"offset\", words, marks) values (?, ?, ?, ?, ?)", id, channel, message.offset(), words, marks);
        sql.run("insert into search_words (rowid, words, marks) values (?, ?, ?)", id, words, marks);
    }

    /** The words first: they read in the entry what to take out. */
    @Override
    void remove(long id) throws SQLException {
        sql.run("delete from search_words where rowid = ?", id);
        sql.run("delete from search_entry where id = ?", id);
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
        return "marks : (" + marks.stream().map(SqliteSearchTable::quoted).collect(Collectors.joining(" OR ")) + ")";
    }

    private static String quoted(String tokens) {
        return '"' + tokens + '"';
    }

    /** @param words without quotation marks and backslashes, as ids and names of channels are */
    private static String json(Stream<String> words) {
        return words.map(SqliteSearchTable::quoted).collect(Collectors.joining(",", "[", "]"));
    }
}
