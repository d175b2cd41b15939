package dev.chatchannel.websocket;

import dev.chatchannel.command.Connections;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ConnectionInfo;
import dev.chatchannel.message.NodeInfo;
import dev.chatchannel.message.Preference;
import dev.chatchannel.message.SortableId;
import dev.chatchannel.protocol.CentrifugeJson;
import dev.chatchannel.protocol.CloseCode;
import dev.chatchannel.protocol.PlainText;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import jakarta.websocket.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The live sessions of this node.
 *
 * <p>Threads: any. A session is in the list from before its first message until its end, however that comes.
 */
public final class Sessions implements Connections {
    private static final Duration RESTART = Duration.ofSeconds(2);

    private final Clock clock;
    private final ExecutorService closer;
    private final ExecutorService pinger;
    private final Seats seats;
    private final Traffic traffic = new Traffic();
    private final Map<String, ChatSession> live = new ConcurrentHashMap<>();
    private volatile Switchboard switchboard; // set once, before the first handshake
    private volatile Optional<TomcatSockets> tomcat; // found at the first session; any thread may, and finds the same
    private volatile boolean stopping;

    /**
     * @param closer runs the closing of sockets, which blocks in some containers
     * @param pinger sends pings, which blocks too; apart from the closer, so that honest clients do not wait behind stalled ones
     */
    public Sessions(Limits limits, Clock clock, ExecutorService closer, ExecutorService pinger) {
        this.seats = new Seats(limits);
        this.clock = clock;
        this.closer = closer;
        this.pinger = pinger;
    }

    /** Connects the sessions to the rest: from here on they can be opened. */
    public void connect(Switchboard switchboard) {
        this.switchboard = switchboard;
    }

    /** @return how many are live */
    public int count() {
        return live.size();
    }

    /** @return how many are live, by what they speak */
    public Map<String, Long> byProtocol() {
        return live.values().stream().collect(Collectors.groupingBy(ChatSession::protocol, Collectors.counting()));
    }

    /** @return how many events those that are behind have still to be given, all together */
    public long behind() {
        return live.values().stream().mapToLong(ChatSession::behind).sum();
    }

    /** @return what goes out to them, counted */
    public Traffic traffic() {
        return traffic;
    }

    /** @return whether the end has begun: nobody is let in any more */
    public boolean areStopping() {
        return stopping;
    }

    /**
     * Closes most of them with a code that says: come back; in groups, with pauses between, so that not all come back to the next node in one moment. Who is still
     * there may go on. The last group is left to {@link #closeAll}. Blocks for some seconds at most.
     */
    public void drain() {
        stopping = true;
        List<ChatSession> all = readersFirst();
        DrainPace pace = DrainPace.of(all.size());
        try {
            for (int at = 0; at + pace.group() < all.size(); at += pace.group()) {
                tellRestarting(all.subList(at, at + pace.group()));
                TimeUnit.MILLISECONDS.sleep(pace.pauseMillis());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes all of them with a code that says: come back. New ones are closed at once. */
    public void closeAll() {
        stopping = true;
        tellRestarting(readersFirst());
    }

    /** The close of one who does not read may hold a closer for a while. */
    private List<ChatSession> readersFirst() {
        List<ChatSession> all = new ArrayList<>(live.values());
        Map<ChatSession, Long> sending = new HashMap<>(); // measured once: it changes while we sort
        all.forEach(session -> sending.put(session, session.sendingNanos()));
        all.sort(Comparator.comparing(sending::get));
        return all;
    }

    private static void tellRestarting(List<ChatSession> sessions) {
        sessions.forEach(session -> session.close(CloseCode.RESTARTING));
    }

    @Override
    public boolean close(String connection, int code, String reason) {
        ChatSession session = live.get(connection);
        if (session != null) session.close(code, reason);
        return session != null;
    }

    @Override
    public int closeAll(AccountId account, int code, String reason) {
        List<ChatSession> theirs = of(account).toList();
        theirs.forEach(session -> session.close(code, reason));
        return theirs.size();
    }

    @Override
    public void tellOfChannels(AccountId account) {
        of(account).forEach(ChatSession::tellOfChannels);
    }

    @Override
    public void tellOfMark(AccountId account, ChannelName channel, long offset) {
        of(account).forEach(session -> session.tellOfMark(channel, offset));
    }

    @Override
    public void tellOfPreference(AccountId account, ChannelName channel, Preference preference) {
        of(account).forEach(session -> session.tellOfPreference(channel, preference));
    }

    @Override
    public List<ConnectionInfo> list(String after, int most) {
        return live.values().stream()
                .filter(session -> session.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(ChatSession::id))
                .limit(most)
                .map(ChatSession::about)
                .toList();
    }

    @Override
    public List<NodeInfo> nodes() {
        return List.of();
    }

    @Override
    public void askAnew(AccountId account) {
        of(account).forEach(session -> session.askAnew(switchboard.anew()));
    }

    /** Asks anew of all connections whose they are: what was said meanwhile is not known. */
    public void askAllAnew() {
        live.values().forEach(session -> session.askAnew(switchboard.anew()));
    }

    @Override
    public void turnOut() {
        live.values().forEach(session -> session.mustBeLetIn(switchboard.rights()));
    }

    /** @throws Refused when another connection of this person would be refused now */
    void mustHaveSeat(AccountId person) {
        if (stopping) throw Refusal.TOO_BUSY.refused("The server is restarting; come back in a moment.", RESTART);
        seats.look(person);
    }

    /** @return empty when others were faster than this handshake and took the last seat; then the socket is closed */
    Optional<ChatSession> open(Session socket, Admission admission) {
        prepare(socket);
        Transport transport = new SocketTransport(socket, tomcatSocket(socket), switchboard.files(), closer, pinger);
        try {
            return Optional.of(open(socket, transport, admission, seats.take(admission.caller().account().id())));
        } catch (Refused full) {
            CloseCode why = full.refusal() == Refusal.TOO_BUSY ? CloseCode.FULL : CloseCode.TOO_MANY_CONNECTIONS;
            transport.close(why.code(), why.reason());
            return Optional.empty();
        }
    }

    private ChatSession open(Session socket, Transport transport, Admission admission, Seats.Seat seat) {
        boolean json = admission.wish().json() || CentrifugeJson.NAME.equals(socket.getNegotiatedSubprotocol());
        Outbox outbox = new Outbox(transport, json ? CentrifugeJson.WRITER : PlainText.WRITER, traffic);
        ChatSession session = new ChatSession(
                SortableId.at(clock.millis()),
                outbox,
                new IncomingMessage(switchboard.limits().frameBytes()),
                this::ended);
        session.sitOn(seat);
        session.isOf(admission.caller());
        session.comesBy(admission.device());
        session.speak(json
                ? new JsonConversation(session, switchboard, outbox)
                : new PlainConversation(session, switchboard, outbox, admission));
        live.put(session.id(), session);
        traffic.opening();
        session.start();
        if (stopping) session.close(CloseCode.RESTARTING);
        else lookAgain(session);
        return session;
    }

    private Stream<ChatSession> of(AccountId account) {
        return live.values().stream().filter(session -> session.account().equals(account));
    }

    /** The handshake may have asked before a change, which saw no session here. */
    private void lookAgain(ChatSession session) {
        session.mustBeLetIn(switchboard.rights());
        session.askAnew(switchboard.anew());
    }

    private void ended(ChatSession session) {
        live.remove(session.id());
        session.leaveSeat();
    }

    void look(boolean pingIsDue) {
        live.values().forEach(session -> session.look(switchboard.patience(), pingIsDue));
        long now = clock.millis();
        live.values().stream().filter(session -> session.isToBeAskedAnew(now)).forEach(session -> session.askAnew(switchboard.anew()));
    }

    private Optional<TomcatSocket> tomcatSocket(Session socket) {
        Optional<TomcatSockets> known = tomcat;
        if (known == null) tomcat = known = TomcatSockets.below(socket);
        return known.flatMap(sockets -> sockets.of(socket));
    }

    /** Our own heartbeat and deadlines replace the container's, which do not notice a stalled peer in a busy channel. */
    private static void prepare(Session socket) {
        socket.setMaxIdleTimeout(0);
        socket.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", 5_000L); // pings
    }
}
