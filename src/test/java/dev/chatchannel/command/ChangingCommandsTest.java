package dev.chatchannel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.AccountRoom;
import dev.chatchannel.account.Holder;
import dev.chatchannel.account.Place;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.channel.Channels;
import dev.chatchannel.channel.LogBounds;
import dev.chatchannel.channel.Presence;
import dev.chatchannel.journal.Journal;
import dev.chatchannel.limit.Limiter;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Scope;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.Json;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.protocol.Reply;
import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.JdbcDirectory;
import dev.chatchannel.storage.JdbcEvents;
import dev.chatchannel.storage.JdbcFiles;
import dev.chatchannel.storage.JdbcPlace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Edit, delete, react, topic, join and leave, by name and JSON, as sockets and requests bring them. */
@Timeout(60)
class ChangingCommandsTest {
    private static final Caller ANN = caller(1, "Ann", AccountKind.GUEST, true);
    private static final Caller BOB = caller(2, "Bob", AccountKind.GUEST, true);
    private static final Caller NAMELESS = caller(3, "guest-7kq3f", AccountKind.GUEST, false);
    private static final Caller OPERATOR = caller(4, "operator", AccountKind.OPERATOR, true);

    @TempDir
    Path directory;

    private final ScheduledExecutorService readers = Executors.newScheduledThreadPool(1);
    private Database database;
    private Journal journal;
    private CommandRunner runner;

    @BeforeEach
    void open() {
        database = Database.open(directory);
        JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
        events.createChannel(new ChannelName("lobby"));
        Channels channels = new Channels(events, readers, Runnable::run, readers, LogBounds.STANDARD);
        Place place = new Place(new JdbcPlace(database), true, Clock.systemUTC());
        journal = new Journal(events, Clock.systemUTC(), 100, channels::accept);
        Presence presence = new Presence(readers, Runnable::run, Duration.ofSeconds(5));
        runner = new Commands(
                        new Rights(channels, place, Clock.systemUTC()), journal, presence, events,
                        new JdbcFiles(database), null, new JdbcDirectory(database, Clock.systemUTC()), null, new AccountRoom(null, null, null, place),
                        new NoConnections(), new Limits(100, 1_000, 50, 1_000),
                        new Limiter(Map.of(), System::nanoTime), Map.of(), readers, Clock.systemUTC())
                .runner();
        done(ANN, "publish", "'data':{'text':'helo'}");
    }

    @AfterEach
    void close() {
        journal.close();
        readers.shutdownNow();
        database.close();
    }

    @Test
    void each_change_takes_the_next_offset_of_its_channel() {
        assertEquals(2, done(ANN, "message.edit", "'offset':1,'text':'hello'").position().offset());
        assertEquals(3, done(BOB, "reaction.add", "'offset':1,'reaction':'👍'").position().offset());
        assertEquals(4, done(BOB, "reaction.remove", "'offset':1,'reaction':'👍'").position().offset());
        assertEquals(5, done(OPERATOR, "topic.set", "'topic':'tea'").position().offset());
        assertEquals(6, done(BOB, "channel.join", "").position().offset());
        assertEquals(7, done(BOB, "channel.leave", "").position().offset());
        assertEquals(8, done(ANN, "message.delete", "'offset':1").position().offset());
    }

    @Test
    void history_shows_what_became_of_a_message() {
        done(ANN, "message.edit", "'offset':1,'text':'hello'");
        done(BOB, "reaction.add", "'offset':1,'reaction':'👍'");
        String history = Json.result(run(ANN, "history", "'limit':1"));
        assertTrue(history.contains("\"text\":\"hello\""), history);
        assertTrue(history.contains("\"reactions\":[{\"reaction\":\"👍\",\"count\":1,\"accounts\":[\"" + BOB.account().id() + "\"]}]"), history);
    }

    @Test
    void a_retry_is_done_once() {
        Reply.Published first = done(ANN, "message.edit", "'offset':1,'text':'hello','client_id':'e-1'");
        Reply.Published again = done(ANN, "message.edit", "'offset':1,'text':'hello','client_id':'e-1'");
        assertFalse(first.repeated());
        assertTrue(again.repeated());
        assertEquals(first.position(), again.position());
    }

    @Test
    void what_does_not_fit_is_refused_with_its_reason() {
        assertEquals(Refusal.NOT_FOUND, refused(ANN, "message.edit", "'offset':99,'text':'hello'"));
        assertEquals(Refusal.NOT_ALLOWED, refused(BOB, "message.edit", "'offset':1,'text':'bye'"));
        assertEquals(Refusal.NOT_ALLOWED, refused(BOB, "message.delete", "'offset':1"));
        assertEquals(Refusal.NOTHING_CHANGED, refused(ANN, "message.edit", "'offset':1,'text':'helo'"));
        assertEquals(Refusal.NOTHING_CHANGED, refused(ANN, "channel.leave", ""));
        assertEquals(Refusal.UNKNOWN_CHANNEL, refusal(ANN, "channel.join", "{\"channel\":\"nowhere\"}"));
    }

    @Test
    void what_is_not_understood_is_refused_before_it_reaches_the_journal() {
        assertEquals(Refusal.BAD_REQUEST, refused(ANN, "message.edit", "'text':'no offset'"));
        assertEquals(Refusal.BAD_REQUEST, refused(ANN, "message.edit", "'offset':0,'text':'hello'"));
        assertEquals(Refusal.BAD_REQUEST, refused(ANN, "reaction.add", "'offset':1,'reaction':'two words'"));
        assertEquals(Refusal.BLANK, refused(ANN, "message.edit", "'offset':1,'text':' '"));
        assertEquals(Refusal.TOO_LONG, refused(ANN, "message.edit", "'offset':1,'text':'" + "x".repeat(101) + "'"));
        assertEquals(Refusal.TOO_LONG, refused(OPERATOR, "topic.set", "'topic':'" + "x".repeat(1_001) + "'"));
    }

    @Test
    void the_topic_is_the_operators_and_members_have_names_of_their_own() {
        assertEquals(Refusal.NOT_ALLOWED, refused(ANN, "topic.set", "'topic':'tea'"));
        assertEquals(Refusal.NOT_ALLOWED, refused(NAMELESS, "channel.join", ""));
        assertEquals(Refusal.NOT_ALLOWED, refused(NAMELESS, "channel.leave", ""));
    }

    @Test
    void the_operator_deletes_what_others_said() {
        done(OPERATOR, "message.delete", "'offset':1");
        String history = Json.result(run(ANN, "history", "'limit':1"));
        assertTrue(history.contains("\"text\":\"\"") && history.contains("\"deleted\":true"), history);
    }

    private Reply.Published done(Caller caller, String method, String params) {
        return (Reply.Published) run(caller, method, params);
    }

    private Reply run(Caller caller, String method, String params) {
        return runner.run(caller, method, Fields.parse(inLobby(params))).toCompletableFuture().join();
    }

    private Refusal refused(Caller caller, String method, String params) {
        return refusal(caller, method, inLobby(params));
    }

    private Refusal refusal(Caller caller, String method, String json) {
        var answer = runner.run(caller, method, Fields.parse(json)).toCompletableFuture();
        Throwable cause = assertThrows(CompletionException.class, answer::join).getCause();
        return assertInstanceOf(Refused.class, cause).refusal();
    }

    private static String inLobby(String params) {
        return ("{'channel':'lobby'" + (params.isEmpty() ? "" : "," + params) + "}").replace('\'', '"');
    }

    private static Caller caller(long number, String name, AccountKind kind, boolean known) {
        Account account = new Account(AccountId.at(number), kind, name);
        return known ? Caller.known(new Holder(account, Scope.ALL), new TokenHash(name), "127.0.0.1") : Caller.nameless(account, "127.0.0.1");
    }
}
