package dev.chatchannel.command;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.account.Account;
import dev.chatchannel.account.AccountRoom;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.Holder;
import dev.chatchannel.account.Passwords;
import dev.chatchannel.account.People;
import dev.chatchannel.account.Place;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.channel.Channels;
import dev.chatchannel.channel.LogBounds;
import dev.chatchannel.channel.Presence;
import dev.chatchannel.file.Avatars;
import dev.chatchannel.journal.Journal;
import dev.chatchannel.kit.Wire;
import dev.chatchannel.limit.Limit;
import dev.chatchannel.limit.Limiter;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.limit.Rate;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Scope;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.Json;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.search.Indexer;
import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.JdbcAccounts;
import dev.chatchannel.storage.JdbcAvatars;
import dev.chatchannel.storage.JdbcDirectory;
import dev.chatchannel.storage.JdbcEvents;
import dev.chatchannel.storage.JdbcFiles;
import dev.chatchannel.storage.JdbcPlace;
import dev.chatchannel.storage.JdbcRegistry;
import dev.chatchannel.storage.JdbcSearch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of commands over a real database, with people who have accounts and a clock that the test moves. */
abstract class OpenCommands {
    static final Caller ANN = caller(1, "Ann", AccountKind.MEMBER);
    static final Caller BEN = caller(2, "Ben", AccountKind.MEMBER);
    static final Caller CID = caller(3, "Cid", AccountKind.MEMBER);
    static final Caller DEE = caller(4, "Dee", AccountKind.MEMBER);
    static final Caller ADA = caller(5, "Ada", AccountKind.ADMINISTRATOR);
    static final Caller GUS = caller(6, "Gus", AccountKind.GUEST);

    @TempDir
    Path directory;

    final MovedClock clock = new MovedClock();
    final ScheduledExecutorService readers = Executors.newScheduledThreadPool(2);
    Database database;
    Journal journal;
    Channels channels;
    Rights rights;
    CommandRunner runner;
    Place place;
    People people;

    @BeforeEach
    void open() {
        database = Database.open(directory);
        JdbcEvents events = new JdbcEvents(database, clock);
        events.createChannel(new ChannelName("lobby"));
        JdbcAccounts accounts = new JdbcAccounts(database);
        for (Caller one : new Caller[] {ANN, BEN, CID, DEE, ADA, GUS}) {
            accounts.keep(one.account(), DisplayName.of(one.getName()), clock.millis(), 0);
        }
        people = new People(new JdbcRegistry(database), new Passwords(), noLimits(), clock);
        place = new Place(new JdbcPlace(database), true, clock);
        channels = new Channels(events, readers, Runnable::run, readers, LogBounds.STANDARD);
        JdbcSearch index = new JdbcSearch(database);
        Indexer indexer = new Indexer(index, readers);
        journal = new Journal(events, clock, 100, committed -> {
            channels.accept(committed);
            indexer.follow(committed);
        });
        indexer.start();
        rights = new Rights(channels, place, clock);
        Presence presence = new Presence(readers, Runnable::run, Duration.ofSeconds(5));
        runner = new Commands(
                        rights, journal, presence, events,
                        new JdbcFiles(database), new Avatars(new JdbcAvatars(database), readers, clock), new JdbcDirectory(database, clock), new Searching(index, indexer, readers), new AccountRoom(accounts, new JdbcRegistry(database), people, place), new NoConnections(), new Limits(100, 1_000, 50, 1_000),
                        noLimits(), Map.of(), readers, clock)
                .runner();
    }

    private static Limiter noLimits() {
        return new Limiter(Arrays.stream(Limit.values()).collect(Collectors.toMap(Function.identity(), limit -> Rate.OFF)), System::nanoTime);
    }

    @AfterEach
    void close() {
        journal.close();
        readers.shutdownNow();
        database.close();
    }

    /** Does a command that must succeed. @param params with {@code '} for quotation marks */
    JsonNode done(Caller caller, String method, String params) {
        clock.pass(Duration.ofMillis(1));
        return Wire.json(Json.result(runner.run(caller, method, fields(params)).toCompletableFuture().join())).get("result");
    }

    Refusal refusal(Caller caller, String method, String params) {
        return refused(caller, method, params).refusal();
    }

    Refused refused(Caller caller, String method, String params) {
        var answer = runner.run(caller, method, fields(params)).toCompletableFuture();
        Throwable cause = assertThrows(CompletionException.class, answer::join, () -> method + " by " + caller.getName() + " was done").getCause();
        return assertInstanceOf(Refused.class, cause);
    }

    void say(Caller caller, String channel, String text) {
        done(caller, "publish", "{'channel':'" + channel + "','data':{'text':'" + text + "'}}");
    }

    /** A private channel of Ann's. */
    String privateChannel(Caller... members) {
        String name = done(ANN, "channel.create", "{'kind':'private','title':'Plans'}").path("name").asText();
        for (Caller member : members) done(ANN, "channel.invite", about(name, member));
        return name;
    }

    static String in(String channel, String... more) {
        return "{'channel':'" + channel + "'" + String.join("", Arrays.stream(more).map(one -> "," + one).toList()) + "}";
    }

    static String about(String channel, Caller who, String... more) {
        String[] all = Arrays.copyOf(more, more.length + 1);
        all[more.length] = "'account':'" + who.account().id() + "'";
        return in(channel, all);
    }

    static Fields fields(String params) {
        return Fields.parse(params.replace('\'', '"'));
    }

    static Caller caller(long number, String name, AccountKind kind) {
        return Caller.known(new Holder(new Account(AccountId.at(number), kind, name), Scope.ALL), new TokenHash(name), "127.0.0.1");
    }

    /** Stands still until it is moved. */
    static final class MovedClock extends Clock {
        private volatile long millis = 1_764_000_000_000L;

        void pass(Duration time) {
            millis += time.toMillis();
        }

        @Override
        public long millis() {
            return millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
