package dev.chatchannel;

import dev.chatchannel.account.Place;
import dev.chatchannel.channel.Channels;
import dev.chatchannel.channel.Presence;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.NodeInfo;
import dev.chatchannel.message.NotifyLevel;
import dev.chatchannel.message.Person;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Preference;
import dev.chatchannel.relay.Board;
import dev.chatchannel.relay.Hint;
import dev.chatchannel.relay.LivingNodes;
import dev.chatchannel.relay.Relay;
import dev.chatchannel.relay.Signal;
import dev.chatchannel.storage.JdbcNodes;
import dev.chatchannel.websocket.Sessions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The other nodes that share our database: what happens here is told to them, and what they tell is done here.
 *
 * <p>What must arrive goes over the {@link Board}: who may no longer do something. All else may be lost.
 *
 * <p>Threads: any; never blocks, but for {@link #start}, {@link #leave}, {@link #close} and {@link #closeAll}.
 */
final class OtherNodes implements Relay.Listener, Channels.Interest, Presence.Others {
    private static final Logger LOG = System.getLogger(OtherNodes.class.getName());
    private static final int PERSON = 4; // words, as below
    private static final int MARK = 3;
    private static final int PREFERENCE = 4;

    private final String name;
    private final Relay relay;
    private final Channels channels;
    private final Presence presence;
    private final Sessions sessions;
    private final Place place;
    private final ScheduledExecutorService readers;
    private final Board board;
    private final LivingNodes nodes;
    private final Lookout lookout;

    /** The ways that lead to the others. */
    record Ways(Relay relay, JdbcNodes store, LivingNodes nodes) {}

    OtherNodes(Ways ways, Channels channels, Presence presence, Sessions sessions, Place place, ScheduledExecutorService readers) {
        this.name = ways.store().node();
        this.relay = ways.relay();
        this.channels = channels;
        this.presence = presence;
        this.sessions = sessions;
        this.place = place;
        this.readers = readers;
        this.nodes = ways.nodes();
        this.board = new Board(ways.store(), relay, readers, this::obey, this::askEverything);
        this.lookout = new Lookout(nodes, relay, channels::lookAgain, readers);
    }

    /** Begins to hear of the others, and to be heard. Blocks. */
    void start() {
        channels.tell(this);
        presence.tell(this);
        board.start();
        nodes.start();
        relay.start(this);
        every(Lookout.OFTEN, this::lookAtOthers);
        every(LivingNodes.BEAT, nodes::beat);
        lookout.start();
    }

    /** Says goodbye, when all that was accepted is committed: people who were here are expected elsewhere. Blocks. */
    void leave() {
        relay.tell(new Signal("goodbye", List.of(name)));
        nodes.leave();
    }

    /** @return whether this node hears all others by the relay, and itself; else it hears them within a second */
    boolean areHeard() {
        return relay.hears(nodes.others());
    }

    /** @return the nodes that live, ours too */
    List<NodeInfo> nodes() {
        return nodes.all().stream().map(row -> new NodeInfo(row.name(), row.host(), row.connections(), row.name().equals(name))).toList();
    }

    /** @return how often the database was looked at for what they wrote */
    long looks() {
        return lookout.looks();
    }

    Relay.Counts letters() {
        return relay.counts();
    }

    /** Tells what was committed here. */
    void announce(List<Event> committed) {
        if (!relay.isConnected()) return;
        Map<ChannelName, List<Event>> news = new LinkedHashMap<>();
        for (Event event : committed) news.computeIfAbsent(event.channel(), first -> new ArrayList<>()).add(event);
        news.forEach((channel, events) -> relay.announce(new Hint(channel, reached(channel, events), events)));
    }

    /** Closes it wherever it is; blocks until that is sure to be told. */
    void close(String connection, int code, String reason) {
        board.post(new Signal("close-connection", List.of(connection, Integer.toString(code), reason)));
    }

    /** Closes theirs on all other nodes; blocks until that is sure to be told. */
    void closeAll(AccountId account, int code, String reason) {
        board.post(new Signal("close-account", List.of(account.value(), Integer.toString(code), reason)));
    }

    /** Has them see at once what was stored with a change: who may no longer speak for whom, and what administrators have set. */
    void tellOfNews() {
        board.tellOfNews();
    }

    void tellOfChannels(AccountId account) {
        tell(new Signal("channels", List.of(account.value())));
    }

    void tellOfMark(AccountId account, ChannelName channel, long offset) {
        tell(new Signal("mark", List.of(account.value(), channel.value(), Long.toString(offset))));
    }

    void tellOfPreference(AccountId account, ChannelName channel, Preference preference) {
        tell(new Signal("preference", List.of(
                account.value(), channel.value(), preference.level().word(), Boolean.toString(preference.favourite()))));
    }

    @Override
    public void here(ChannelName channel, List<Person> people) {
        List<String> words = new ArrayList<>(List.of(name));
        for (Person person : people) {
            words.add(person.connection());
            words.addAll(words(person.author()));
        }
        relay.tell(channel, new Signal("here", words));
    }

    @Override
    public void who(ChannelName channel) {
        relay.tell(channel, new Signal("who", List.of()));
    }

    @Override
    public void typing(ChannelName channel, Author who) {
        relay.tell(channel, new Signal("typing", words(who)));
    }

    @Override
    public void alive() {
        relay.tell(new Signal("alive", List.of(name)));
    }

    @Override
    public void begins(ChannelName channel) {
        relay.follow(channel);
    }

    @Override
    public void ends(ChannelName channel) {
        relay.unfollow(channel);
    }

    @Override
    public void heard(Hint hint) {
        channels.hear(hint.channel(), hint.reached(), hint.events());
    }

    @Override
    public void heard(Signal signal) {
        if (!board.hear(signal)) obey(signal);
    }

    @Override
    public void heard(ChannelName channel, Signal signal) {
        List<String> words = signal.words();
        understood(signal, () -> {
            switch (signal.name()) {
                case "here" -> presence.hearHere(words.get(0), channel, people(words.subList(1, words.size())));
                case "who" -> presence.hearWho(channel);
                case "typing" -> presence.hearTyping(channel, author(words));
                default -> {}
            }
        });
    }

    /** What was told before is lost: only the store knows. */
    @Override
    public void follows(ChannelName channel) {
        channels.lookSoon(channel);
        presence.begin(channel);
    }

    @Override
    public void missed() {
        lookout.lookSoon();
    }

    /** One after the other: what reads the database for nobody in particular shall not take all readers when it hangs. */
    private void lookAtOthers() {
        board.look();
        nodes.look();
    }

    private void every(Duration pause, Runnable work) {
        readers.scheduleWithFixedDelay(work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tells what may be lost: at once where the relay carries everything, else within a second. */
    private void tell(Signal signal) {
        if (nodes.others().isEmpty()) return;
        if (lookout.trusts()) relay.tell(signal);
        else board.mention(signal);
    }

    private void obey(Signal signal) {
        List<String> words = signal.words();
        understood(signal, () -> {
            switch (signal.name()) {
                case "close-connection" -> sessions.close(words.get(0), Integer.parseInt(words.get(1)), words.get(2));
                case "close-account" -> sessions.closeAll(new AccountId(words.get(0)), Integer.parseInt(words.get(1)), words.get(2));
                case "ask-anew" -> sessions.askAnew(new AccountId(words.get(0)));
                case "place" -> readers.execute(this::readPlace);
                case "channels" -> words.forEach(account -> sessions.tellOfChannels(new AccountId(account)));
                case "mark" -> each(words, MARK, one ->
                        sessions.tellOfMark(new AccountId(one.get(0)), new ChannelName(one.get(1)), Long.parseLong(one.get(2))));
                case "preference" -> each(words, PREFERENCE, one -> sessions.tellOfPreference(new AccountId(one.get(0)), new ChannelName(one.get(1)),
                        new Preference(NotifyLevel.of(one.get(2)), Boolean.parseBoolean(one.get(3)))));
                case "alive" -> presence.hearAlive(words.get(0));
                case "goodbye" -> presence.hearGoodbye(words.get(0));
                default -> {}
            }
        });
    }

    /** A signal of a later version, which has another name or other words, says nothing to this one. */
    private static void understood(Signal signal, Runnable work) {
        try {
            work.run();
        } catch (IllegalArgumentException | IndexOutOfBoundsException other) {
            LOG.log(Level.DEBUG, "A signal of another node was not understood: {0}", signal.name());
        }
    }

    private static List<String> words(Author author) {
        return List.of(author.id().value(), author.name(), author.kind().name());
    }

    private static Author author(List<String> words) {
        return new Author(new AccountId(words.get(0)), words.get(1), AccountKind.valueOf(words.get(2)));
    }

    private static List<Person> people(List<String> words) {
        List<Person> people = new ArrayList<>();
        each(words, PERSON, one -> people.add(new Person(one.get(0), author(one.subList(1, PERSON)))));
        return people;
    }

    /** A signal may have several of a kind, one behind the other. */
    private static void each(List<String> words, int length, Consumer<List<String>> listener) {
        for (int i = 0; i + length <= words.size(); i += length) listener.accept(words.subList(i, i + length));
    }

    private void readPlace() {
        try {
            place.refresh();
            sessions.turnOut();
        } catch (RuntimeException unavailable) {
            readers.schedule(this::readPlace, Lookout.OFTEN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void askEverything() {
        readers.execute(this::readPlace);
        sessions.askAllAnew();
    }

    /** Where nobody here knows the channel the others ask the store: of an unknown epoch none is theirs. */
    private Position reached(ChannelName channel, List<Event> events) {
        long last = events.get(events.size() - 1).offset();
        return new Position(channels.head(channel).map(Position::epoch).orElse(""), last);
    }
}
