package dev.chatchannel.storage;

import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.search.Phrase;
import dev.chatchannel.search.Search;
import dev.chatchannel.search.SearchTokens;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The index of words, in PostgreSQL's: a {@code tsvector} of our own tokens under a GIN index.
 *
 * <p>It says which tokens a message has, marks among them, each behind a {@code #}, which no token has. That they stand one after the other is
 * looked for in the words themselves, of those messages that have them all: positions in a {@code tsvector} end at 16,383, and at 256 of one token.
 */
final class PostgresSearchTable extends SearchTable {
    /** A {@code tsvector} takes a megabyte. Of longer messages, the beginning is found. */
    private static final int MOST_BYTES = 900_000;

    PostgresSearchTable(Sql sql) {
        super(sql);
    }

    @Override
    List<Hit> find(Search search, long next, int most) throws SQLException {
        String names = search.channels().stream().map(name -> name.value()).collect(Collectors.joining(" "));
        List<String> channels = sql.all("select id from channel where name = any (string_to_array(?, ' '))", row -> row.getString(1), names);
        String wanted = expression(search, channels);
        if (channels.isEmpty() || wanted.isEmpty()) return List.of();
        List<String> phrases = search.phrases().stream().filter(phrase -> phrase.tokens().size() > 1).map(PostgresSearchTable::inOrder).toList();
        String query =
                """
                select id, channel, "offset" from search_entry
                 where tokens @@ cast(? as tsquery) and id >= ? and id < ? and channel = any (string_to_array(?, ' '))
                """
                + " and position(? in words) > 0".repeat(phrases.size())
                + " order by id desc limit ?";
        List<Object> parameters = new ArrayList<>(
                List.of(wanted, firstId(search.since()), Math.min(next, firstId(search.before())), String.join(" ", channels)));
        parameters.addAll(phrases);
        parameters.add(most);
        return sql.all(query, Hit::read, parameters.toArray());
    }

    @Override
    void insert(long id, String channel, MessagePosted message, String text) throws SQLException {
        List<String> words = SearchTokens.of(text);
        String insert =
                """
                insert into search_entry (id, channel, "offset", words, tokens)
                values (?, ?, ?, ?, array_to_tsvector(string_to_array(?, ' ')))
                """;
        Stream<String> marks = marks(channel, message, text).map(PostgresSearchTable::marked);
        String tokens = Stream.concat(marks, within(words).stream()).collect(Collectors.joining(" "));
        sql.run(insert, id, channel, message.offset(), words.stream().collect(Collectors.joining(" ", " ", " ")), tokens);
    }

    @Override
    void remove(long id) throws SQLException {
        sql.run("delete from search_entry where id = ?", id);
    }

    /** @return as many of the different words as there is room for */
    private static Set<String> within(List<String> words) {
        Set<String> some = new LinkedHashSet<>();
        int bytes = 0;
        for (String word : words) {
            if (some.contains(word)) continue;
            bytes += word.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) break;
            some.add(word);
        }
        return some;
    }

    /** @return empty when there is nothing to look for in the index */
    private static String expression(Search search, List<String> channels) {
        List<String> all = new ArrayList<>();
        for (Phrase phrase : search.phrases()) all.add(allOf(phrase));
        search.has().forEach(trait -> all.add(anyOf(List.of(mark(trait)))));
        if (!search.from().isEmpty()) all.add(anyOf(search.from().stream().map(SearchTable::mark).toList()));
        if (channels.size() <= MOST_CHANNELS) all.add(anyOf(channels.stream().map(SearchTable::ofChannel).toList()));
        return String.join(" & ", all);
    }

    private static String allOf(Phrase phrase) {
        String tokens = phrase.tokens().stream().map(PostgresSearchTable::quoted).collect(Collectors.joining(" & "));
        return phrase.isOpen() ? tokens + ":*" : tokens;
    }

    private static String anyOf(Collection<String> marks) {
        return marks.stream().map(mark -> quoted(marked(mark))).collect(Collectors.joining(" | ", "(", ")"));
    }

    private static String marked(String mark) {
        return "#" + mark;
    }

    private static String quoted(String token) {
        return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** @return what stands in the words of a message that says it so */
    private static String inOrder(Phrase phrase) {
        return " " + String.join(" ", phrase.tokens()) + (phrase.isOpen() ? "" : " ");
    }
}
