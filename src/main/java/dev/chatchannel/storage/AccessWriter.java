package dev.chatchannel.storage;

import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Outcome;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.journal.Rejection;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ArchiveChanged;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelDeleted;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.GuestsSet;
import dev.chatchannel.message.MemberBanned;
import dev.chatchannel.message.MemberInvited;
import dev.chatchannel.message.MemberJoined;
import dev.chatchannel.message.MemberLeft;
import dev.chatchannel.message.MemberMuted;
import dev.chatchannel.message.MemberRemoved;
import dev.chatchannel.message.MemberUnbanned;
import dev.chatchannel.message.Role;
import dev.chatchannel.message.RoleSet;
import dev.chatchannel.message.SlowModeSet;
import dev.chatchannel.message.TitleChanged;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Writes what a draft changes of a channel's members and of the channel itself, and makes the event; or says why it does not fit. */
final class AccessWriter {
    /** All that belongs to a channel beside its events and files. */
    private static final List<String> OF_PEOPLE = List.of("member", "restraint", "spoke", "attention");

    private final Sql sql;
    private final long time;

    AccessWriter(Sql sql, long time) {
        this.sql = sql;
        this.time = time;
    }

    Outcome write(Draft draft, Place place) throws SQLException {
        Change change = draft.change();
        if (change instanceof Change.Join) return join(draft, place);
        if (change instanceof Change.Leave) return leave(draft, place);
        if (change instanceof Change.Invite invite) return invite(draft, place, invite);
        if (change instanceof Change.Remove remove) return remove(draft, place, remove);
        if (change instanceof Change.SetRole set) return setRole(draft, place, set);
        if (change instanceof Change.Mute mute) return mute(draft, place, mute);
        if (change instanceof Change.Ban ban) return ban.banned() ? ban(draft, place, ban) : unban(draft, place, ban);
        return writeToChannel(draft, place, change);
    }

    private Outcome writeToChannel(Draft draft, Place place, Change change) throws SQLException {
        if (change instanceof Change.SetTitle title) return setTitle(draft, place, title.title());
        if (change instanceof Change.Archive archive) return archive(draft, place, archive.archived());
        if (change instanceof Change.SetSlowMode set) return setSlowMode(draft, place, set.seconds());
        if (change instanceof Change.OpenToGuests set) return openToGuests(draft, place, set.open());
        if (change instanceof Change.DeleteChannel) return delete(draft, place);
        throw new IllegalArgumentException("A change that has no SQL");
    }

    private Outcome join(Draft draft, Place place) throws SQLException {
        if (isBanned(place, draft.author().id())) return Rejection.BANNED;
        if (!insert(place, draft.author().id())) return Rejection.NOTHING_CHANGED;
        return stored(new MemberJoined(place.name(), place.take(), draft.author(), time));
    }

    private Outcome leave(Draft draft, Place place) throws SQLException {
        Role role = role(place, draft.author().id());
        if (!deleteMember(place, draft.author().id())) return Rejection.NOTHING_CHANGED;
        if (place.kind() == ChannelKind.PRIVATE && members(place) == 0) return delete(draft, place);
        Optional<Author> heir = role == Role.OWNER && owners(place) == 0 ? heir(place) : Optional.empty();
        if (heir.isPresent()) setRole(place, heir.get().id(), Role.OWNER);
        return stored(new MemberLeft(place.name(), place.take(), draft.author(), time, heir));
    }

    private Outcome invite(Draft draft, Place place, Change.Invite invite) throws SQLException {
        Optional<Author> guest = account(invite.account()).filter(found -> found.kind() != AccountKind.GUEST);
        if (guest.isEmpty()) return Rejection.NO_ACCOUNT;
        if (isBanned(place, invite.account())) return Rejection.BANNED;
        if (!insert(place, invite.account())) return Rejection.NOTHING_CHANGED;
        return stored(new MemberInvited(place.name(), place.take(), draft.author(), time, guest.get()));
    }

    private Outcome remove(Draft draft, Place place, Change.Remove remove) throws SQLException {
        Role role = role(place, remove.account());
        if (role == Role.NONE) return Rejection.NO_MEMBER;
        if (!remove.by().standsAbove(role)) return Rejection.STANDS_TOO_HIGH;
        if (isLastOwner(place, role)) return Rejection.LAST_OWNER;
        deleteMember(place, remove.account());
        return stored(new MemberRemoved(place.name(), place.take(), draft.author(), time, named(remove.account())));
    }

    /** Nobody gives more than they have; down one may always go oneself. */
    private Outcome setRole(Draft draft, Place place, Change.SetRole set) throws SQLException {
        Role role = role(place, set.account());
        boolean oneself = set.account().equals(draft.author().id());
        if (role == Role.NONE) return Rejection.NO_MEMBER;
        if (!oneself && !set.by().standsAbove(role) || !set.by().mayGive(set.role())) return Rejection.STANDS_TOO_HIGH;
        if (role == set.role()) return Rejection.NOTHING_CHANGED;
        if (set.role().isAtLeast(Role.MODERATOR) && named(set.account()).kind() == AccountKind.GUEST) return Rejection.NO_ACCOUNT;
        if (isLastOwner(place, role)) return Rejection.LAST_OWNER;
        setRole(place, set.account(), set.role());
        return stored(new RoleSet(place.name(), place.take(), draft.author(), time, named(set.account()), set.role()));
    }

    private Outcome mute(Draft draft, Place place, Change.Mute mute) throws SQLException {
        Optional<Rejection> why = untouchable(place, mute.account(), mute.by());
        if (why.isPresent()) return why.get();
        String query = "select muted_until from restraint where channel = ? and account = ?";
        long before = sql.first(query, row -> row.getLong(1), place.channel(), mute.account().value()).orElse(0L);
        long until = mute.seconds() == 0 ? 0 : time + TimeUnit.SECONDS.toMillis(mute.seconds());
        if (until == before) return Rejection.NOTHING_CHANGED;
        String upsert =
                """
                insert into restraint (channel, account, muted_until) values (?, ?, ?)
                on conflict (channel, account) do update set muted_until = excluded.muted_until
                """;
        sql.run(upsert, place.channel(), mute.account().value(), until);
        return stored(new MemberMuted(place.name(), place.take(), draft.author(), time, named(mute.account()), until));
    }

    private Outcome ban(Draft draft, Place place, Change.Ban ban) throws SQLException {
        Optional<Rejection> why = untouchable(place, ban.account(), ban.by());
        if (why.isPresent()) return why.get();
        if (isLastOwner(place, role(place, ban.account()))) return Rejection.LAST_OWNER;
        if (!setBanned(place, ban.account(), true)) return Rejection.NOTHING_CHANGED;
        if (!deleteMember(place, ban.account())) forgetAttention(place, ban.account());
        return stored(new MemberBanned(place.name(), place.take(), draft.author(), time, named(ban.account())));
    }

    private Outcome unban(Draft draft, Place place, Change.Ban ban) throws SQLException {
        if (!setBanned(place, ban.account(), false)) return Rejection.NOTHING_CHANGED;
        return stored(new MemberUnbanned(place.name(), place.take(), draft.author(), time, named(ban.account())));
    }

    private Outcome setTitle(Draft draft, Place place, String title) throws SQLException {
        int changed = sql.run("update channel set title = ? where id = ? and title <> ?", title, place.channel(), title);
        if (changed == 0) return Rejection.NOTHING_CHANGED;
        return stored(new TitleChanged(place.name(), place.take(), draft.author(), time, title));
    }

    private Outcome archive(Draft draft, Place place, boolean archived) throws SQLException {
        int changed = archived
                ? sql.run("update channel set archived = ? where id = ? and archived is null", time, place.channel())
                : sql.run("update channel set archived = null where id = ? and archived is not null", place.channel());
        if (changed == 0) return Rejection.NOTHING_CHANGED;
        return stored(new ArchiveChanged(place.name(), place.take(), draft.author(), time, archived));
    }

    private Outcome setSlowMode(Draft draft, Place place, int seconds) throws SQLException {
        int changed = sql.run("update channel set slow = ? where id = ? and slow <> ?", seconds, place.channel(), seconds);
        if (changed == 0) return Rejection.NOTHING_CHANGED;
        return stored(new SlowModeSet(place.name(), place.take(), draft.author(), time, seconds));
    }

    private Outcome openToGuests(Draft draft, Place place, boolean open) throws SQLException {
        int changed = sql.run("update channel set guests = ? where id = ? and guests <> ?", open, place.channel(), open);
        if (changed == 0) return Rejection.NOTHING_CHANGED;
        return stored(new GuestsSet(place.name(), place.take(), draft.author(), time, open));
    }

    private Outcome delete(Draft draft, Place place) throws SQLException {
        SearchTable.of(sql).removeChannel(place.channel());
        for (String table : OF_PEOPLE) sql.run("delete from " + table + " where channel = ?", place.channel());
        EndingChannels.end(sql, place.channel(), place.before(), time);
        place.remove();
        return stored(new ChannelDeleted(place.name(), place.take(), draft.author(), time));
    }

    /** @return why this person cannot be muted or banned by this authority */
    private Optional<Rejection> untouchable(Place place, AccountId account, Change.Authority by) throws SQLException {
        boolean administrator = account(account).map(Author::kind)
                .filter(kind -> kind == AccountKind.ADMINISTRATOR || kind == AccountKind.OPERATOR).isPresent();
        return administrator || !by.standsAbove(role(place, account)) ? Optional.of(Rejection.STANDS_TOO_HIGH) : Optional.empty();
    }

    /** @return whether that made a difference */
    private boolean setBanned(Place place, AccountId account, boolean banned) throws SQLException {
        if (isBanned(place, account) == banned) return false;
        String upsert =
                """
                insert into restraint (channel, account, banned) values (?, ?, ?)
                on conflict (channel, account) do update set banned = excluded.banned
                """;
        sql.run(upsert, place.channel(), account.value(), banned);
        return true;
    }

    private boolean isBanned(Place place, AccountId account) throws SQLException {
        String query = "select banned from restraint where channel = ? and account = ?";
        return sql.first(query, row -> row.getBoolean(1), place.channel(), account.value()).orElse(false);
    }

    private boolean isReadOnly(Place place, AccountId account) throws SQLException {
        String query = "select read_only from restraint where channel = ? and account = ?";
        return sql.first(query, row -> row.getBoolean(1), place.channel(), account.value()).orElse(false);
    }

    private boolean insert(Place place, AccountId account) throws SQLException {
        String insert = "insert into member (channel, account, since, role) values (?, ?, ?, ?) on conflict do nothing";
        Role role = isReadOnly(place, account) ? Role.READ_ONLY : Role.MEMBER;
        return sql.run(insert, place.channel(), account.value(), time, role.word()) > 0;
    }

    private boolean deleteMember(Place place, AccountId account) throws SQLException {
        if (sql.run("delete from member where channel = ? and account = ?", place.channel(), account.value()) == 0) return false;
        forgetAttention(place, account);
        return true;
    }

    /** Who comes back begins anew. */
    private void forgetAttention(Place place, AccountId account) throws SQLException {
        sql.run("delete from attention where channel = ? and account = ?", place.channel(), account.value());
    }

    /** Read only is kept apart too: who leaves and joins again must not come back with more. */
    private void setRole(Place place, AccountId account, Role role) throws SQLException {
        String upsert =
                """
                insert into restraint (channel, account, read_only) values (?, ?, ?)
                on conflict (channel, account) do update set read_only = excluded.read_only
                """;
        boolean readOnly = role == Role.READ_ONLY;
        if (readOnly != isReadOnly(place, account)) sql.run(upsert, place.channel(), account.value(), readOnly);
        sql.run("update member set role = ? where channel = ? and account = ?", role.word(), place.channel(), account.value());
    }

    private Role role(Place place, AccountId account) throws SQLException {
        String query = "select role from member where channel = ? and account = ?";
        return sql.first(query, row -> Role.of(row.getString(1)), place.channel(), account.value()).orElse(Role.NONE);
    }

    private boolean isLastOwner(Place place, Role role) throws SQLException {
        return role == Role.OWNER && owners(place) == 1;
    }

    private int owners(Place place) throws SQLException {
        return number("select count(*) from member where channel = ? and role = 'owner'", place);
    }

    private int members(Place place) throws SQLException {
        return number("select count(*) from member where channel = ?", place);
    }

    private int number(String query, Place place) throws SQLException {
        return sql.first(query, row -> row.getInt(1), place.channel()).orElse(0);
    }

    /** @return the oldest moderator, else the oldest member, else who reads for the longest time; no guest */
    private Optional<Author> heir(Place place) throws SQLException {
        String query =
                """
                select account from member where channel = ? and account in (select id from account where kind <> 'GUEST')
                 order by case role when 'moderator' then 1 when 'member' then 2 else 3 end, since, account
                 limit 1
                """;
        Optional<String> heir = sql.first(query, row -> row.getString(1), place.channel());
        return heir.isEmpty() ? Optional.empty() : Optional.of(named(new AccountId(heir.get())));
    }

    /** @return the account with its name now; a guest whom nobody kept, or who was forgotten, has none but this */
    private Author named(AccountId account) throws SQLException {
        return account(account).orElseGet(() -> new Author(account, "guest", AccountKind.GUEST));
    }

    private Optional<Author> account(AccountId account) throws SQLException {
        return sql.first("select id, name, kind from account where id = ?", JdbcAccounts::author, account.value());
    }

    private static Outcome stored(Event event) {
        return new Receipt(event, false);
    }
}
