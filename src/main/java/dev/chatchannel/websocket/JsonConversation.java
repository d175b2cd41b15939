package dev.chatchannel.websocket;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.AccountsUnavailable;
import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.channel.CutOff;
import dev.chatchannel.channel.Presence;
import dev.chatchannel.channel.Reader;
import dev.chatchannel.command.Caller;
import dev.chatchannel.limit.Limit;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.Person;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Preference;
import dev.chatchannel.protocol.CentrifugeJson;
import dev.chatchannel.protocol.CentrifugeJson.Request;
import dev.chatchannel.protocol.CloseCode;
import dev.chatchannel.protocol.CommandReader;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.protocol.Reply;
import dev.chatchannel.protocol.UnsubscribeCode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * The Centrifuge JSON protocol: what concerns the connection itself is done here, all else by the table of commands.
 *
 * <p>Threads: requests one at a time; subscriptions are completed by a reader's thread and ended by any. A channel stands in
 * {@code subscriptions} from the request on, so that a second request for it is refused.
 */
final class JsonConversation implements Conversation, Presence.Listener {
    /** What is done here, beside {@code connect}; all else is the table's. */
    static final Map<String, BiConsumer<JsonConversation, Request>> METHODS = Map.of(
            "subscribe", JsonConversation::subscribe,
            "unsubscribe", JsonConversation::unsubscribe,
            "rpc", JsonConversation::rpc,
            "send", (here, request) -> {}, // nothing listens to it
            "ping", JsonConversation::pong);

    private final ChatSession session;
    private final Switchboard switchboard;
    private final Outbox outbox;
    private final CommandsInFlight inFlight;
    private final Map<ChannelName, Subscription> subscriptions = new ConcurrentHashMap<>();
    private Person self; // the newest that subscribed; of the requests
    private volatile boolean connected; // read by the heartbeat
    private volatile boolean over;

    JsonConversation(ChatSession session, Switchboard switchboard, Outbox outbox) {
        this.session = session;
        this.switchboard = switchboard;
        this.outbox = outbox;
        this.inFlight = new CommandsInFlight(switchboard.runner(), switchboard.delivery(), outbox::reply);
    }

    @Override
    public String protocol() {
        return "json";
    }

    @Override
    public void opened() {
        // the client speaks first
    }

    @Override
    public void text(String message) {
        try {
            CentrifugeJson.read(message).forEach(this::request);
        } catch (Refused notUnderstood) {
            session.close(CloseCode.BAD_REQUEST);
        }
    }

    @Override
    public void binary(byte[] message) {
        session.close(CloseCode.BAD_REQUEST);
    }

    @Override
    public void ping() {
        if (connected) outbox.reply(CentrifugeJson.PING);
        else outbox.reply(new Frame.Ping());
    }

    @Override
    public void channelsChanged() {
        if (connected) outbox.signal(CentrifugeJson.channelsChanged(), CentrifugeJson.channelsChanged());
    }

    @Override
    public void marked(ChannelName channel, long offset) {
        if (connected) outbox.signal(new Mark(channel), CentrifugeJson.marked(channel, offset));
    }

    @Override
    public void preferred(ChannelName channel, Preference preference) {
        if (connected) outbox.signal(new Preferring(channel), CentrifugeJson.preferred(channel, preference));
    }

    @Override
    public void ended() {
        over = true;
        subscriptions.keySet().forEach(this::endSubscription);
    }

    @Override
    public void came(ChannelName channel, Person who) {
        outbox.signal(new Moving(channel, who.author().id()), CentrifugeJson.came(channel, who));
    }

    @Override
    public void went(ChannelName channel, Person who) {
        outbox.signal(new Moving(channel, who.author().id()), CentrifugeJson.went(channel, who));
    }

    @Override
    public void typing(ChannelName channel, Author who) {
        outbox.signal(new Typing(channel, who.id()), CentrifugeJson.typing(channel, who));
    }

    private void request(Request request) {
        if (request.isPong()) return; // any whole message is a sign of life
        if (!connected) connect(request);
        else guarded(request, () -> METHODS.getOrDefault(request.method(), JsonConversation::command).accept(this, request));
    }

    private void connect(Request request) {
        if (!request.method().equals("connect")) {
            session.close(CloseCode.BAD_REQUEST);
            return;
        }
        guarded(request, () -> {
            request.params().optionalText("token").filter(token -> !token.isEmpty()).ifPresent(this::signIn);
            switchboard.rights().letIn(session.caller());
            connected = true;
            outbox.reply(CentrifugeJson.connected(request, session.id(), session.caller().account().asAuthor(), switchboard.pingInterval()));
        });
    }

    private void signIn(String token) {
        session.signIn(owner(token));
        session.askAnew(switchboard.anew());
    }

    private Caller owner(String token) {
        try {
            return switchboard.tokens().apply(token, session.caller().address()).orElseThrow(Refusal.UNAUTHORIZED::refused);
        } catch (AccountsUnavailable unavailable) {
            throw Refusal.TOO_BUSY.refused();
        }
    }

    private void subscribe(Request request) {
        ChannelName channel = request.params().channel();
        Optional<Position> resume = resumePosition(request.params());
        Caller caller = session.caller();
        switchboard.runner().count(caller, Limit.SUBSCRIBE);
        if (subscriptions.size() >= Limits.SUBSCRIPTIONS) throw Refusal.LIMIT_EXCEEDED.refused();
        Subscription subscription = new Subscription(self(caller));
        if (subscriptions.putIfAbsent(channel, subscription) != null) throw Refusal.ALREADY_SUBSCRIBED.refused();
        CompletionStage<ChannelLog> found = switchboard.rights().readable(caller, channel);
        found.thenCompose(log -> resume.map(log::asFarAs).orElse(found)).whenComplete((log, failure) -> {
            if (failure == null) listen(request, log, subscription, resume);
            else refuseSubscription(request, channel, subscription, failure);
        });
    }

    /** One for all channels, as long as the account is called the same: of many connections each byte counts. */
    private Person self(Caller caller) {
        Author author = caller.account().asAuthor();
        if (self == null || !self.author().equals(author)) self = new Person(session.id(), author);
        return self;
    }

    /** The reply goes before the cursor is followed, so that the client knows its place before the first event. */
    private void listen(Request request, ChannelLog log, Subscription subscription, Optional<Position> resume) {
        Position head = log.head();
        boolean recovered = resume.filter(from -> isOnTheWayTo(head, from)).isPresent();
        Position from = recovered ? resume.get() : head;
        outbox.reply(CentrifugeJson.subscribed(request, from, resume.isPresent(), recovered));
        Account who = session.caller().account();
        subscription.begin(log.readAfter(who.id(), who.kind(), from.offset(), new Listening(log.name(), subscription)), outbox);
        switchboard.presence().arrive(log.name(), subscription.person(), this);
        if (over || subscriptions.get(log.name()) != subscription) leave(log.name(), subscription);
    }

    private void refuseSubscription(Request request, ChannelName channel, Subscription subscription, Throwable failure) {
        subscriptions.remove(channel, subscription);
        outbox.reply(CentrifugeJson.refused(request, Refused.of(failure)));
    }

    private void unsubscribe(Request request) {
        endSubscription(request.params().channel());
        outbox.reply(CentrifugeJson.done(request));
    }

    private void endSubscription(ChannelName channel) {
        Subscription subscription = subscriptions.remove(channel);
        if (subscription != null) leave(channel, subscription);
    }

    private void leave(ChannelName channel, Subscription subscription) {
        subscription.end(outbox);
        switchboard.presence().leave(channel, subscription.person());
    }

    private void command(Request request) {
        run(request, request.method(), request.params(), CentrifugeJson::reply);
    }

    private void rpc(Request request) {
        Fields data = request.params().optionalObject("data").orElseGet(() -> Fields.parse("{}"));
        run(request, request.params().text("method"), data, CentrifugeJson::rpcReply);
    }

    private void pong(Request request) {
        outbox.reply(CentrifugeJson.done(request));
    }

    private void run(Request request, String method, Fields params, BiFunction<Request, Reply, Frame> reply) {
        inFlight.run(session.caller(), method, params, new CommandsInFlight.Writing(
                done -> Optional.of(reply.apply(request, done)), refused -> CentrifugeJson.refused(request, refused)));
    }

    private void guarded(Request request, Runnable work) {
        try {
            work.run();
        } catch (Refused refused) {
            outbox.reply(CentrifugeJson.refused(request, refused));
        }
    }

    private static Optional<Position> resumePosition(Fields params) {
        return params.flag("recover") ? Optional.of(CommandReader.position(params)) : Optional.empty();
    }

    private static boolean isOnTheWayTo(Position head, Position from) {
        return from.epoch().equals(head.epoch()) && from.offset() <= head.offset();
    }

    /** Hears for one subscription. */
    private final class Listening implements Reader {
        private final ChannelName channel;
        private final Subscription subscription;

        private Listening(ChannelName channel, Subscription subscription) {
            this.channel = channel;
            this.subscription = subscription;
        }

        @Override
        public void wake() {
            outbox.wake();
        }

        /** Everything of the channel ends at once, presence too; only the push that says so is left to others. */
        @Override
        public void cutOff(CutOff cut) {
            if (!subscriptions.remove(channel, subscription)) return;
            leave(channel, subscription);
            UnsubscribeCode why = switch (cut) {
                case MAY_NOT_READ -> UnsubscribeCode.OUT_OF_THE_CHANNEL;
                case DELETED -> UnsubscribeCode.CHANNEL_DELETED;
                case REPLACED -> UnsubscribeCode.INSUFFICIENT_STATE;
            };
            switchboard.delivery().execute(() -> outbox.reply(CentrifugeJson.unsubscribed(channel, why)));
        }
    }

    /** Of somebody's typing in a channel only the newest waits, apart from their coming and going. */
    private record Typing(ChannelName channel, AccountId account) {}

    /** Of one's mark in a channel only the newest waits. */
    private record Mark(ChannelName channel) {}

    /** Of how one wants to have a channel only the newest waits. */
    private record Preferring(ChannelName channel) {}

    /** Of somebody's coming and going in a channel only the newest waits. */
    private record Moving(ChannelName channel, AccountId account) {}
}
