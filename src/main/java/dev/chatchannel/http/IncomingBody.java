package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The body of one request, taken as it comes and counted, so that a giant is never kept.
 *
 * <p><b>Memory.</b> Small bodies are kept freely; those that grow large need one of a few places, or are refused for the moment.
 *
 * <p><b>Threads.</b> Parts come one at a time, on the container's threads; the end by time comes on another, and waits
 * for who is ending it. {@code over} settles which end counts.
 */
final class IncomingBody implements ReadListener, AsyncListener {
    private static final String WHOLE = IncomingBody.class.getName();
    private static final int PART = 4_096;

    private final AsyncContext exchange;
    private final LateAnswers.Slot slot;
    private final ServletInputStream in;
    private final int most;
    private final Semaphore large;
    private final Duration patience;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private final AtomicBoolean hasPlace = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private long size;

    private IncomingBody(AsyncContext exchange, ServletInputStream in, int most, Semaphore large, Duration patience) {
        this.exchange = exchange;
        this.slot = LateAnswers.Slot.of(exchange);
        this.in = in;
        this.most = most;
        this.large = large;
        this.patience = patience;
    }

    /**
     * Begins to collect the body, and dispatches the request when it is whole.
     *
     * @param most bytes; more is refused
     * @param large the places for large bodies
     */
    static void collect(HttpServletRequest request, int most, Semaphore large, Duration patience) throws IOException {
        AsyncContext exchange = request.startAsync();
        exchange.setTimeout(patience.toMillis());
        IncomingBody body = new IncomingBody(exchange, request.getInputStream(), most, large, patience);
        exchange.addListener(body);
        body.in.setReadListener(body);
    }

    /** @return the body that was collected; empty when there was none
     * @throws Refused when it is longer than {@code most} bytes, or not UTF-8 */
    static String text(HttpServletRequest request, int most) {
        byte[] bytes = bytes(request);
        if (bytes.length > most) throw tooLong(most);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw Refusal.BAD_REQUEST.refused("The body is not UTF-8.");
        }
    }

    /** @return the body that was collected; empty when there was none */
    static byte[] bytes(HttpServletRequest request) {
        return request.getAttribute(WHOLE) instanceof byte[] whole ? whole : new byte[0];
    }

    /** Undertow tells that all has come only to who asks once more whether there is something, and it tells on a thread that may not write. */
    @Override
    public void onDataAvailable() throws IOException {
        byte[] part = new byte[PART];
        try {
            while (!over.get() && in.isReady() && !in.isFinished()) take(part, in.read(part));
        } catch (Refused refused) {
            refuse(refused);
        }
    }

    @Override
    public void onAllDataRead() {
        if (size > most) refuse(tooLong(most));
        else pass();
    }

    @Override
    public void onTimeout(AsyncEvent late) {
        refuse(Refusal.BAD_REQUEST.refused("The body was not whole within " + patience.toSeconds() + " seconds."));
    }

    @Override
    public void onError(Throwable gone) {
        if (end()) exchange.complete();
    }

    @Override
    public void onError(AsyncEvent gone) {
        onError(gone.getThrowable());
    }

    @Override
    public void onComplete(AsyncEvent completed) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent again) {
        // the request goes its way; the body is whole
    }

    /** What is too long is read on for as much again, but not kept: who is still sending would not hear the refusal. */
    private void take(byte[] part, int count) {
        size += Math.max(0, count);
        if (size > 2L * most) throw tooLong(most);
        if (size > most) bytes.reset();
        else if (count > 0) keep(part, count);
    }

    private void keep(byte[] part, int count) {
        if (size > Limits.SMALL_BODY_BYTES && !hasPlace.get()) takePlace();
        bytes.write(part, 0, count);
    }

    private void takePlace() {
        if (!large.tryAcquire()) throw Refusal.TOO_BUSY.refused("Too many large requests at once; try again in a moment.");
        hasPlace.set(true);
        if (over.get()) givePlaceBack(); // the end came between and saw none
    }

    private void givePlaceBack() {
        if (hasPlace.getAndSet(false)) large.release();
    }

    private synchronized void pass() {
        if (!end()) return;
        exchange.getRequest().setAttribute(WHOLE, bytes.toByteArray());
        exchange.dispatch();
    }

    private synchronized void refuse(Refused refused) {
        if (!end()) return;
        slot.give(response -> {
            response.setHeader("Connection", "close"); // else the container waits for the rest
            Answer.refused(response, refused);
        });
    }

    /** @return true to the first who says that it is over */
    private boolean end() {
        if (!over.compareAndSet(false, true)) return false;
        givePlaceBack();
        return true;
    }

    private static Refused tooLong(int most) {
        return Refusal.TOO_LONG.refused("The body is longer than " + most + " bytes.");
    }
}
