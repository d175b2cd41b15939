package dev.chatchannel;

import dev.chatchannel.account.Accounts;
import dev.chatchannel.account.AccountRoom;
import dev.chatchannel.account.Guests;
import dev.chatchannel.account.OperatorToken;
import dev.chatchannel.account.Passwords;
import dev.chatchannel.account.People;
import dev.chatchannel.account.Place;
import dev.chatchannel.account.Registry;
import dev.chatchannel.channel.Channels;
import dev.chatchannel.channel.Presence;
import dev.chatchannel.command.CommandRunner;
import dev.chatchannel.command.Commands;
import dev.chatchannel.command.Connections;
import dev.chatchannel.command.Rights;
import dev.chatchannel.command.Searching;
import dev.chatchannel.file.Avatars;
import dev.chatchannel.file.Uploads;
import dev.chatchannel.http.Bodies;
import dev.chatchannel.http.Entrance;
import dev.chatchannel.http.FileServlet;
import dev.chatchannel.http.Identification;
import dev.chatchannel.http.MetricsDoor;
import dev.chatchannel.http.Origins;
import dev.chatchannel.journal.Journal;
import dev.chatchannel.limit.Limiter;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.AccessChanged;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelDeleted;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.StoredFile;
import dev.chatchannel.relay.LivingNodes;
import dev.chatchannel.relay.NoRelay;
import dev.chatchannel.relay.RedisRelay;
import dev.chatchannel.relay.Relay;
import dev.chatchannel.search.Indexer;
import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.JdbcAccounts;
import dev.chatchannel.storage.JdbcAvatars;
import dev.chatchannel.storage.JdbcClock;
import dev.chatchannel.storage.JdbcDirectory;
import dev.chatchannel.storage.JdbcEvents;
import dev.chatchannel.storage.JdbcFiles;
import dev.chatchannel.storage.JdbcNodes;
import dev.chatchannel.storage.JdbcPlace;
import dev.chatchannel.storage.JdbcRegistry;
import dev.chatchannel.storage.JdbcSearch;
import dev.chatchannel.websocket.Handshake;
import dev.chatchannel.websocket.Heartbeat;
import dev.chatchannel.websocket.Sessions;
import dev.chatchannel.websocket.Switchboard;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The composition root: makes every long-lived object, in order; stopping is the same list backwards. At the end a crowd is sent away first, over some seconds; then the
 * journal commits what was accepted, and answers; then the sessions that are left are closed.
 */
final class ChatChannel implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ChatChannel.class.getName());
    private static final int READERS = 4;
    private static final int SEARCHERS = 2;
    private static final int SEARCHES_WAITING = 200;
    private static final int CLOSERS = 4;
    private static final int PINGERS = 2;
    private static final int SHARED_FILES = 4;
    private static final int MAKERS = 2;
    private static final Duration SWEEP = Duration.ofMinutes(5);
    private static final Duration LEAVE_PATIENCE = Duration.ofSeconds(5);

    private final StopList stops;
    private final Settings settings;
    private final Clock clock;

    private final Measures measures = new Measures();
    private final Limiter limiter;
    private final JdbcEvents events;
    private final Accounts accounts;
    private final Guests guests;
    private final AccountRoom accountRoom;
    private final JdbcFiles files;
    private final Uploads uploads;
    private final ScheduledExecutorService readers;
    private final Rights rights;
    private final Sessions sessions;
    private final Connections connections;
    private final CommandRunner runner;
    private final Identification identification;
    private final Readiness readiness;
    private final Supplier<Optional<Boolean>> heardByRedis;

    private ChatChannel(Settings settings, StopList stops) {
        this.settings = settings;
        this.stops = stops;
        limiter = new Limiter(settings.rates(), sinceNow());
        Database database = stops.add(settings.database().map(Database::open).orElseGet(() -> Database.open(settings.home())));
        readers = stops.addPool(Threads.scheduled("chat-channel-reader", READERS));
        clock = database.isShared() ? new JdbcClock(database).follow(readers) : Clock.systemUTC();
        events = new JdbcEvents(database, clock);
        accounts = new JdbcAccounts(database);
        guests = new Guests(accounts, clock);
        Registry registry = new JdbcRegistry(database);
        JdbcPlace place = new JdbcPlace(database);
        accountRoom = new AccountRoom(accounts, registry, new People(registry, new Passwords(), limiter, clock),
                new Place(place, settings.guests(), clock));
        identification = new Identification(accounts, guests, origins(), clock);

        ScheduledExecutorService timer = stops.addPool(Threads.scheduled("chat-channel-timer", 1));
        ExecutorService delivery = stops.addPool(Threads.pool("chat-channel-delivery", 1));
        ExecutorService pinger = stops.addPool(Threads.pool("chat-channel-pinger", PINGERS));
        ExecutorService closer = stops.addPool(Threads.pool("chat-channel-closer", CLOSERS));

        ExecutorService makers = stops.addPool(Threads.pool("chat-channel-files", MAKERS));
        files = new JdbcFiles(database);
        uploads = new Uploads(files, settings.limits().fileBytes(), makers, clock);

        Channels channels = new Channels(events, readers, delivery, timer, settings.logBounds());
        channels.letGo(timer);
        Presence presence = new Presence(timer, delivery, LEAVE_PATIENCE);
        rights = new Rights(channels, accountRoom.place(), clock);
        sessions = new Sessions(settings.limits(), clock, closer, pinger);
        stops.add(sessions::closeAll);

        Eraser eraser = new Eraser(events::eraseSome, readers);
        JdbcSearch index = new JdbcSearch(database);
        Indexer indexer = new Indexer(index, stops.addPool(Threads.scheduled("chat-channel-indexer", 1)));
        ExecutorService searchers = stops.addPool(Threads.bounded("chat-channel-searcher", SEARCHERS, SEARCHES_WAITING));

        MeasuredStore store = new MeasuredStore(events, measures);
        JdbcNodes nodes = new JdbcNodes(database);
        LivingNodes living = new LivingNodes(nodes, HostName::get, sessions::count);
        OtherNodes.Ways ways = new OtherNodes.Ways(stops.add(relay(nodes)), nodes, living);
        OtherNodes others = new OtherNodes(ways, channels, presence, sessions, accountRoom.place(), readers);
        if (database.isShared()) stops.add(others::leave);
        connections = database.isShared() ? new AllConnections(sessions, others) : sessions;
        Journal journal = stops.add(new Journal(store, clock, Limits.DRAFTS_WAITING, committed -> {
            channels.accept(committed);
            indexer.follow(committed);
            others.announce(committed);
            if (committed.stream().anyMatch(ChatChannel::leavesFiles)) uploads.sweep();
            if (committed.stream().anyMatch(ChannelDeleted.class::isInstance)) eraser.begin();
            concerned(committed).forEach(who -> delivery.execute(() -> connections.tellOfChannels(who)));
        }));

        runner = new Commands(
                        rights, journal, presence, events, files, new Avatars(new JdbcAvatars(database), makers, clock), new JdbcDirectory(database, clock),
                        new Searching(index, indexer, searchers), accountRoom, connections, settings.limits(), limiter, settings.shown(),
                        readers, clock)
                .runner();
        SharedFiles shared = new SharedFiles(this::content, readers, SHARED_FILES);
        sessions.connect(new Switchboard(runner, rights, presence, identification::byToken,
                caller -> CompletableFuture.supplyAsync(() -> identification.anew(caller), readers), shared::content, delivery,
                settings.limits(), settings.patience(), settings.autoReply()));
        measures.of(sessions, journal, runner);
        heardByRedis = () -> settings.redis().map(set -> others.areHeard());
        readiness = new Readiness(sessions::areStopping, database::isDamaged, store, place::touch, readers);
        if (database.isShared()) {
            others.start();
            measures.of(others, settings.redis().isPresent());
        }
        new Heartbeat(sessions, settings.patience()).start(timer);
        stops.add(sessions::drain);
        indexer.start();
        eraser.begin();
        timer.scheduleWithFixedDelay(uploads::sweep, SWEEP.toSeconds(), SWEEP.toSeconds(), TimeUnit.SECONDS);
    }

    /** @throws RuntimeException with one sentence for the operator when it cannot start; then nothing is left behind */
    static ChatChannel start(Settings settings, String path) {
        StopList stops = new StopList();
        try {
            ChatChannel chat = new ChatChannel(settings, stops);
            chat.files.sweepInterrupted();
            chat.uploads.sweep();
            settings.channels().forEach(chat.events::createChannel);
            chat.printOperatorToken();
            chat.printStartLink(path);
            return chat;
        } catch (RuntimeException failure) {
            stops.close();
            throw failure;
        }
    }

    Settings settings() {
        return settings;
    }

    Entrance entrance() {
        return new Entrance(accounts, accountRoom.people(), connections, limiter, origins());
    }

    Place place() {
        return accountRoom.place();
    }

    Accounts accounts() {
        return accounts;
    }

    Connections connections() {
        return connections;
    }

    Guests guests() {
        return guests;
    }

    Rights rights() {
        return rights;
    }

    CommandRunner runner() {
        return runner;
    }

    Readiness readiness() {
        return readiness;
    }

    /** @return whether all nodes hear each other by Redis; empty where there is none to be used */
    Supplier<Optional<Boolean>> heardByRedis() {
        return heardByRedis;
    }

    MetricsDoor metrics() {
        return new MetricsDoor(settings.metricsToken(), measures::writeTo);
    }

    Identification identification() {
        return identification;
    }

    FileServlet files() {
        return new FileServlet(runner, uploads, files, readers, Duration.ofSeconds(settings.patience().silenceSeconds()));
    }

    Bodies bodies() {
        return new Bodies(settings.limits(), Duration.ofSeconds(settings.patience().silenceSeconds()));
    }

    Handshake handshake() {
        return new Handshake(sessions, rights, limiter, settings.compression());
    }

    Origins origins() {
        return new Origins(settings.origins());
    }

    @Override
    public void close() {
        stops.close();
    }

    /** @return a file that came in one frame, and so goes in one */
    private byte[] content(FileId id) {
        StoredFile file = files.find(id).orElseThrow();
        ByteArrayOutputStream content = new ByteArrayOutputStream((int) file.about().size());
        for (byte[] part = files.read(file.content(), 0); part.length > 0; part = files.read(file.content(), content.size())) content.writeBytes(part);
        return content.toByteArray();
    }

    /** What was deleted had perhaps files, whose contents nobody has any more. */
    private static boolean leavesFiles(Event event) {
        return event instanceof MessageDeleted || event instanceof ChannelDeleted;
    }

    private static LongSupplier sinceNow() {
        long start = System.nanoTime();
        return () -> System.nanoTime() - start;
    }

    private void printOperatorToken() {
        new OperatorToken(accounts, clock).atStart().ifPresent(token ->
                LOG.log(Level.INFO, "The operator''s token, shown this once: {0}", token.text()));
    }

    /** Nobody but who reads the log learns of it: the code stands behind the {@code #}, which no browser sends on. */
    private void printStartLink(String path) {
        String place = settings.port().filter(port -> port > 0).map(port -> "http://localhost:" + port).orElse("https://ADDRESS-OF-THIS-SERVER") + path;
        accountRoom.people().startLink().ifPresent(code -> LOG.log(
                Level.INFO, "Nobody administers this place yet; open this link to do so, it works once: {0}/#start={1}", place, code.text()));
    }

    private static Stream<AccountId> concerned(List<Event> committed) {
        return committed.stream()
                .filter(AccessChanged.class::isInstance)
                .flatMap(event -> ((AccessChanged) event).concerns().stream());
    }

    private Relay relay(JdbcNodes nodes) {
        if (settings.redis().isEmpty()) return new NoRelay();
        JdbcNodes.Identity place = nodes.identity(clock);
        return new RedisRelay(settings.redis().get(), place.id(), place.secret(), nodes.node());
    }
}
