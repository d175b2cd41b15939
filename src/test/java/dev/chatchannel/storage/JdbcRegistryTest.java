package dev.chatchannel.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.Device;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.Link;
import dev.chatchannel.account.LinkEnded;
import dev.chatchannel.account.LinkKind;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.Scope;
import dev.chatchannel.message.SessionInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class JdbcRegistryTest {
    private static final AccountId MIA = new AccountId("0".repeat(25) + "1");
    private static final AccountId BEN = new AccountId("0".repeat(25) + "2");
    private static final Author OPERATOR = new Author(new AccountId("0".repeat(25) + "0"), "operator", AccountKind.OPERATOR);
    private static final Device DEVICE = new Device("a browser", "127.0.0.1");

    @Parameter
    Engine engine;

    private Database database;
    private JdbcRegistry registry;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        database = engine.open(home);
        registry = new JdbcRegistry(database);
        for (AccountId account : List.of(MIA, BEN)) {
            database.write(sql -> sql.run(
                    "insert into account (id, kind, name, skeleton, created, seen) values (?, 'MEMBER', ?, ?, 1, 1)", account.value(), account.value(), account.value()));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void of_many_sessions_of_one_account_the_last_hundred_go_on() {
        registry.keepSession(hash(-1), BEN, DEVICE, 1);
        for (int i = 0; i < 100; i++) registry.keepSession(hash(i), MIA, DEVICE, i);
        assertEquals(100, registry.sessions(MIA, hash(0)).size());
        for (int i = 100; i < 150; i++) registry.keepSession(hash(i), MIA, DEVICE, i);
        List<String> kept = registry.sessions(MIA, hash(0)).stream().map(SessionInfo::id).toList();
        assertEquals(100, kept.size());
        assertEquals(hash(149).hex(), kept.get(0));
        assertTrue(kept.contains(hash(50).hex()) && !kept.contains(hash(49).hex()));
        assertEquals(1, registry.sessions(BEN, hash(0)).size(), "another account's sessions are not touched");
    }

    @Test
    void a_link_for_the_first_administrator_is_good_for_nothing_when_there_is_one_by_another_way() {
        registry.keepStart(new Link(hash(1), LinkKind.START, Optional.empty(), 1, 1_000), 1);
        registry.keep(new Link(hash(2), LinkKind.INVITE, Optional.empty(), 1, 1_000), OPERATOR, 1);
        Account ada = registry.join(hash(2), AccountId.at(3), DisplayName.of("Ada"), "a hash", 2, 0);
        assertTrue(registry.setKind(ada.id(), AccountKind.ADMINISTRATOR, OPERATOR, 2));
        assertThrows(LinkEnded.class, () -> registry.join(hash(1), AccountId.at(4), DisplayName.of("Eve"), "a hash", 3, 0));
        assertEquals(Optional.empty(), registry.account(AccountId.at(4)));
    }

    @Test
    void a_new_password_ends_the_links_that_would_have_set_another() {
        Link link = new Link(hash(1), LinkKind.RESET, Optional.of(MIA), 1, 1_000);
        registry.keep(link, OPERATOR, 1);
        assertTrue(registry.isGood(link.hash(), 2));
        assertFalse(registry.isGood(link.hash(), 1_000));
        registry.setPassword(MIA, "a hash", hash(9));
        assertFalse(registry.isGood(link.hash(), 2));
        assertThrows(LinkEnded.class, () -> registry.reset(link.hash(), "another hash", 2));
    }

    @Test
    void nobody_takes_the_operators_account_away() throws Exception {
        String insert = "insert into account (id, kind, name, skeleton, created, seen) values (?, 'OPERATOR', 'operator', 'operator', 1, 1)";
        database.write(sql -> sql.run(insert, OPERATOR.id().value()));
        registry.keepToken(hash(1), OPERATOR.id(), "", Scope.ALL, OptionalLong.empty(), OPERATOR, 1);
        assertTrue(registry.setActive(BEN, false, OPERATOR, 1));
        assertFalse(registry.setActive(OPERATOR.id(), false, OPERATOR, 1));
        assertEquals(1, registry.tokens(OPERATOR.id()).size());
    }

    @Test
    void thousands_of_sessions_of_one_account_leave_a_hundred_and_harm_nobody() throws Exception {
        registry.keepSession(hash(-1), BEN, DEVICE, 1);
        for (int i = 0; i < (engine == Engine.SQLITE ? 10_000 : 1_000); i++) registry.keepSession(hash(i), MIA, DEVICE, i);
        assertEquals(100, registry.sessions(MIA, hash(0)).size());
        int kept = database.read(sql -> sql.first("select count(*) from token", row -> row.getInt(1))).orElseThrow();
        assertEquals(101, kept, "those that ended are forgotten");
    }

    private static TokenHash hash(int number) {
        return new TokenHash("%064x".formatted(number & 0xffffffffL));
    }
}
