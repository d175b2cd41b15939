package dev.chatchannel.storage;

import dev.chatchannel.channel.MarkMove;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Attention;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Mentions;
import dev.chatchannel.message.NotifyLevel;
import dev.chatchannel.message.Preference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How far people have read, and how they want to have their channels. */
final class Attentions {
    private static final long FURTHEST = 1_000; // events that are looked at for what is unread, the newest

    private static final String INTO =
            """
             from channel
             where channel.name = ?
               and (channel.kind = 'public' or exists (select 1 from member where member.channel = channel.id and member.account = ?%s))
            """;

    private final Sql sql;

    /** Who may not read the channel any more when it is written gets no row; who is being removed is waited for. */
    private final String into;

    Attentions(Sql sql) {
        this.sql = sql;
        this.into = INTO.formatted(sql.dialect().forUse());
    }

    /** @return where the mark stands now; empty when there is no such channel for them */
    Optional<Long> move(MarkMove move) throws SQLException {
        String upsert = "insert into attention (channel, account, mark) select channel.id, ?, ?" + into +
                """
                on conflict (channel, account) do update set mark = excluded.mark
                   where ? or attention.mark is null or attention.mark < excluded.mark
                """;
        String account = move.account().value();
        sql.run(upsert, account, move.offset(), move.channel().value(), account, move.back());
        return mark(move.channel(), move.account());
    }

    /** Writes what was said; what was not stays. @return how it is now; empty when there is no such channel for them */
    Optional<Preference> prefer(ChannelName channel, AccountId who, Optional<NotifyLevel> level, Optional<Boolean> favourite) throws SQLException {
        String account = who.value();
        sql.run("insert into attention (channel, account) select channel.id, ?" + into + " on conflict (channel, account) do nothing",
                account, channel.value(), account);
        String here = " where account = ? and channel = (select id from channel where name = ?)";
        if (level.isPresent()) sql.run("update attention set notify = ?" + here, level.get().word(), account, channel.value());
        if (favourite.isPresent()) sql.run("update attention set favourite = ?" + here, favourite.get(), account, channel.value());
        String query =
                """
                select channel.kind, attention.notify, attention.favourite
                  from attention join channel on channel.id = attention.channel
                 where channel.name = ? and attention.account = ?
                """;
        return sql.first(query, row -> preference(row, ChannelKind.of(row.getString("kind"))), channel.value(), account);
    }

    /** Counts what is behind the mark: one read of at most a hundred messages, of those channels only where there is something. */
    Attention count(String channel, long head, Optional<Long> mark, Preference preference, AccountId who, String name) throws SQLException {
        if (mark.isEmpty() || mark.get() >= head) return new Attention(mark, preference, 0, 0);
        String query =
                """
                select message.text, case when event.body like '%@%' then event.body end as body
                  from event
                  left join message on message.channel = event.channel and message."offset" = event."offset"
                 where event.channel = ? and event."offset" > ? and event.kind = 'message' and event.author <> ? and message.deleted is null
                 order by event."offset" desc limit ?
                """;
        long from = Math.max(mark.get(), head - FURTHEST);
        List<String> unread = sql.all(query, Attentions::text, channel, from, who.value(), Attention.MOST_COUNTED);
        long mentions = unread.stream().filter(text -> Mentions.speakTo(name, text)).count();
        return new Attention(mark, preference, unread.size(), (int) mentions);
    }

    static Preference preference(ResultSet row, ChannelKind kind) throws SQLException {
        String level = row.getString("notify");
        return new Preference(level == null ? NotifyLevel.usual(kind) : NotifyLevel.of(level), row.getBoolean("favourite"));
    }

    static Optional<Long> mark(ResultSet row) throws SQLException {
        long mark = row.getLong("mark");
        return row.wasNull() ? Optional.empty() : Optional.of(mark);
    }

    private Optional<Long> mark(ChannelName channel, AccountId account) throws SQLException {
        String query =
                """
                select attention.mark from attention join channel on channel.id = attention.channel
                 where channel.name = ? and attention.account = ?
                """;
        return sql.first(query, Attentions::mark, channel.value(), account.value()).flatMap(mark -> mark);
    }

    /** @return the words as they stand now; empty where nobody can be spoken to */
    private static String text(ResultSet row) throws SQLException {
        String edited = row.getString("text");
        if (edited != null) return edited;
        String body = row.getString("body");
        return body == null ? "" : EventRow.text(body);
    }
}
