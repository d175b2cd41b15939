package dev.chatchannel.storage;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.Credentials;
import dev.chatchannel.account.Device;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.Link;
import dev.chatchannel.account.LinkEnded;
import dev.chatchannel.account.LinkKind;
import dev.chatchannel.account.NameTaken;
import dev.chatchannel.account.Registry;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountInfo;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.Deed;
import dev.chatchannel.message.InviteInfo;
import dev.chatchannel.message.LanguageTag;
import dev.chatchannel.message.Profile;
import dev.chatchannel.message.Scope;
import dev.chatchannel.message.SessionInfo;
import dev.chatchannel.message.TokenInfo;
import dev.chatchannel.message.ZoneName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Accounts with passwords, links, sessions, and what administrators did.
 *
 * <p>Threads: any; every method blocks.
 */
public final class JdbcRegistry implements Registry {
    /** Sessions of one account; the one that was not used for longest goes first. */
    private static final int MOST_SESSIONS = 100;

    /** Links for the first administrator that count at once, where each node that starts shows one. */
    private static final int MOST_NODES_STARTING = 20;

    private static final String OLD_SESSIONS =
            """
            delete from token where account = ? and scopes = '' and hash not in
              (select hash from token where account = ? and scopes = '' order by used desc, created desc, hash limit ?)
            """;

    private static final String ADMINISTRATORS =
            "select count(*) from account where kind = 'ADMINISTRATOR' and password is not null and deactivated is null and id <> ?";
    private static final String CREDENTIALS =
            """
            select id, kind, name, password, address from account
             where password is not null and deactivated is null and
            """;

    private final Database database;

    /** @param database shared with everybody else who keeps something in it */
    public JdbcRegistry(Database database) {
        this.database = database;
    }

    @Override
    public boolean hasAdministrator() {
        return read(sql -> administratorsBut(sql, "")) > 0;
    }

    @Override
    public void keepStart(Link link, long now) {
        String older = "delete from link where kind = ? and hash not in (select hash from link where kind = ? order by created desc, hash limit ?)";
        int others = database.isShared() ? MOST_NODES_STARTING : 0;
        write(sql -> {
            sql.run(older, LinkKind.START.name(), LinkKind.START.name(), others);
            return insert(sql, link, "", now);
        });
    }

    @Override
    public void keep(Link link, Author by, long now) {
        write(sql -> {
            insert(sql, link, by.id().value(), now);
            String target = link.account().map(AccountId::value).orElse(link.hash().hex());
            return Audit.note(sql, by, link.kind() == LinkKind.RESET ? "account.reset" : "invite.create", target, now);
        });
    }

    @Override
    public List<InviteInfo> invites(long now, int most) {
        String query = "select hash, uses, expires, creator, created from link where kind = ? and uses > 0 and expires > ? order by created desc, hash limit ?";
        return read(sql -> sql.all(query, JdbcRegistry::invite, LinkKind.INVITE.name(), now, most));
    }

    @Override
    public boolean forgetLink(TokenHash hash, Author by, long now) {
        return write(sql -> {
            boolean wasThere = sql.run("delete from link where hash = ? and kind <> ?", hash.hex(), LinkKind.START.name()) > 0;
            if (wasThere) Audit.note(sql, by, "invite.revoke", hash.hex(), now);
            return wasThere;
        });
    }

    @Override
    public boolean isGood(TokenHash link, long now) {
        String query = "select 1 from link where hash = ? and uses > 0 and expires > ?";
        return read(sql -> sql.first(query, row -> true, link.hex(), now)).isPresent();
    }

    @Override
    public Account join(TokenHash link, AccountId id, DisplayName name, String passwordHash, long now, long forgottenBefore) {
        return write(sql -> {
            LinkKind kind = use(sql, link, now).kind();
            if (kind == LinkKind.START) JdbcPlace.lock(sql);
            if (kind == LinkKind.RESET || kind == LinkKind.START && administratorsBut(sql, "") > 0) throw new LinkEnded();
            AccountKind as = kind == LinkKind.START ? AccountKind.ADMINISTRATOR : AccountKind.MEMBER;
            return join(sql, new Account(id, as, name.text()), name, passwordHash, now, forgottenBefore);
        });
    }

    @Override
    public Account join(AccountId id, DisplayName name, String passwordHash, long now, long forgottenBefore) {
        return write(sql -> join(sql, new Account(id, AccountKind.MEMBER, name.text()), name, passwordHash, now, forgottenBefore));
    }

    @Override
    public Account reset(TokenHash hash, String passwordHash, long now) {
        return write(sql -> {
            Link link = use(sql, hash, now);
            if (link.kind() != LinkKind.RESET) throw new LinkEnded();
            AccountId id = link.account().orElseThrow();
            setPassword(sql, id, passwordHash);
            endSessions(sql, id, "");
            Account account = sql.first(CREDENTIALS + "id = ?", JdbcAccounts::account, id.value()).orElseThrow(LinkEnded::new);
            Signals.askAnew(sql, id);
            return account;
        });
    }

    @Override
    public Optional<Credentials> credentials(DisplayName name) {
        return read(sql -> sql.first(CREDENTIALS + "skeleton = ?", JdbcRegistry::credentials, name.skeleton()));
    }

    @Override
    public Optional<Credentials> credentials(AccountId account) {
        return read(sql -> sql.first(CREDENTIALS + "id = ?", JdbcRegistry::credentials, account.value()));
    }

    @Override
    public void setPassword(AccountId account, String passwordHash, TokenHash but) {
        write(sql -> {
            setPassword(sql, account, passwordHash);
            endSessions(sql, account, but.hex());
            return Signals.askAnew(sql, account);
        });
    }

    @Override
    public void keepSession(TokenHash token, AccountId owner, Device device, long now) {
        String insert = "insert into token (hash, account, created, used, device, address) values (?, ?, ?, ?, ?, ?)";
        write(sql -> {
            sql.run("update account set address = ?, seen = ? where id = ?", device.address(), now, owner.value());
            sql.run(insert, token.hex(), owner.value(), now, now, device.name(), device.address());
            boolean hadMore = sql.run(OLD_SESSIONS, owner.value(), owner.value(), MOST_SESSIONS) > 0;
            return hadMore ? Signals.askAnew(sql, owner) : 0;
        });
    }

    @Override
    public List<SessionInfo> sessions(AccountId owner, TokenHash current) {
        String query = "select hash, device, address, created, used from token where account = ? order by used desc, created desc, hash limit 1000";
        return read(sql -> sql.all(query, row -> session(row, current), owner.value()));
    }

    @Override
    public boolean endSession(AccountId owner, String session) {
        return write(sql -> {
            boolean wasThere = sql.run("delete from token where account = ? and hash = ?", owner.value(), session) > 0;
            if (wasThere) Signals.askAnew(sql, owner);
            return wasThere;
        });
    }

    @Override
    public int endSessions(AccountId owner, TokenHash but) {
        return write(sql -> {
            int ended = endSessions(sql, owner, but.hex());
            if (ended > 0) Signals.askAnew(sql, owner);
            return ended;
        });
    }

    @Override
    public List<AccountInfo> accounts(Optional<AccountKind> kind, String after, int most) {
        String query =
                """
                select id, kind, name, created, seen, deactivated from account
                 where (kind = ? or ? = '' and kind <> 'GUEST') and id > ? order by id limit ?
                """;
        String wanted = kind.map(AccountKind::name).orElse("");
        return read(sql -> sql.all(query, JdbcRegistry::info, wanted, wanted, after, most));
    }

    /** The skeletons are compared without wildcards: no sign of a name counts as one. */
    @Override
    public List<Author> find(String skeleton, int most) {
        String query =
                """
                select id, kind, name from account
                 where kind in ('MEMBER', 'ADMINISTRATOR', 'BOT') and deactivated is null and replace(skeleton, ?, '') <> skeleton
                 order by name, id limit ?
                """;
        String anybody = "select id, kind, name from account where kind in ('MEMBER', 'ADMINISTRATOR', 'BOT') and deactivated is null order by name, id limit ?";
        return read(sql -> skeleton.isEmpty()
                ? sql.all(anybody, JdbcAccounts::author, most)
                : sql.all(query, JdbcAccounts::author, skeleton, most));
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return read(sql -> sql.first("select id, kind, name from account where id = ?", JdbcAccounts::account, id.value()));
    }

    @Override
    public Optional<AccountId> named(String skeleton) {
        return read(sql -> sql.first("select id from account where skeleton = ?", row -> new AccountId(row.getString(1)), skeleton));
    }

    @Override
    public Optional<Profile> profile(AccountId id) {
        return read(sql -> sql.first("select language, time_zone from account where id = ?", JdbcRegistry::profile, id.value()));
    }

    @Override
    public void setProfile(AccountId id, Optional<LanguageTag> language, Optional<ZoneName> zone) {
        String update = "update account set language = coalesce(?, language), time_zone = coalesce(?, time_zone) where id = ?";
        write(sql -> sql.run(update, language.map(LanguageTag::value).orElse(null), zone.map(ZoneName::value).orElse(null), id.value()));
    }

    @Override
    public boolean setActive(AccountId account, boolean active, Author by, long now) {
        return write(sql -> {
            JdbcPlace.lock(sql);
            if (!active && isLastAdministrator(sql, account.value())) return false;
            int changed = active ? activate(sql, account) : deactivate(sql, account, now);
            if (changed == 0) return false;
            Audit.note(sql, by, active ? "account.reactivate" : "account.deactivate", account.value(), now);
            Signals.askAnew(sql, account);
            return true;
        });
    }

    @Override
    public boolean setKind(AccountId account, AccountKind kind, Author by, long now) {
        return write(sql -> {
            JdbcPlace.lock(sql);
            if (kind != AccountKind.ADMINISTRATOR && isLastAdministrator(sql, account.value())) return false;
            String change = "update account set kind = ? where id = ? and kind <> ? and kind in ('MEMBER', 'ADMINISTRATOR')";
            int changed = sql.run(change, kind.name(), account.value(), kind.name());
            if (changed == 0) return false;
            Audit.note(sql, by, "account.set_kind", account.value(), kind.name().toLowerCase(Locale.ROOT), now);
            Signals.askAnew(sql, account);
            return true;
        });
    }

    @Override
    public boolean addBot(Account bot, DisplayName name, Author by, long now, long forgottenBefore) {
        return write(sql -> {
            boolean kept = JdbcAccounts.keep(sql, bot, name, now, forgottenBefore);
            if (kept) Audit.note(sql, by, "bot.create", bot.id().value(), now);
            return kept;
        });
    }

    @Override
    public void keepToken(TokenHash token, AccountId bot, String name, Set<Scope> scopes, OptionalLong expires, Author by, long now) {
        String insert = "insert into token (hash, account, created, used, name, scopes, expires) values (?, ?, ?, ?, ?, ?, ?)";
        write(sql -> {
            Long end = expires.isPresent() ? expires.getAsLong() : null;
            sql.run(insert, token.hex(), bot.value(), now, now, name, Scope.words(scopes), end);
            return Audit.note(sql, by, "token.create", bot.value(), now);
        });
    }

    @Override
    public List<TokenInfo> tokens(AccountId bot) {
        String query = "select hash, name, scopes, created, used, expires from token where account = ? order by created, hash limit 1000";
        return read(sql -> sql.all(query, JdbcRegistry::token, bot.value()));
    }

    @Override
    public Optional<AccountId> forgetToken(TokenHash token, Author by, long now) {
        String query = "select account.id from token join account on account.id = token.account where hash = ? and account.kind in ('BOT', 'OPERATOR')";
        return write(sql -> {
            Optional<AccountId> owner = sql.first(query, row -> new AccountId(row.getString(1)), token.hex());
            if (owner.isEmpty()) return owner;
            sql.run("delete from token where hash = ?", token.hex());
            Audit.note(sql, by, "token.revoke", owner.get().value(), now);
            Signals.askAnew(sql, owner.get());
            return owner;
        });
    }

    @Override
    public void note(Author by, String action, String target, String detail, long now) {
        write(sql -> Audit.note(sql, by, action, target, detail, now));
    }

    @Override
    public List<Deed> deeds(String before, int most) {
        return read(sql -> Audit.deeds(sql, before, most));
    }

    /** @throws NameTaken when somebody else holds the name; then no use of a link is taken */
    private static Account join(Sql sql, Account account, DisplayName name, String passwordHash, long now, long forgottenBefore)
            throws SQLException {
        if (!JdbcAccounts.keep(sql, account, name, now, forgottenBefore)) throw new NameTaken(name);
        setPassword(sql, account.id(), passwordHash);
        Signals.askAnew(sql, account.id()); // it may have been a guest's
        return account;
    }

    /** Takes one use. @throws LinkEnded when there is none left */
    private static Link use(Sql sql, TokenHash hash, long now) throws SQLException {
        String update =
                """
                update link set uses = uses - 1 where hash = ? and uses > 0 and expires > ?
                returning kind, account, uses, expires
                """;
        return sql.first(update, row -> link(hash, row), hash.hex(), now).orElseThrow(LinkEnded::new);
    }

    private static int insert(Sql sql, Link link, String creator, long now) throws SQLException {
        String insert = "insert into link (hash, kind, account, uses, expires, creator, created) values (?, ?, ?, ?, ?, ?, ?)";
        String account = link.account().map(AccountId::value).orElse(null);
        return sql.run(insert, link.hash().hex(), link.kind().name(), account, link.uses(), link.expires(), creator, now);
    }

    /** A link that was handed out for the password before is good for nothing any more. */
    private static int setPassword(Sql sql, AccountId account, String hash) throws SQLException {
        sql.run("delete from link where account = ?", account.value());
        return sql.run("update account set password = ? where id = ?", hash, account.value());
    }

    private static int endSessions(Sql sql, AccountId owner, String but) throws SQLException {
        return sql.run("delete from token where account = ? and hash <> ?", owner.value(), but);
    }

    private static int activate(Sql sql, AccountId account) throws SQLException {
        return sql.run("update account set deactivated = null where id = ? and deactivated is not null", account.value());
    }

    private static int deactivate(Sql sql, AccountId account, long now) throws SQLException {
        String update = "update account set deactivated = ? where id = ? and deactivated is null and kind <> 'OPERATOR'";
        int changed = sql.run(update, now, account.value());
        if (changed == 0) return 0;
        sql.run("delete from link where account = ?", account.value());
        endSessions(sql, account, "");
        return changed;
    }

    private static boolean isLastAdministrator(Sql sql, String account) throws SQLException {
        return administratorsBut(sql, account) == 0 && administratorsBut(sql, "") > 0;
    }

    private static long administratorsBut(Sql sql, String account) throws SQLException {
        return sql.first(ADMINISTRATORS, row -> row.getLong(1), account).orElse(0L);
    }

    private static InviteInfo invite(ResultSet row) throws SQLException {
        return new InviteInfo(
                row.getString("hash"), row.getInt("uses"), row.getLong("expires"), new AccountId(row.getString("creator")), row.getLong("created"));
    }

    private static Link link(TokenHash hash, ResultSet row) throws SQLException {
        Optional<AccountId> account = Optional.ofNullable(row.getString("account")).map(AccountId::new);
        return new Link(hash, LinkKind.valueOf(row.getString("kind")), account, row.getInt("uses"), row.getLong("expires"));
    }

    private static Credentials credentials(ResultSet row) throws SQLException {
        return new Credentials(JdbcAccounts.account(row), row.getString("password"), row.getString("address"));
    }

    private static SessionInfo session(ResultSet row, TokenHash current) throws SQLException {
        String hash = row.getString("hash");
        return new SessionInfo(
                hash, row.getString("device"), row.getString("address"), row.getLong("created"), row.getLong("used"), hash.equals(current.hex()));
    }

    private static AccountInfo info(ResultSet row) throws SQLException {
        boolean active = row.getObject("deactivated") == null;
        return new AccountInfo(JdbcAccounts.author(row), row.getLong("created"), row.getLong("seen"), active);
    }

    /** A zone that the Java at hand does not know, though another did, is as good as none. */
    private static Profile profile(ResultSet row) throws SQLException {
        return new Profile(new LanguageTag(row.getString("language")), zone(row.getString("time_zone")));
    }

    private static ZoneName zone(String kept) {
        try {
            return new ZoneName(kept);
        } catch (IllegalArgumentException unknownHere) {
            return new ZoneName("");
        }
    }

    private static TokenInfo token(ResultSet row) throws SQLException {
        long expires = row.getLong("expires");
        OptionalLong end = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(expires);
        return new TokenInfo(
                row.getString("hash"), row.getString("name"), Scope.ofWords(row.getString("scopes")), row.getLong("created"), row.getLong("used"), end);
    }

    private <T> T read(Sql.Work<T> work) {
        return JdbcAccounts.kept(() -> database.read(work));
    }

    private <T> T write(Sql.Work<T> work) {
        return JdbcAccounts.kept(() -> database.write(work));
    }
}
