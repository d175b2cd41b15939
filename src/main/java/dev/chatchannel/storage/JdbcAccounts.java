package dev.chatchannel.storage;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.Accounts;
import dev.chatchannel.account.AccountsUnavailable;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.Holder;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.Scope;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts, their names and their tokens. All methods throw {@link StorageUnavailable} when the database fails.
 *
 * <p>A guest who loses the name is forgotten altogether, tokens and memberships too: an account whose name belongs to
 * somebody else could only speak as that somebody.
 *
 * <p>Threads: any; every method blocks.
 */
public final class JdbcAccounts implements Accounts {
    private static final Logger LOG = System.getLogger(JdbcAccounts.class.getName());
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Database database;

    /** @param database shared with everybody else who keeps something in it */
    public JdbcAccounts(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Holder> holder(TokenHash token, long now) {
        String query =
                """
                select account.id, account.kind, account.name, token.used, token.scopes, token.expires
                  from token join account on account.id = token.account
                 where token.hash = ? and account.deactivated is null and (token.expires is null or token.expires > ?)
                """;
        Optional<Shown> shown = kept(() -> database.read(sql -> sql.first(query, Shown::read, token.hex(), now)));
        shown.filter(account -> account.used <= now - HOUR).ifPresent(account -> touch(token, account, now));
        return shown.map(known -> new Holder(known.account, known.scopes, known.ends));
    }

    @Override
    public boolean keep(Account account, DisplayName name, long now, long forgottenBefore) {
        return kept(() -> database.write(sql -> {
            boolean isKnown = sql.first("select 1 from account where id = ?", row -> true, account.id().value()).isPresent();
            boolean kept = keep(sql, account, name, now, forgottenBefore);
            if (kept && isKnown) Signals.askAnew(sql, account.id());
            return kept;
        }));
    }

    @Override
    public boolean rename(AccountId account, DisplayName name, long now, long forgottenBefore) {
        String update = "update account set name = ?, skeleton = ?, seen = ? where id = ?";
        return kept(() -> database.write(sql -> {
            boolean renamed = makeFree(sql, name, account, forgottenBefore) && sql.run(update, name.text(), name.skeleton(), now, account.value()) > 0;
            if (renamed) Signals.askAnew(sql, account);
            return renamed;
        }));
    }

    @Override
    public void keep(TokenHash token, AccountId owner, long now) {
        String insert = "insert into token (hash, account, created, used) values (?, ?, ?, ?)";
        kept(() -> database.write(sql -> sql.run(insert, token.hex(), owner.value(), now, now)));
    }

    @Override
    public void forget(TokenHash token) {
        String delete = "delete from token where hash = ? returning account";
        kept(() -> database.write(sql -> {
            Optional<AccountId> owner = sql.first(delete, row -> new AccountId(row.getString(1)), token.hex());
            if (owner.isPresent()) Signals.askAnew(sql, owner.get());
            return owner;
        }));
    }

    @Override
    public Optional<Account> operator() {
        String query = "select id, kind, name from account where kind = 'OPERATOR' order by id limit 1";
        return kept(() -> database.read(sql -> sql.first(query, JdbcAccounts::account)));
    }

    @Override
    public boolean hasToken(AccountId account) {
        String query = "select 1 from token where account = ? limit 1";
        return kept(() -> database.read(sql -> sql.first(query, row -> true, account.value()))).isPresent();
    }

    /** Best effort: who may read must not be turned away because the disk is full. */
    private void touch(TokenHash token, Shown shown, long now) {
        try {
            database.write(sql -> {
                sql.run("update account set seen = ? where id = ?", now, shown.account.id().value());
                return sql.run("update token set used = ? where hash = ?", now, token.hex());
            });
        } catch (SQLException failure) {
            LOG.log(Level.WARNING, "The use of a token cannot be noted: " + failure.getMessage());
        }
    }

    /** Keeps the account within a transaction. @return false when the name is held by somebody else */
    static boolean keep(Sql sql, Account account, DisplayName name, long now, long forgottenBefore) throws SQLException {
        return makeFree(sql, name, account.id(), forgottenBefore) && keep(sql, account, name, now);
    }

    /** Forgets the guest who has the name, if that may be. @return false when somebody else keeps it */
    private static boolean makeFree(Sql sql, DisplayName name, AccountId wants, long forgottenBefore) throws SQLException {
        Optional<NameHolder> other = holder(sql, name).filter(holder -> !holder.id.equals(wants.value()));
        if (other.isPresent() && !other.get().isForgotten(forgottenBefore)) return false;
        if (other.isPresent()) forget(sql, other.get());
        return true;
    }

    private static Optional<NameHolder> holder(Sql sql, DisplayName name) throws SQLException {
        return sql.first("select id, kind, seen from account where skeleton = ?", NameHolder::read, name.skeleton());
    }

    private static void forget(Sql sql, NameHolder guest) throws SQLException {
        sql.run("delete from token where account = ?", guest.id);
        sql.run("delete from member where account = ?", guest.id);
        sql.run("delete from restraint where account = ?", guest.id);
        sql.run("delete from spoke where account = ?", guest.id);
        sql.run("delete from account where id = ?", guest.id);
    }

    private static boolean keep(Sql sql, Account account, DisplayName name, long now) throws SQLException {
        String upsert =
                """
                insert into account (id, kind, name, skeleton, created, seen) values (?, ?, ?, ?, ?, ?)
                on conflict (id) do update
                   set kind = excluded.kind, name = excluded.name, skeleton = excluded.skeleton, seen = excluded.seen
                 where account.kind = 'GUEST' or account.kind = excluded.kind
                """;
        String id = account.id().value();
        return sql.run(upsert, id, account.kind().name(), account.name(), name.skeleton(), now, now) > 0;
    }

    static Account account(ResultSet row) throws SQLException {
        AccountKind kind = AccountKind.valueOf(row.getString("kind"));
        return new Account(new AccountId(row.getString("id")), kind, row.getString("name"));
    }

    static Author author(ResultSet row) throws SQLException {
        return account(row).asAuthor();
    }

    static <T> T kept(Question<T> question) {
        try {
            return question.answer();
        } catch (SQLException failure) {
            throw new AccountsUnavailable("The accounts cannot be read or written (%s).".formatted(failure.getMessage()), failure);
        }
    }

    /** Who showed a token, and when it was noted last. */
    private record Shown(Account account, Set<Scope> scopes, long used, long ends) {
        static Shown read(ResultSet row) throws SQLException {
            long ends = row.getLong("expires");
            return new Shown(JdbcAccounts.account(row), Scope.ofWords(row.getString("scopes")), row.getLong("used"), row.wasNull() ? Holder.NEVER : ends);
        }
    }

    /** Who has the name that somebody asks for. */
    private record NameHolder(String id, AccountKind kind, long seen) {
        static NameHolder read(ResultSet row) throws SQLException {
            return new NameHolder(row.getString("id"), AccountKind.valueOf(row.getString("kind")), row.getLong("seen"));
        }

        boolean isForgotten(long before) {
            return kind == AccountKind.GUEST && seen < before;
        }
    }
}
