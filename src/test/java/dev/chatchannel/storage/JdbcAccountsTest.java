package dev.chatchannel.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
@Timeout(60)
class JdbcAccountsTest {
    private static final long NOW = 1_764_000_000_000L;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = 60 * MINUTE;
    private static final long MONTH = 30 * 24 * HOUR;
    private static final TokenHash TOKEN = new TokenHash("ab".repeat(32));

    @Parameter
    Engine engine;

    @TempDir
    Path directory;

    private Database database;
    private JdbcAccounts accounts;

    @BeforeEach
    void open() {
        database = engine.open(directory);
        accounts = new JdbcAccounts(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_token_tells_whose_it_is_also_after_a_restart() {
        Account ann = guest("Ann");
        assertTrue(keep(ann, NOW));
        accounts.keep(TOKEN, ann.id(), NOW);
        close();
        open();

        assertEquals(Optional.of(ann), accounts.byToken(TOKEN, NOW));
        assertEquals(Optional.empty(), accounts.byToken(new TokenHash("cd".repeat(32)), NOW));
    }

    @Test
    void the_use_of_a_token_is_noted_at_most_once_an_hour() throws SQLException {
        Account ann = guest("Ann");
        keep(ann, NOW);
        accounts.keep(TOKEN, ann.id(), NOW);

        accounts.byToken(TOKEN, NOW + 59 * MINUTE);
        assertEquals(NOW, seen(ann));
        accounts.byToken(TOKEN, NOW + HOUR);
        assertEquals(NOW + HOUR, seen(ann));
    }

    @Test
    void a_name_that_looks_like_a_held_one_is_refused_and_nothing_is_kept() {
        keep(guest("Ann"), NOW);
        Account other = guest("ANN");
        accounts.keep(TOKEN, keptAs(other, "Bob"), NOW);

        assertFalse(keep(other, NOW));
        assertEquals("Bob", accounts.byToken(TOKEN, NOW).orElseThrow().name());
    }

    @Test
    void an_account_may_change_its_name_and_gives_the_old_one_back() {
        Account ann = guest("Ann");
        keep(ann, NOW);
        assertTrue(keep(new Account(ann.id(), AccountKind.GUEST, "ann"), NOW), "the same name, spelt otherwise");
        assertTrue(keep(new Account(ann.id(), AccountKind.GUEST, "Anna"), NOW));
        assertTrue(keep(guest("Ann"), NOW), "somebody else takes the old name");
    }

    @Test
    void a_guest_who_was_away_too_long_loses_the_name_and_is_forgotten() {
        Account away = guest("Ann");
        keep(away, NOW);
        accounts.keep(TOKEN, away.id(), NOW);

        assertFalse(keep(guest("Ann"), NOW + MONTH), "one moment too early");
        assertTrue(keep(guest("Ann"), NOW + MONTH + 1));
        assertEquals(Optional.empty(), accounts.byToken(TOKEN, NOW + MONTH + 1));
    }

    @Test
    void a_guest_who_comes_back_in_time_keeps_the_name() {
        Account ann = guest("Ann");
        keep(ann, NOW);
        accounts.keep(TOKEN, ann.id(), NOW);
        accounts.byToken(TOKEN, NOW + MONTH);
        assertFalse(keep(guest("Ann"), NOW + MONTH + 1));
    }

    @Test
    void the_operator_never_loses_the_name() {
        assertEquals(Optional.empty(), accounts.operator());
        Account operator = new Account(AccountId.at(NOW), AccountKind.OPERATOR, "Olga");
        keep(operator, NOW);
        keep(guest("Ann"), NOW);

        assertFalse(keep(guest("olga"), NOW + 100 * MONTH));
        assertEquals(Optional.of(operator), accounts.operator());
    }

    @Test
    void a_new_name_changes_the_name_alone_whoever_the_account_has_become_meanwhile() {
        Account ann = new Account(AccountId.at(NOW), AccountKind.ADMINISTRATOR, "Ann");
        keep(ann, NOW);
        JdbcRegistry registry = new JdbcRegistry(database);
        registry.setKind(ann.id(), AccountKind.MEMBER, ann.asAuthor(), NOW);
        assertTrue(accounts.rename(ann.id(), name("Anna"), NOW, NOW - MONTH));
        assertEquals(Optional.of(new Account(ann.id(), AccountKind.MEMBER, "Anna")), registry.account(ann.id()));
        keep(guest("Ben"), NOW);
        assertFalse(accounts.rename(ann.id(), name("ben"), NOW, NOW - MONTH), "somebody else's name");
        assertFalse(accounts.rename(AccountId.at(NOW), name("Cid"), NOW, NOW - MONTH), "nobody's account");
    }

    @Test
    void who_has_an_account_by_now_is_not_made_a_guest_again() {
        Account gus = guest("Gus");
        assertTrue(keep(gus, NOW));
        JdbcRegistry registry = new JdbcRegistry(database);
        registry.join(gus.id(), name("Gus"), "a hash", NOW, NOW - MONTH);
        assertFalse(keep(new Account(gus.id(), AccountKind.GUEST, "Gustav"), NOW), "a guest's request was on its way still");
        assertEquals(Optional.of(new Account(gus.id(), AccountKind.MEMBER, "Gus")), registry.account(gus.id()));
    }

    private boolean keep(Account account, long now) {
        return accounts.keep(account, name(account.name()), now, now - MONTH);
    }

    private AccountId keptAs(Account account, String name) {
        keep(new Account(account.id(), account.kind(), name), NOW);
        return account.id();
    }

    private long seen(Account account) throws SQLException {
        String query = "select seen from account where id = ?";
        return database.read(sql -> sql.first(query, row -> row.getLong(1), account.id().value())).orElseThrow();
    }

    private static Account guest(String name) {
        return new Account(AccountId.at(NOW), AccountKind.GUEST, name);
    }

    private static DisplayName name(String text) {
        return DisplayName.of(text);
    }
}
