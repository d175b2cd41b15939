package dev.chatchannel.storage;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.OwnReaction;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.ReactionTally;
import dev.chatchannel.message.Reactors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/**
 * The reactions to a page of messages.
 *
 * <p>They are read after the messages, and so may be newer; that does no harm, since what changed meanwhile comes as an event,
 * which says how things are after it.
 */
final class Reactions {
    /** People who are named for one reaction; the rest is only counted. */
    static final int MOST_NAMED = 20;

    private static final String SHOWN =
            """
            select "offset", reaction, account, people
              from (select reaction."offset", reaction.reaction, reaction.account,
                           row_number() over (partition by reaction."offset", reaction.reaction
                                                  order by reaction.time, reaction.account) as place,
                           count(*) over (partition by reaction."offset", reaction.reaction) as people,
                           min(reaction.time) over (partition by reaction."offset", reaction.reaction) as since
                      from reaction join channel on channel.id = reaction.channel
                     where channel.name = ? and reaction."offset" %s) as shown
             where place <= ?
             order by "offset", since, reaction, place
            """;
    private static final String OF_PAGE = SHOWN.formatted("between ? and ?");

    /** As above, with the names of those whose accounts are kept: they stand before the others. */
    private static final String PEOPLE =
            """
            select reaction, people, id, name, kind
              from (select reaction.reaction, account.id, account.name, account.kind,
                           row_number() over (partition by reaction.reaction
                                                  order by account.id is null, reaction.time, reaction.account) as place,
                           count(*) over (partition by reaction.reaction) as people,
                           min(reaction.time) over (partition by reaction.reaction) as since
                      from reaction
                      join channel on channel.id = reaction.channel
                      left join account on account.id = reaction.account
                     where channel.name = ? and reaction."offset" = ?) as shown
             where place <= ?
             order by since, reaction, place
            """;

    private static final String OWN =
            """
            select reaction.reaction
              from reaction join channel on channel.id = reaction.channel
             where channel.name = ? and reaction."offset" = ? and reaction.account = ?
             order by reaction.time, reaction.reaction
            """;

    private Reactions() {}

    /** @param events of one channel
     *  @return the same events, the messages with their reactions */
    static List<Event> added(Sql sql, List<Event> events) throws SQLException {
        LongSummaryStatistics offsets = events.stream()
                .filter(MessagePosted.class::isInstance)
                .mapToLong(Event::offset)
                .summaryStatistics();
        if (offsets.getCount() == 0) return events;
        String channel = events.get(0).channel().value();
        List<Row> rows = sql.all(OF_PAGE, Row::read, channel, offsets.getMin(), offsets.getMax(), MOST_NAMED);
        return rows.isEmpty() ? events : joined(events, tallies(rows));
    }

    /** The same for messages that stand far apart: what was said between them is not looked at. */
    static List<Event> addedApart(Sql sql, List<Event> events) throws SQLException {
        if (events.isEmpty()) return events;
        String query = SHOWN.formatted("in (" + String.join(", ", Collections.nCopies(events.size(), "?")) + ")");
        List<Object> parameters = new ArrayList<>(List.of(events.get(0).channel().value()));
        events.forEach(event -> parameters.add(event.offset()));
        parameters.add(MOST_NAMED);
        List<Row> rows = sql.all(query, Row::read, parameters.toArray());
        return rows.isEmpty() ? events : joined(events, tallies(rows));
    }

    static List<Reactors> people(Sql sql, String channel, long offset, int most) throws SQLException {
        Map<Reaction, Reactors> byReaction = new LinkedHashMap<>();
        for (Reactors one : sql.all(PEOPLE, Reactions::person, channel, offset, most)) byReaction.merge(one.reaction(), one, Reactions::both);
        return List.copyOf(byReaction.values());
    }

    /** One query a message: a channel, a message and an account find no more than the reactions that one message may have. */
    static List<OwnReaction> of(Sql sql, String channel, AccountId account, List<Long> offsets) throws SQLException {
        List<OwnReaction> own = new ArrayList<>();
        for (long offset : offsets) {
            own.addAll(sql.all(OWN, row -> new OwnReaction(offset, new Reaction(row.getString(1))), channel, offset, account.value()));
        }
        return own;
    }

    private static Reactors person(ResultSet row) throws SQLException {
        boolean isKept = row.getString("id") != null;
        List<Author> people = isKept ? List.of(JdbcAccounts.account(row).asAuthor()) : List.of();
        return new Reactors(new Reaction(row.getString("reaction")), row.getInt("people"), people);
    }

    private static Reactors both(Reactors some, Reactors more) {
        List<Author> people = new ArrayList<>(some.people());
        people.addAll(more.people());
        return new Reactors(some.reaction(), some.count(), people);
    }

    private static List<Event> joined(List<Event> events, Map<Long, List<ReactionTally>> tallies) {
        List<Event> joined = new ArrayList<>(events.size());
        for (Event event : events) {
            List<ReactionTally> reactions = tallies.get(event.offset());
            boolean shown = reactions != null && event instanceof MessagePosted message && !message.state().deleted();
            joined.add(shown ? with((MessagePosted) event, reactions) : event);
        }
        return joined;
    }

    private static Event with(MessagePosted message, List<ReactionTally> reactions) {
        return message.with(message.state().with(reactions));
    }

    /** @param rows those of one reaction to one message stand together */
    private static Map<Long, List<ReactionTally>> tallies(List<Row> rows) {
        Map<Long, List<ReactionTally>> tallies = new HashMap<>();
        for (int from = 0, to; from < rows.size(); from = to) {
            Row first = rows.get(from);
            for (to = from + 1; to < rows.size() && rows.get(to).isBeside(first); ) to++;
            List<AccountId> accounts = rows.subList(from, to).stream().map(Row::account).toList();
            tallies.computeIfAbsent(first.offset, offset -> new ArrayList<>())
                    .add(new ReactionTally(first.reaction, first.people, accounts));
        }
        return tallies;
    }

    private record Row(long offset, Reaction reaction, AccountId account, int people) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("offset"),
                    new Reaction(row.getString("reaction")),
                    new AccountId(row.getString("account")),
                    row.getInt("people"));
        }

        boolean isBeside(Row other) {
            return offset == other.offset && reaction.equals(other.reaction);
        }
    }
}
