package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.account.Holder;
import dev.chatchannel.account.Token;
import dev.chatchannel.channel.ChannelState;
import dev.chatchannel.channel.Standing;
import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.AddressBan;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Deed;
import dev.chatchannel.message.LanguageTag;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.PlaceInfo;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.ReactionTally;
import dev.chatchannel.message.Role;
import dev.chatchannel.message.Scope;
import dev.chatchannel.message.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Databases that programs of earlier schemas wrote, kept as they left them ({@code V3.db.gz}, {@code V8.db.gz}): each opens with this program,
 * and everything that was there is there still.
 *
 * <p>In each, people talked, edited, deleted, reacted and sent a file; in V8 there are accounts, channels of all kinds, a bot, and what administrators and
 * moderators did.
 */
@Timeout(120)
class UpgradeTest {
    private static final long THEN = 1_795_691_400_000L; // just after both were written
    private static final int OLDEST = 3;

    private static final Author ANN = new Author(new AccountId("01m8brp0wskrgyg4xmhrhyvvgq"), "Ann", AccountKind.GUEST);
    private static final AccountId BEN = new AccountId("01m8brp0zwymk7x70rfdwbe38n");
    private static final Token ANNS = token("v1B3DdLD9XMl2w4SU83RzolysyxBvatcG3wLL9cXtHI");

    private static final AccountId MIA = new AccountId("01m8brrcjwbc7w3w9pxf0kf1wh");
    private static final AccountId MAX = new AccountId("01m8brrd06z9608ww32ph0vv8c");
    private static final AccountId ZOE = new AccountId("01m8brrd8tvq0q2xz46grh0g6f");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {3, 8})
    void every_row_of_a_released_database_is_there_after_an_update(int version) throws Exception {
        assertEveryRowIsThereAfter(version, () -> {});
    }

    @ParameterizedTest
    @MethodSource("laterVersions")
    void a_kill_in_the_middle_of_a_later_migration_loses_nothing(int version) throws Exception {
        assertEveryRowIsThereAfter(OLDEST, () -> {
            Process killed = OtherProcess.startMigrating(directory, version);
            assertEquals(OtherProcess.KILLED, killed.waitFor(), "it did not come as far as the kill");
            assertEquals(version - 1, schema(), "what was killed is undone, and no more");
        });
    }

    @Test
    void what_was_said_before_there_were_accounts_is_said_still() throws Exception {
        unpack(3);
        try (Database database = Database.open(directory)) {
            JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
            assertEquals(14, events.head(LOBBY).orElseThrow().offset());
            assertEquals(14, events.after(LOBBY, 0, 100).size());
            assertEquals(20, events.after(new ChannelName("news"), 0, 100).size());
            MessagePosted first = message(events, 1);
            assertEquals("Ann: naïve \"你好\" 🎉", first.author().name() + ": " + first.text());
            assertEquals(List.of(new ReactionTally(new Reaction("👍"), 2, List.of(ANN.id(), BEN))), first.state().reactions());
            assertEquals("hello", message(events, 2).text());
            assertTrue(message(events, 2).state().edited().isPresent());
            assertTrue(message(events, 3).state().deleted());
            JdbcFiles files = new JdbcFiles(database);
            StoredFile file = files.find(message(events, 14).file().orElseThrow().id()).orElseThrow();
            assertEquals(70, files.read(file.content(), 0).length);
            ChannelState lobby = events.state(LOBBY).orElseThrow();
            assertEquals(Map.of(ANN.id(), Standing.of(Role.MEMBER)), lobby.people());
            assertTrue(lobby.guests());
            assertEquals(ANN, new JdbcAccounts(database).byToken(ANNS.hash(), THEN).orElseThrow().asAuthor());
            Receipt repeated = (Receipt) events.commit(List.of(draft(LOBBY, ANN, "again", "c-1")), THEN).get(0);
            assertEquals("1 again", repeated.event().offset() + (repeated.repeated() ? " again" : ""));
            Receipt edited = assertInstanceOf(Receipt.class, events.commit(List.of(draft(LOBBY, ANN, new Change.Edit(1, "anew"))), THEN).get(0));
            assertEquals(15, edited.event().offset());
        }
    }

    @Test
    void who_people_are_and_what_they_may_is_so_still() throws Exception {
        unpack(8);
        try (Database database = Database.open(directory)) {
            JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
            ChannelState garden = events.state(new ChannelName("garden")).orElseThrow();
            assertEquals(
                    Map.of(MIA, Standing.of(Role.OWNER), MAX, Standing.of(Role.MODERATOR), ZOE, new Standing(Role.MEMBER, false, 9_000_000_000_000L, false)), garden.people());
            assertEquals("7 false", garden.slowSeconds() + " " + garden.guests());
            ChannelState attic = events.state(new ChannelName("attic")).orElseThrow();
            assertTrue(attic.archived() && attic.people().get(ZOE).banned());
            ChannelState plans = events.state(new ChannelName("p-01m8brrdftr1xqyt7pkr120527")).orElseThrow();
            assertEquals(ChannelKind.PRIVATE, plans.kind());
            assertEquals(Set.of(MAX, ZOE), plans.people().keySet());
            JdbcDirectory channels = new JdbcDirectory(database, Clock.systemUTC());
            assertEquals("d-01m8brrdh0g36evvfqsnh5a8nt", channels.direct(Set.of(MIA, ZOE), MIA).orElseThrow().value(), "two people find their talk again");
            assertTheirAccounts(database);
            assertWhatAdministratorsDid(database);
        }
    }

    @Test
    void of_channels_that_look_alike_all_stay_and_none_is_added() throws Exception {
        unpack(8);
        try (Database database = Database.open(directory)) {
            JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
            JdbcDirectory channels = new JdbcDirectory(database, Clock.systemUTC());
            for (String both : List.of("lobby", "l\u043ebby", "lobby-1")) assertTrue(events.head(new ChannelName(both)).isPresent(), both);
            for (String third : List.of("lobb\u0443", "l\u03bfbby", "lobby-l", "gard\u0435n")) {
                assertFalse(channels.createPublic(new ChannelName(third), "", MAX), third);
            }
            assertTrue(channels.createPublic(new ChannelName("lobby1"), "", MAX), "separators count");
            events.createChannel(new ChannelName("l\u03bfbby"));
            assertTrue(events.head(new ChannelName("l\u03bfbby")).isPresent(), "what the operator sets is there");
        }
    }

    private static void assertTheirAccounts(Database database) {
        JdbcRegistry registry = new JdbcRegistry(database);
        JdbcAccounts accounts = new JdbcAccounts(database);
        assertTrue(registry.hasAdministrator());
        assertEquals(MIA, accounts.byToken(token("k6Ac2IxnrcgMLGaWams6dZnqmuZwvgIASs74UbJ-1qQ").hash(), THEN).orElseThrow().id());
        Holder bot = accounts.holder(token("Yv636vPryN4_OKU9zZWUlPQM7f_zHzMvuPNgB9X9PiE").hash(), THEN).orElseThrow();
        assertEquals("BOT [POST]", bot.account().kind() + " " + bot.scopes());
        assertEquals(Set.of(Scope.POST), bot.scopes());
        assertTrue(registry.credentials(MAX).isPresent());
        assertTrue(registry.credentials(ZOE).isEmpty(), "she was deactivated");
        assertEquals(new LanguageTag("zh-CN"), registry.profile(MAX).orElseThrow().language());
        assertEquals(1, registry.invites(THEN, 10).size());
    }

    private static void assertWhatAdministratorsDid(Database database) {
        JdbcPlace place = new JdbcPlace(database);
        PlaceInfo info = place.read();
        assertEquals("The garden 3600", info.name() + " " + info.editSeconds());
        assertEquals(List.of("203.0.113.7"), place.bans().all().values().stream().map(AddressBan::address).map(Object::toString).toList());
        List<Deed> deeds = new JdbcRegistry(database).deeds("", 100);
        assertEquals(13, deeds.size());
        assertEquals("Mia account.deactivate " + ZOE, deeds.get(0).name() + " " + deeds.get(0).action() + " " + deeds.get(0).target());
    }

    private interface Fate {
        void befall() throws Exception;
    }

    private void assertEveryRowIsThereAfter(int version, Fate fate) throws Exception {
        unpack(version);
        Map<String, List<String>> columns = columns();
        Map<String, List<String>> before = rows(columns);
        assertFalse(before.get("event").isEmpty());
        fate.befall();
        Database.open(directory).close();
        assertEquals(newest(), schema());
        assertEquals(before, rows(columns));
    }

    private void unpack(int version) throws IOException {
        try (InputStream packed = new GZIPInputStream(UpgradeTest.class.getResourceAsStream("V" + version + ".db.gz"))) {
            Files.copy(packed, directory.resolve("chat-channel.db"));
        }
    }

    /** @return the columns of each table, as they are now; but of files, which are kept otherwise later: a test asks for what is in them */
    private Map<String, List<String>> columns() throws SQLException {
        return asked(sql -> {
            Map<String, List<String>> columns = new TreeMap<>();
            String tables = "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like 'flyway%' and name <> 'file'";
            for (String table : sql.all(tables, row -> row.getString(1))) {
                columns.put(table, sql.all("select name from pragma_table_info(?)", row -> '"' + row.getString(1) + '"', table));
            }
            return columns;
        });
    }

    /** @return of each table, what stands in these columns */
    private Map<String, List<String>> rows(Map<String, List<String>> columns) throws SQLException {
        return asked(sql -> {
            Map<String, List<String>> rows = new TreeMap<>();
            for (String table : columns.keySet()) {
                String list = String.join(", ", columns.get(table));
                rows.put(table, sql.all("select " + list + " from " + table + " order by " + list, row -> words(row, columns.get(table).size())));
            }
            return rows;
        });
    }

    private static String words(ResultSet row, int columns) throws SQLException {
        List<String> words = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            words.add(row.getObject(i) instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(row.getObject(i)));
        }
        return String.join(" | ", words);
    }

    private int schema() throws SQLException {
        return asked(sql -> sql.first("select max(cast(version as integer)) from flyway_schema_history where success", row -> row.getInt(1)).orElseThrow());
    }

    private <T> T asked(Sql.Work<T> work) throws SQLException {
        Sqlite sqlite = new Sqlite(directory.resolve("chat-channel.db"), Duration.ofSeconds(1));
        try (Connection connection = sqlite.openWriter();
                Sql sql = new Sql(connection)) {
            return work.on(sql);
        }
    }

    static List<Integer> laterVersions() throws IOException {
        return IntStream.rangeClosed(OLDEST + 1, newest()).boxed().toList();
    }

    private static int newest() throws IOException {
        Path nowhere = Files.createTempDirectory("chat-channel-").resolve("chat-channel.db");
        MigrationInfo[] all = Migrations.configuration(new Sqlite(nowhere, Duration.ofSeconds(1)).writable(), Dialect.SQLITE).load().info().all();
        Files.deleteIfExists(nowhere);
        Files.delete(nowhere.getParent());
        return Arrays.stream(all).mapToInt(migration -> Integer.parseInt(migration.getVersion().getVersion())).max().orElseThrow();
    }

    private static MessagePosted message(JdbcEvents events, long offset) {
        return (MessagePosted) events.after(LOBBY, offset - 1, 1).get(0);
    }

    private static Token token(String text) {
        return Token.parse(text).orElseThrow();
    }
}
