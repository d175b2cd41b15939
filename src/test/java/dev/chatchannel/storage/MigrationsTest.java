package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.ANN;
import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.account.TokenHash;
import dev.chatchannel.channel.ChannelState;
import dev.chatchannel.channel.Standing;
import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Outcome;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.journal.Rejection;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.ReactionAdded;
import dev.chatchannel.message.Role;
import dev.chatchannel.message.StoredFile;
import dev.chatchannel.search.Phrase;
import dev.chatchannel.search.Search;
import dev.chatchannel.search.SearchIndex;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier version stored is there after an update, whatever happens during it. */
@Timeout(60)
class MigrationsTest {
    private static final FileId FILE = FileId.at(7);
    private static final byte[] CONTENT = {1, 2, 3};
    private static final List<Event> STORED = List.of(
            new MessagePosted(LOBBY, 1, ANN, 1_000, "naïve \"你好\" 🎉", Optional.empty(), Optional.of(new ClientId("c-1"))),
            new MessagePosted(LOBBY, 2, ANN, 2_000, "", Optional.of(new Attachment(FILE, "image/png", 3)), Optional.empty()));

    @TempDir
    Path directory;

    private Sqlite sqlite;

    /** As the first version left it: its schema, and rows as it wrote them. */
    @BeforeEach
    void first_version() throws SQLException {
        sqlite = new Sqlite(directory.resolve("chat-channel.db"), Duration.ofSeconds(1));
        Migrations.configuration(sqlite.writable(), Dialect.SQLITE).target("1").load().migrate();
        try (Connection connection = sqlite.openWriter();
                Sql sql = new Sql(connection)) {
            sql.run("insert into channel (id, name, epoch, head) values ('ch', 'lobby', 'k3x9', 2)");
            sql.run("insert into file (id, channel, type, size, content) values (?, 'ch', 'image/png', 3, ?)", FILE.value(), CONTENT);
            String insert = "insert into event (channel, \"offset\", kind, author, client_id, time, body) values ('ch', ?, 'message', ?, ?, ?, ?)";
            sql.run(insert, 1, ANN.id().value(), "c-1", 1_000, "{\"name\":\"Ann\",\"kind\":\"GUEST\",\"text\":\"naïve \\\"你好\\\" 🎉\"}");
            String file = "{\"name\":\"Ann\",\"kind\":\"GUEST\",\"text\":\"\",\"file\":{\"id\":\"" + FILE + "\",\"type\":\"image/png\",\"size\":3}}";
            sql.run(insert, 2, ANN.id().value(), null, 2_000, file);
        }
    }

    @Test
    void a_database_of_the_first_version_is_brought_up_to_date_and_loses_nothing() {
        assertNothingIsLost();
    }

    @Test
    void channels_of_earlier_versions_stay_open_to_guests_and_members_stay_members() throws SQLException {
        Migrations.configuration(sqlite.writable(), Dialect.SQLITE).target("2").load().migrate();
        try (Connection connection = sqlite.openWriter();
                Sql sql = new Sql(connection)) {
            sql.run("insert into member (channel, account, since) values ('ch', ?, 1)", ANN.id().value());
        }
        try (Database database = Database.open(directory)) {
            ChannelState lobby = new JdbcEvents(database, Clock.systemUTC()).state(LOBBY).orElseThrow();
            assertEquals(
                    new ChannelState(new Position("k3x9", 2), ChannelKind.PUBLIC, true, false, 0, Map.of(ANN.id(), Standing.of(Role.MEMBER))), lobby);
        }
    }

    @Test
    void reactions_of_the_second_version_are_counted_on() throws SQLException {
        Migrations.configuration(sqlite.writable(), Dialect.SQLITE).target("2").load().migrate();
        try (Connection connection = sqlite.openWriter();
                Sql sql = new Sql(connection)) {
            String insert = "insert into reaction (channel, \"offset\", reaction, account, time) values ('ch', 1, ?, ?, 1)";
            for (String account : List.of("a", "b", "c")) sql.run(insert, "ok", account);
            for (int kind = 1; kind < ChangeWriter.MOST_REACTIONS; kind++) sql.run(insert, "k" + kind, "a");
        }
        try (Database database = Database.open(directory)) {
            JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
            Receipt fourth = assertInstanceOf(Receipt.class, react(events, "ok"));
            assertEquals(4, ((ReactionAdded) fourth.event()).count());
            assertEquals(Rejection.TOO_MANY_REACTIONS, react(events, "more"));
        }
    }

    @Test
    void people_and_tokens_of_the_third_version_are_who_they_were() throws SQLException {
        Migrations.configuration(sqlite.writable(), Dialect.SQLITE).target("3").load().migrate();
        TokenHash operators = new TokenHash("a".repeat(64));
        TokenHash guests = new TokenHash("b".repeat(64));
        try (Connection connection = sqlite.openWriter();
                Sql sql = new Sql(connection)) {
            String account = "insert into account (id, kind, name, skeleton, created, seen) values (?, ?, ?, ?, 1, 1)";
            sql.run(account, AccountId.at(5).value(), "OPERATOR", "operator", "operator");
            sql.run(account, ANN.id().value(), "GUEST", "Ann", "ann");
            String token = "insert into token (hash, account, created, used) values (?, ?, 1, 1)";
            String operator = sql.first("select id from account where kind = 'OPERATOR'", row -> row.getString(1)).orElseThrow();
            sql.run(token, operators.hex(), operator);
            sql.run(token, guests.hex(), ANN.id().value());
        }
        try (Database database = Database.open(directory)) {
            JdbcAccounts accounts = new JdbcAccounts(database);
            assertEquals(AccountKind.OPERATOR, accounts.byToken(operators, 2).orElseThrow().kind());
            assertEquals(ANN, accounts.byToken(guests, 2).orElseThrow().asAuthor());
            assertEquals(false, new JdbcRegistry(database).hasAdministrator());
        }
        assertNothingIsLost();
    }

    @Test
    void what_an_older_version_stored_is_taken_into_the_index_of_words() {
        try (Database database = Database.open(directory)) {
            JdbcSearch index = new JdbcSearch(database);
            assertEquals(Set.of(LOBBY), index.behind());
            assertEquals(Set.of(), index.advance(Set.of(LOBBY)));
            Search search = new Search(List.of(Phrase.of("你好", false)), Set.of(LOBBY), Set.of(), Set.of(), 0, Long.MAX_VALUE);
            assertEquals(List.of(STORED.get(0)), index.find(search, SearchIndex.NEWEST, 50).messages());
        }
    }

    private static Outcome react(JdbcEvents events, String reaction) {
        Draft draft = draft(LOBBY, ANN, new Change.React(1, new Reaction(reaction), true));
        return events.commit(List.of(draft), 3_000).get(0);
    }

    @Test
    void a_kill_in_the_middle_of_a_migration_leaves_the_database_as_it_was() throws Exception {
        Process killed = OtherProcess.startMigrating(directory, 2);
        assertEquals(OtherProcess.KILLED, killed.waitFor(), "it did not come as far as the kill");
        assertEquals(List.of("1"), versions());
        assertEquals(0, count("select count(*) from sqlite_master where name in ('message', 'reaction', 'member')"));
        assertNothingIsLost();
    }

    private void assertNothingIsLost() {
        try (Database database = Database.open(directory)) {
            JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
            assertEquals(STORED, events.after(LOBBY, 0, 10));
            assertEquals(Optional.of(new Position("k3x9", 2)), events.head(LOBBY));
            JdbcFiles files = new JdbcFiles(database);
            StoredFile file = files.find(FILE).orElseThrow();
            assertEquals(new Attachment(FILE, "image/png", 3), file.about());
            assertTrue(file.posted());
            assertArrayEquals(CONTENT, files.read(file.content(), 0));
            assertEquals(
                    new Receipt(STORED.get(0), true), events.commit(List.of(draft(LOBBY, ANN, "again", "c-1")), 3_000).get(0));
            assertInstanceOf(Receipt.class, events.commit(List.of(draft(LOBBY, ANN, new Change.Edit(1, "new"))), 3_000).get(0));
            assertEquals(3, events.head(LOBBY).orElseThrow().offset());
        }
    }

    private List<String> versions() throws SQLException {
        try (Connection connection = sqlite.openWriter();
                Sql sql = new Sql(connection)) {
            return sql.all("select version from flyway_schema_history order by installed_rank", row -> row.getString(1));
        }
    }

    private int count(String query) throws SQLException {
        try (Connection connection = sqlite.openWriter();
                Sql sql = new Sql(connection)) {
            return sql.first(query, row -> row.getInt(1)).orElseThrow();
        }
    }
}
