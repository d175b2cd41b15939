package dev.chatchannel.storage;

import dev.chatchannel.channel.Directory;
import dev.chatchannel.channel.HistoryUnavailable;
import dev.chatchannel.channel.KnownChannel;
import dev.chatchannel.channel.MarkMove;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Attention;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ChannelSummary;
import dev.chatchannel.message.Membership;
import dev.chatchannel.message.NotifyLevel;
import dev.chatchannel.message.Preference;
import dev.chatchannel.message.Role;
import dev.chatchannel.message.SortableId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Making channels, lists of them, and what people have of them.
 *
 * <p>Threads: any; every method blocks.
 */
public final class JdbcDirectory implements Directory {
    private static final String PRIVATE = "p-";
    private static final String DIRECT = "d-";

    private static final String SUMMARY =
            """
            select channel.id, channel.name, channel.title, channel.kind, channel.topic, channel.archived, channel.slow, channel.head, mine.role,
                   attention.mark, attention.notify, attention.favourite,
                   (select count(*) from member where member.channel = channel.id) as members
              from channel
            """;

    private final Database database;
    private final Clock clock;

    /** @param clock for the ids of new channels, and since when their members are in them */
    public JdbcDirectory(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean createPublic(ChannelName name, String title, AccountId creator) {
        return write(sql -> create(sql, name, ChannelKind.PUBLIC, title, creator, Optional.empty(), Set.of(creator), Role.OWNER));
    }

    @Override
    public ChannelName createPrivate(String title, AccountId creator) {
        ChannelName name = made(PRIVATE);
        write(sql -> create(sql, name, ChannelKind.PRIVATE, title, creator, Optional.empty(), Set.of(creator), Role.OWNER));
        return name;
    }

    /** Who is not the first to make it finds the other's by the same key: it is unique. */
    @Override
    public Optional<ChannelName> direct(Set<AccountId> people, AccountId creator) {
        String key = people.stream().map(AccountId::value).sorted().collect(Collectors.joining(" "));
        return write(sql -> {
            if (!haveAccounts(sql, people)) return Optional.empty();
            create(sql, made(DIRECT), ChannelKind.DIRECT, "", creator, Optional.of(key), people, Role.MEMBER);
            return sql.first("select name from channel where people = ?", row -> new ChannelName(row.getString(1)), key);
        });
    }

    @Override
    public List<ChannelSummary> of(AccountId account) {
        String query = SUMMARY +
                """
                join member as mine on mine.channel = channel.id and mine.account = ?
                left join attention on attention.channel = channel.id and attention.account = mine.account
                order by channel.name
                """;
        return read(sql -> summaries(sql, account, sql.all(query, Row::read, account.value())));
    }

    @Override
    public List<ChannelSummary> browse(AccountId asker, boolean asGuest, String prefix, String after, int most) {
        String query = SUMMARY +
                """
                left join member as mine on mine.channel = channel.id and mine.account = ?
                left join restraint on restraint.channel = channel.id and restraint.account = ?
                left join attention on attention.channel = channel.id and attention.account = ?
                where channel.kind = 'public' and substr(channel.name, 1, ?) = ? and channel.name > ?
                  and not coalesce(restraint.banned, false) and (channel.guests or not ?)
                order by channel.name limit ?
                """;
        String who = asker.value();
        return read(sql -> summaries(sql, asker, sql.all(query, Row::read, who, who, who, prefix.codePointCount(0, prefix.length()), prefix, after, asGuest, most)));
    }

    @Override
    public List<Optional<Long>> move(List<MarkMove> moves) {
        return write(sql -> {
            Attentions attentions = new Attentions(sql);
            List<Optional<Long>> marks = new ArrayList<>();
            for (MarkMove move : moves) marks.add(attentions.move(move));
            return marks;
        });
    }

    @Override
    public Optional<Preference> prefer(ChannelName channel, AccountId account, Optional<NotifyLevel> level, Optional<Boolean> favourite) {
        return write(sql -> new Attentions(sql).prefer(channel, account, level, favourite));
    }

    @Override
    public List<KnownChannel> known(AccountId asker) {
        String query =
                """
                select channel.name, channel.title, channel.kind, channel.guests, mine.role, restraint.read_only, restraint.muted_until, restraint.banned
                  from channel
                  left join member as mine on mine.channel = channel.id and mine.account = ?
                  left join restraint on restraint.channel = channel.id and restraint.account = ?
                 where channel.kind = 'public' or mine.role is not null
                """;
        return read(sql -> sql.all(query, JdbcDirectory::knownChannel, asker.value(), asker.value()));
    }

    @Override
    public List<Membership> members(ChannelName channel, String after, int most) {
        String query =
                """
                select account.id, account.name, account.kind, member.role, coalesce(restraint.muted_until, 0) as muted_until
                  from member
                  join channel on channel.id = member.channel
                  join account on account.id = member.account
                  left join restraint on restraint.channel = member.channel and restraint.account = member.account
                 where channel.name = ? and member.account > ?
                 order by member.account limit ?
                """;
        return read(sql -> sql.all(query, JdbcDirectory::membership, channel.value(), after, most));
    }

    @Override
    public List<Author> banned(ChannelName channel, String after, int most) {
        String query =
                """
                select account.id, account.name, account.kind
                  from restraint
                  join channel on channel.id = restraint.channel
                  join account on account.id = restraint.account
                 where channel.name = ? and restraint.banned and restraint.account > ?
                 order by restraint.account limit ?
                """;
        return read(sql -> sql.all(query, JdbcAccounts::author, channel.value(), after, most));
    }

    /** @return false when there is one of this name, or a public one that looks like it, or one of these people */
    private boolean create(
            Sql sql, ChannelName name, ChannelKind kind, String title, AccountId creator, Optional<String> key, Set<AccountId> people, Role role)
            throws SQLException {
        String insert =
                """
                insert into channel (id, name, epoch, head, kind, title, guests, creator, people, skeleton) values (?, ?, ?, 0, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """;
        String id = SortableId.at(clock.millis());
        String skeleton = kind == ChannelKind.PUBLIC ? ChannelSkeletons.of(name) : null;
        int made = sql.run(insert, id, name.value(), JdbcEvents.epoch(), kind.word(), title, false, creator.value(), key.orElse(null), skeleton);
        if (made == 0) return false;
        String member = "insert into member (channel, account, since, role) values (?, ?, ?, ?)";
        for (AccountId account : people) sql.run(member, id, account.value(), clock.millis(), role.word());
        return true;
    }

    private ChannelName made(String prefix) {
        return new ChannelName(prefix + SortableId.at(clock.millis()));
    }

    private static boolean haveAccounts(Sql sql, Set<AccountId> people) throws SQLException {
        String query = "select 1 from account where id = ? and kind <> 'GUEST'";
        for (AccountId account : people) {
            if (sql.first(query, row -> true, account.value()).isEmpty()) return false;
        }
        return true;
    }

    /** @return the rows with the people of direct channels, and with what the asker has not read */
    private static List<ChannelSummary> summaries(Sql sql, AccountId asker, List<Row> rows) throws SQLException {
        String name = sql.first("select name from account where id = ?", row -> row.getString(1), asker.value()).orElse("");
        Attentions attentions = new Attentions(sql);
        String query =
                """
                select account.id, account.name, account.kind from member join account on account.id = member.account
                 where member.channel = ? order by account.id
                """;
        List<ChannelSummary> channels = new ArrayList<>();
        for (Row row : rows) {
            boolean direct = row.kind == ChannelKind.DIRECT;
            Attention attention = attentions.count(row.id, row.head, row.mark, row.preference, asker, name);
            channels.add(row.summary(direct ? sql.all(query, JdbcAccounts::author, row.id) : List.of(), attention));
        }
        return channels;
    }

    private static KnownChannel knownChannel(ResultSet row) throws SQLException {
        return new KnownChannel(
                new ChannelName(row.getString("name")),
                row.getString("title"),
                ChannelKind.of(row.getString("kind")),
                row.getBoolean("guests"),
                StateRow.standing(row));
    }

    private static Membership membership(ResultSet row) throws SQLException {
        return new Membership(JdbcAccounts.author(row), Role.of(row.getString("role")), row.getLong("muted_until"));
    }

    private <T> T read(Sql.Work<T> work) {
        return answered(() -> database.read(work));
    }

    private <T> T write(Sql.Work<T> work) {
        return answered(() -> database.write(work));
    }

    private static <T> T answered(Question<T> question) {
        try {
            return question.answer();
        } catch (SQLException failure) {
            throw new HistoryUnavailable("The database cannot be read or written: " + failure.getMessage(), failure);
        }
    }

    /** A row of {@link #SUMMARY}. */
    private record Row(
            String id, ChannelName name, String title, ChannelKind kind, String topic, boolean archived, int slowSeconds, Role role, long head, int members,
            Optional<Long> mark, Preference preference) {
        static Row read(ResultSet row) throws SQLException {
            String role = row.getString("role");
            ChannelKind kind = ChannelKind.of(row.getString("kind"));
            return new Row(
                    row.getString("id"),
                    new ChannelName(row.getString("name")),
                    row.getString("title"),
                    kind,
                    row.getString("topic"),
                    row.getLong("archived") > 0,
                    row.getInt("slow"),
                    role == null ? Role.NONE : Role.of(role),
                    row.getLong("head"),
                    row.getInt("members"),
                    Attentions.mark(row),
                    Attentions.preference(row, kind));
        }

        ChannelSummary summary(List<Author> people, Attention attention) {
            return new ChannelSummary(name, title, kind, topic, archived, slowSeconds, role, head, members, people, attention);
        }
    }
}
