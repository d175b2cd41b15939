package dev.chatchannel.websocket;

import dev.chatchannel.channel.Cursor;
import dev.chatchannel.channel.Run;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.FrameWriter;
import dev.chatchannel.protocol.CloseCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All that goes out to one client.
 *
 * <p><b>Contract.</b> 1. Never blocks. 2. One send in flight, always. 3. Replies leave in the order they came; events in
 * the order of their channel, each once. 4. Of signals about the same thing only the newest is kept. 5. When too many
 * replies wait, the session is closed as too slow; nothing is dropped silently. Events do not wait here: the cursors take
 * them from the logs when there is room to send.
 *
 * <p><b>Threads.</b> {@code wakes} counts the reasons to look. Whoever raises it from zero owns the sending until it is zero
 * again, or hands it to the completion of a send. {@link #drain} is run only by the owner, so what only it touches needs no
 * lock. {@code handOff} settles who goes on after a send that may complete before {@code send} returns.
 */
final class Outbox {
    private static final Logger LOG = System.getLogger(Outbox.class.getName());
    private static final int FRAME_CHARACTERS = 32_768;

    // Where a send stands between the thread that started it and the one that completes it. Numbers, and in the object itself: each
    // reference that is written, and each object more, costs every delivery a line of the processor's memory or two.
    private static final int STARTED = 0;
    private static final int LEFT_TO_COMPLETION = 1;
    private static final int COMPLETED = 2;
    private static final AtomicIntegerFieldUpdater<Outbox> WAKES = AtomicIntegerFieldUpdater.newUpdater(Outbox.class, "wakes");
    private static final AtomicIntegerFieldUpdater<Outbox> HAND_OFF = AtomicIntegerFieldUpdater.newUpdater(Outbox.class, "handOff");

    private final Transport transport;
    private final FrameWriter writer;
    private final Traffic traffic;
    private volatile int wakes;
    private volatile int handOff = COMPLETED;
    private volatile Cursor[] cursors = {}; // replaced under this, never changed
    private Queue<Frame> replies; // guarded by this; null when none waits, which is nearly always
    private long waitingCharacters; // guarded by this: of the replies
    private Map<Object, Frame> signals; // guarded by this; null when none waits
    private volatile boolean urgent; // whether a reply or a signal waits: spares the owner the lock
    private Iterator<Frame> taken; // the owner's: taken from a cursor, not sent yet; null when none is, which is nearly always
    private Frame held; // the owner's: a reply or signal that did not fit into the last frame
    private int turn; // the owner's: which cursor is first
    private volatile boolean closed;
    private volatile long sendingSince; // nanoseconds, 0 when nothing is in flight

    Outbox(Transport transport, FrameWriter writer, Traffic traffic) {
        this.transport = transport;
        this.writer = writer;
        this.traffic = traffic;
    }

    /** Sends a reply to the client. */
    void reply(Frame frame) {
        boolean tooMany;
        synchronized (this) {
            if (replies == null) replies = new ArrayDeque<>(2);
            replies.add(frame);
            urgent = true;
            waitingCharacters += characters(frame);
            tooMany = replies.size() > Limits.REPLIES_WAITING || waitingCharacters > Limits.REPLY_CHARACTERS_WAITING;
        }
        if (tooMany) close(CloseCode.SLOW);
        else wake();
    }

    /** Sends a signal that may be lost; it takes the place of one about the same thing that was not sent yet. */
    void signal(Object about, Frame frame) {
        synchronized (this) {
            if (signals == null) signals = new LinkedHashMap<>();
            signals.remove(about);
            signals.put(about, frame);
            urgent = true;
        }
        wake();
    }

    /** Sends what the cursor reads, from now on. */
    void follow(Cursor cursor) {
        change(all -> Stream.concat(all, Stream.of(cursor)));
        if (closed) cursor.close();
        wake();
    }

    /** Sends no more of it. */
    void unfollow(Cursor cursor) {
        cursor.close();
        change(all -> all.filter(other -> other != cursor));
    }

    /** Looks for something to send; harmless at any time. */
    void wake() {
        if (WAKES.getAndIncrement(this) == 0) drain();
    }

    /** @return since when a send makes no progress, in nanoseconds; 0 when none is in flight */
    long sendingSince() {
        return sendingSince;
    }

    /** @return how many channels it follows */
    int following() {
        return cursors.length;
    }

    /** @return how many events the cursors have not given yet */
    long behind() {
        return Stream.of(cursors).mapToLong(Cursor::behind).sum();
    }

    void close(CloseCode why) {
        close(why.code(), why.reason());
    }

    void close(int code, String reason) {
        if (!closed) traffic.closing(code);
        end();
        transport.close(code, reason);
    }

    /** Forgets everything: the socket is closed. Any number of times. */
    void end() {
        closed = true;
        for (Cursor cursor : cursors) cursor.close();
        change(all -> Stream.empty());
        synchronized (this) {
            replies = null;
            signals = null;
            urgent = false;
            waitingCharacters = 0;
        }
    }

    private synchronized void change(UnaryOperator<Stream<Cursor>> change) {
        cursors = change.apply(Stream.of(cursors)).toArray(Cursor[]::new);
    }

    /** Whatever breaks closes the session: it would stay silent for ever, because nobody owns the sending any more. */
    private void drain() {
        try {
            sendAll();
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "What goes out to a client broke", broken);
            close(CloseCode.BROKEN);
        }
    }

    private void sendAll() {
        int seen = wakes;
        while (seen != 0) {
            for (Frame frame = collect(); frame != null; frame = collect()) {
                if (!send(frame)) return; // its completion goes on from here
            }
            seen = WAKES.addAndGet(this, -seen);
        }
    }

    /** @return true when the send has completed and the caller is still the owner */
    private boolean send(Frame frame) {
        handOff = STARTED;
        sendingSince = System.nanoTime() | 1;
        traffic.sent(frame);
        transport.send(frame, this::sent);
        return !HAND_OFF.compareAndSet(this, STARTED, LEFT_TO_COMPLETION);
    }

    private void sent(Throwable failure) {
        sendingSince = 0;
        if (failure != null) close(CloseCode.BROKEN);
        if (!HAND_OFF.compareAndSet(this, STARTED, COMPLETED)) drain();
    }

    private Frame collect() {
        if (closed) return null;
        Frame urgent = nextUrgent();
        if (urgent == null) return nextEvents();
        return urgent instanceof Frame.Text text ? joined(text) : urgent;
    }

    private Frame joined(Frame.Text first) {
        Frame next = nextUrgent();
        if (next == null) return first;
        List<Frame.Text> all = new ArrayList<>(List.of(first));
        int characters = first.characters();
        for (; next instanceof Frame.Text text && characters < FRAME_CHARACTERS; next = nextUrgent()) {
            all.add(text);
            characters += text.characters();
        }
        held = next;
        return writer.join(all);
    }

    private Frame nextUrgent() {
        Frame kept = held;
        if (kept == null) return urgent ? nextWaiting() : null;
        held = null;
        return kept;
    }

    private synchronized Frame nextWaiting() {
        Frame next = replies != null ? nextReply() : nextSignal();
        urgent = replies != null || signals != null;
        return next;
    }

    private Frame nextReply() {
        Frame reply = replies.remove();
        waitingCharacters -= characters(reply);
        if (replies.isEmpty()) replies = null;
        return reply;
    }

    private Frame nextSignal() {
        if (signals == null) return null;
        Iterator<Frame> waiting = signals.values().iterator();
        Frame signal = waiting.next();
        waiting.remove();
        if (signals.isEmpty()) signals = null;
        return signal;
    }

    private Frame nextEvents() {
        if (taken != null) return nextTaken();
        List<Frame> frames = takeRun();
        if (frames.size() <= 1) return frames.isEmpty() ? null : frames.get(0);
        taken = frames.iterator();
        return nextTaken();
    }

    private Frame nextTaken() {
        Frame next = taken.next();
        if (!taken.hasNext()) taken = null;
        return next;
    }

    private static int characters(Frame frame) {
        return frame instanceof Frame.Text text ? text.characters() : 0;
    }

    /**
     * Takes a run of events from the first cursor that has some to show, each time starting with another one. A run that shows
     * nothing is followed by the next one: nobody would wake us for it.
     *
     * @return its frames, none when no cursor has any
     */
    private List<Frame> takeRun() {
        Cursor[] all = cursors;
        for (int exhausted = 0; exhausted < all.length; ) {
            turn = (turn + 1) % all.length;
            Run run = all[turn].next();
            exhausted = run.isEmpty() ? exhausted + 1 : 0;
            List<Frame> frames = run.frames(writer);
            if (frames.isEmpty()) continue;
            traffic.delivered(run.entries().size());
            return frames;
        }
        return List.of();
    }
}
