package dev.chatchannel.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.Device;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.Link;
import dev.chatchannel.account.LinkKind;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.AddressBan;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.NetworkAddress;
import dev.chatchannel.message.Scope;
import dev.chatchannel.relay.Signal;
import dev.chatchannel.relay.SignalStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What takes something away from somebody tells all nodes so in its own transaction.
 *
 * <p>Guards against a node that died between the two: the others let a session go on that had ended, for ten minutes.
 */
class SignalsTest {
    private static final Author EVE = new Author(AccountId.at(1), "Eve", AccountKind.ADMINISTRATOR);
    private static final Device DEVICE = new Device("a browser", "192.0.2.1");
    private static final NetworkAddress ADDRESS = new NetworkAddress("192.0.2.7");

    @TempDir
    Path directory;

    private Database database;
    private JdbcRegistry registry;
    private JdbcAccounts accounts;
    private JdbcPlace place;
    private Account ann;

    /** Something that is done to Ann, or by her. */
    private interface Deed {
        void run();
    }

    @BeforeEach
    void open() {
        database = Engine.POSTGRESQL.open(directory);
        registry = new JdbcRegistry(database);
        accounts = new JdbcAccounts(database);
        place = new JdbcPlace(database);
        ann = registry.join(AccountId.at(2), DisplayName.of("Ann"), "a hash", 1, 0);
        registry.keepSession(hash(1), ann.id(), DEVICE, 1);
        registry.keepSession(hash(2), ann.id(), DEVICE, 1);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatever_ends_a_session_is_told_with_its_end() {
        tellsOf(ann, () -> accounts.forget(hash(1)));
        tellsOf(ann, () -> registry.endSession(ann.id(), hash(2).hex()));
        registry.keepSession(hash(3), ann.id(), DEVICE, 1);
        tellsOf(ann, () -> registry.endSessions(ann.id(), hash(4)));
        tellsOf(ann, () -> registry.setPassword(ann.id(), "another hash", hash(4)));
        registry.keep(new Link(hash(5), LinkKind.RESET, Optional.of(ann.id()), 1, 10), EVE, 1);
        tellsOf(ann, () -> registry.reset(hash(5), "one more hash", 1));
        IntStream.range(100, 200).forEach(i -> registry.keepSession(hash(i), ann.id(), DEVICE, i));
        tellsOf(ann, () -> registry.keepSession(hash(200), ann.id(), DEVICE, 200));
    }

    @Test
    void whatever_makes_somebody_another_is_told_with_it() {
        tellsOf(ann, () -> accounts.rename(ann.id(), DisplayName.of("Anna"), 2, 0));
        tellsOf(ann, () -> registry.setKind(ann.id(), AccountKind.ADMINISTRATOR, EVE, 1));
        registry.join(AccountId.at(3), DisplayName.of("Bea"), "a hash", 1, 0);
        registry.setKind(registry.named(DisplayName.of("Bea").skeleton()).orElseThrow(), AccountKind.ADMINISTRATOR, EVE, 1);
        tellsOf(ann, () -> registry.setActive(ann.id(), false, EVE, 1));
        Account guest = new Account(AccountId.at(4), AccountKind.GUEST, "Gus");
        accounts.keep(guest, DisplayName.of("Gus"), 1, 0);
        tellsOf(guest, () -> accounts.keep(guest, DisplayName.of("Gustav"), 2, 0));
        tellsOf(guest, () -> registry.join(guest.id(), DisplayName.of("Gustav"), "a hash", 3, 0));
    }

    @Test
    void a_token_that_counts_no_more_is_told_with_that() {
        Account bot = new Account(AccountId.at(5), AccountKind.BOT, "Robot");
        registry.addBot(bot, DisplayName.of("Robot"), EVE, 1, 0);
        registry.keepToken(hash(6), bot.id(), "", Scope.ALL, OptionalLong.empty(), EVE, 1);
        tellsOf(bot, () -> registry.forgetToken(hash(6), EVE, 1));
    }

    @Test
    void what_administrators_set_is_told_with_it() {
        Signal anew = new Signal("place", List.of(""));
        assertEquals(List.of(anew), toldBy(() -> place.change(info -> info.withGuests(false), EVE, 1)));
        assertEquals(List.of(anew), toldBy(() -> place.ban(new AddressBan(ADDRESS, Optional.empty(), EVE, 1))));
        assertEquals(List.of(anew), toldBy(() -> place.unban(ADDRESS, EVE, 1)));
    }

    @Test
    void what_was_not_stored_is_not_told() {
        assertEquals(List.of(), toldBy(() -> assertThrows(Exception.class, () -> database.write(sql -> {
            Signals.askAnew(sql, ann.id());
            throw new IllegalStateException("on the way to the commit");
        }))));
        assertEquals(List.of(), toldBy(() -> accounts.forget(hash(9))));
        assertEquals(List.of(), toldBy(() -> registry.setKind(ann.id(), AccountKind.MEMBER, EVE, 1)));
    }

    @Test
    void the_newest_thousands_are_kept() throws Exception {
        for (int i = 0; i < 3; i++) database.write(sql -> Signals.place(sql));
        database.write(sql -> sql.run("insert into signal (number, name, words) select n, 'place', '' from generate_series(100, 9999) n"));
        toldBy(() -> registry.setPassword(ann.id(), "another hash", hash(1)));
        long kept = database.read(sql -> sql.first("select count(*) from signal", row -> row.getLong(1))).orElseThrow();
        assertEquals(5_000, kept);
    }

    private void tellsOf(Account whom, Deed deed) {
        List<Signal> told = toldBy(deed);
        assertTrue(told.contains(new Signal("ask-anew", List.of(whom.id().value()))), told::toString);
    }

    /** @return what another node reads that was told meanwhile */
    private List<Signal> toldBy(Deed deed) {
        JdbcNodes nodes = new JdbcNodes(database);
        long before = nodes.newest();
        deed.run();
        return nodes.after(before, 1_000).stream().map(SignalStore.Kept::signal).toList();
    }

    private static TokenHash hash(int number) {
        return new TokenHash("%064x".formatted(number));
    }
}
