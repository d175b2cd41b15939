package dev.chatchannel.websocket;

import dev.chatchannel.account.Device;
import dev.chatchannel.command.Caller;
import dev.chatchannel.command.Rights;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ConnectionInfo;
import dev.chatchannel.message.Preference;
import dev.chatchannel.message.SortableId;
import dev.chatchannel.protocol.CloseCode;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One live connection, from its opening to its end.
 *
 * <p>Threads: messages by the container, one at a time; {@link #ended}, {@link #failed} and {@link #close} by any thread, any
 * number of times: the first end does the work.
 */
final class ChatSession {
    private static final Logger LOG = System.getLogger(ChatSession.class.getName());

    private static final long ASK_EVERY = TimeUnit.MINUTES.toNanos(10);

    private final String id;
    private final Outbox outbox;
    private final IncomingMessage incoming;
    private final Consumer<ChatSession> onEnd;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Conversation conversation; // set once, before the session is given to anybody
    private volatile Device device; // set once, before the session is given to anybody
    private volatile Seats.Seat seat; // set once, before the session is given to anybody
    private volatile Caller caller; // changes when the client signs in on the open socket
    private volatile long lastAsked; // nanoseconds, 0 when it is not certain who the caller is
    private volatile long lastSign = System.nanoTime();

    ChatSession(String id, Outbox outbox, IncomingMessage incoming, Consumer<ChatSession> onEnd) {
        this.id = id;
        this.outbox = outbox;
        this.incoming = incoming;
        this.onEnd = onEnd;
    }

    String id() {
        return id;
    }

    Caller caller() {
        return caller;
    }

    AccountId account() {
        return caller.account().id();
    }

    void tellOfChannels() {
        conversation.channelsChanged();
    }

    void tellOfMark(ChannelName channel, long offset) {
        conversation.marked(channel, offset);
    }

    void tellOfPreference(ChannelName channel, Preference preference) {
        conversation.preferred(channel, preference);
    }

    void isOf(Caller caller) {
        this.caller = caller;
    }

    void comesBy(Device device) {
        this.device = device;
    }

    void sitOn(Seats.Seat seat) {
        this.seat = seat;
    }

    void leaveSeat() {
        seat.leave();
    }

    /** Goes on as somebody who signed in on the open socket. @throws Refused when they have as many connections as they may have */
    void signIn(Caller other) {
        seat.passTo(other.account().id());
        isOf(other);
    }

    /** @return whether a while has passed since, or nothing was learned, or the token has come to its end */
    boolean isToBeAskedAnew(long now) {
        return caller.ends() <= now || lastAsked == 0 || System.nanoTime() - lastAsked > ASK_EVERY;
    }

    /**
     * Asks who the caller is now: when it has another name, or the token is forgotten, nobody goes on speaking for it. What cannot be
     * learned is asked again at the next look.
     */
    void askAnew(Function<Caller, CompletionStage<Optional<Caller>>> anew) {
        Caller known = caller;
        if (known.token().isEmpty()) return;
        lastAsked = System.nanoTime() | 1;
        anew.apply(known).whenComplete((now, failure) -> {
            if (caller != known) return; // another one was asked about since
            if (failure != null) lastAsked = 0;
            else if (now.isEmpty()) close(CloseCode.SIGNED_OUT);
            else if (!now.get().account().equals(known.account())) close(CloseCode.RENAMED);
        });
    }

    /** Closes when the caller is not let in any more. */
    void mustBeLetIn(Rights rights) {
        try {
            rights.letIn(caller);
        } catch (Refused turnedOut) {
            close(turnedOut.refusal() == Refusal.GUESTS_OFF ? CloseCode.GUESTS_OFF : CloseCode.ADDRESS_BANNED);
        }
    }

    void speak(Conversation conversation) {
        this.conversation = conversation;
    }

    void start() {
        guarded(conversation::opened);
    }

    void text(String part, boolean last) {
        guarded(() -> incoming.text(part, last).ifPresent(this::received));
    }

    void binary(ByteBuffer part, boolean last) {
        guarded(() -> incoming.bytes(part, last).ifPresent(this::received));
    }

    /** Notes a sign of life: a whole message or a pong, not single bytes of an endless frame. */
    void alive() {
        lastSign = System.nanoTime();
    }

    /** Closes when nobody is there or nobody reads; else asks for a sign of life when it is time. */
    void look(Patience patience, boolean pingIsDue) {
        long silence = System.nanoTime() - lastSign;
        if (sendingNanos() > TimeUnit.SECONDS.toNanos(patience.sendSeconds())) closeAsSlow();
        else if (silence > TimeUnit.SECONDS.toNanos(patience.silenceSeconds())) close(CloseCode.NO_PONG);
        else if (pingIsDue) conversation.ping();
    }

    private void closeAsSlow() {
        LOG.log(Level.INFO, "Session " + id + " is closed: nothing that was sent to it was taken for too long");
        close(CloseCode.SLOW);
    }

    void close(CloseCode why) {
        close(why.code(), why.reason());
    }

    /** Closes with any code. The session is out of every list at once; the socket follows. */
    void close(int code, String reason) {
        attempt(() -> outbox.close(code, reason));
        ended();
    }

    /** @return for how long the client has not taken what is on its way to it */
    long sendingNanos() {
        long since = outbox.sendingSince();
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    /** @return how many events it has still to be given */
    long behind() {
        return outbox.behind();
    }

    String protocol() {
        return conversation.protocol();
    }

    ConnectionInfo about() {
        return new ConnectionInfo(
                id,
                caller.account().asAuthor(),
                device.address(),
                SortableId.madeAt(id),
                protocol(),
                device.name(),
                outbox.following(),
                outbox.behind(),
                TimeUnit.NANOSECONDS.toMillis(sendingNanos()));
    }

    /** Does the work of the end, once: each step whatever became of the one before. */
    void ended() {
        if (!over.compareAndSet(false, true)) return;
        attempt(() -> onEnd.accept(this));
        attempt(outbox::end);
        attempt(conversation::ended);
    }

    void failed(Throwable failure) {
        if (!(failure instanceof IOException)) LOG.log(Level.DEBUG, "Session " + id + " ended by an error", failure);
        ended();
    }

    private void received(String message) {
        alive();
        conversation.text(message);
    }

    private void received(byte[] message) {
        alive();
        conversation.binary(message);
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "Session " + id + " did not end cleanly", broken);
        }
    }

    private void guarded(Runnable work) {
        try {
            if (!over.get()) work.run();
        } catch (IncomingMessage.TooBig giant) {
            close(CloseCode.TOO_BIG);
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "Session " + id + " broke", broken);
            close(CloseCode.BROKEN);
        }
    }
}
