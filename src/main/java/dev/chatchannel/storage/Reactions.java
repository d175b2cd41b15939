package dev.chatchannel.storage;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.MessageState;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.ReactionTally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
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

    private static final String BY_OFFSETS =
            """
            select "offset", reaction, account, people
              from (select reaction."offset", reaction.reaction, reaction.account,
                           row_number() over (partition by reaction."offset", reaction.reaction
                                                  order by reaction.time, reaction.account) as place,
                           count(*) over (partition by reaction."offset", reaction.reaction) as people,
                           min(reaction.time) over (partition by reaction."offset", reaction.reaction) as since
                      from reaction join channel on channel.id = reaction.channel
                     where channel.name = ? and reaction."offset" between ? and ?) as shown
             where place <= ?
             order by "offset", since, reaction, place
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
        List<Row> rows = sql.all(BY_OFFSETS, Row::read, channel, offsets.getMin(), offsets.getMax(), MOST_NAMED);
        return rows.isEmpty() ? events : joined(events, tallies(rows));
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
        return message.with(new MessageState(message.state().edited(), false, reactions));
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
