package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import dev.chatchannel.command.FileCauses;
import dev.chatchannel.file.Upload;
import dev.chatchannel.file.UploadRefused;
import dev.chatchannel.file.Uploads;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.protocol.Json;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The body of one request that is a file, handed on as it comes; none of it is kept here.
 *
 * <p><b>Time.</b> Each part of a file must come within our patience, and all of it at the least rate of a {@link Pace}. So a client that drips
 * holds a place for a while, and never a thread.
 *
 * <p><b>Refusal.</b> What is refused is read on for a while and thrown away: who is still sending would not hear the refusal.
 *
 * <p><b>Threads.</b> Parts come one at a time, on the container's threads, and are written to the store there; the end by time comes on another.
 * {@code over} settles which end counts, and the container's end waits for the lock of who gives the answer.
 */
final class IncomingFile implements ReadListener, AsyncListener {
    private static final Logger LOG = System.getLogger(IncomingFile.class.getName());
    private static final int BUFFER = 16 << 10;
    private static final int MOST_THROWN_AWAY = 2 << 20;

    private final AsyncContext exchange;
    private final LateAnswers.Slot slot;
    private final ServletInputStream in;
    private final Optional<Upload> upload; // empty when it was refused before it came
    private final ScheduledExecutorService timer;
    private final Pace pace;
    private final long begun = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Refused refused; // null while all is well
    private volatile Future<?> alarm;
    private int thrownAway;
    private long come; // bytes of the file

    private IncomingFile(
            AsyncContext exchange, ServletInputStream in, Optional<Upload> upload, ScheduledExecutorService timer, Duration patience) {
        this.exchange = exchange;
        this.slot = LateAnswers.Slot.of(exchange);
        this.in = in;
        this.upload = upload;
        this.timer = timer;
        this.pace = new Pace(patience);
    }

    /** Begins to hand the body on; answers when it is whole, or refused. @param patience for each part */
    static void receive(HttpServletRequest request, HttpServletResponse response, Upload upload, ScheduledExecutorService timer, Duration patience)
            throws IOException {
        try {
            begin(request, response, Optional.of(upload), null, timer, patience);
        } catch (IOException | RuntimeException neverBegan) {
            upload.abandon(); // else its place were taken for ever
            throw neverBegan;
        }
    }

    /** Answers with the refusal, once the body had its chance to end. */
    static void refuse(HttpServletRequest request, HttpServletResponse response, Refused refused, ScheduledExecutorService timer, Duration patience)
            throws IOException {
        begin(request, response, Optional.empty(), refused, timer, patience);
    }

    private static void begin(
            HttpServletRequest request, HttpServletResponse response, Optional<Upload> upload, Refused refused, ScheduledExecutorService timer, Duration patience)
            throws IOException {
        AsyncContext exchange = request.startAsync(request, response);
        exchange.setTimeout(Uploads.LONGEST.plusMinutes(1).toMillis()); // the time is ours to count; the container's comes after it
        IncomingFile body = new IncomingFile(exchange, request.getInputStream(), upload, timer, patience);
        body.refused = refused;
        exchange.addListener(body);
        body.setAlarm();
        body.in.setReadListener(body);
    }

    /** Undertow tells that all has come only to who asks once more whether there is something, and it tells on a thread that may not write. */
    @Override
    public void onDataAvailable() throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (!over.get() && in.isReady() && !in.isFinished()) take(buffer, in.read(buffer));
    }

    @Override
    public void onAllDataRead() {
        if (refused != null) answer(null, refused);
        else finish();
    }

    @Override
    public void onError(Throwable gone) {
        if (end()) complete();
    }

    @Override
    public void onError(AsyncEvent gone) {
        onError(gone.getThrowable());
    }

    @Override
    public void onTimeout(AsyncEvent never) {
        tooSlow();
    }

    @Override
    public void onComplete(AsyncEvent completed) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent never) {
        // nobody dispatches it
    }

    private void take(byte[] buffer, int count) {
        if (count <= 0) return;
        try {
            come += count;
            if (refused != null) throwAway(count);
            else if (upload.orElseThrow().take(buffer, count)) setAlarm();
        } catch (RuntimeException failure) {
            refused = asRefused(failure);
            upload.ifPresent(Upload::abandon);
        }
    }

    private void throwAway(int count) {
        thrownAway += count;
        if (thrownAway > MOST_THROWN_AWAY) answer(null, refused);
    }

    /** Whoever is done, or gone, is not watched any more. */
    private void setAlarm() {
        stopAlarm();
        if (over.get()) return;
        Duration left = pace.left(Duration.ofNanos(System.nanoTime() - begun), come);
        alarm = timer.schedule(this::tooSlow, left.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopAlarm() {
        Future<?> set = alarm;
        if (set != null) set.cancel(false);
    }

    private void tooSlow() {
        answer(null, Refusal.BAD_REQUEST.refused("Too slow: the next part of a file must come within " + pace.patience().toSeconds() + " seconds, and all at 32 KiB a second."));
    }

    private void finish() {
        stopAlarm();
        upload.orElseThrow().finish().whenComplete((file, failure) -> answer(file, failure == null ? null : asRefused(failure)));
    }

    /** @param refusal null when the file is kept */
    private synchronized void answer(Attachment file, Refused refusal) {
        if (!end()) return;
        try {
            slot.give(response -> write(response, file, refusal));
        } catch (RuntimeException ended) {
            LOG.log(Level.DEBUG, "The container had ended the exchange", ended);
        }
    }

    private static void write(HttpServletResponse response, Attachment file, Refused refusal) throws IOException {
        if (refusal == null) {
            Answer.json(response, HttpServletResponse.SC_OK, Json.brought(file));
            return;
        }
        response.setHeader("Connection", "close"); // else the container waits for the rest
        Answer.refused(response, refusal);
    }

    private void complete() {
        try {
            exchange.complete();
        } catch (IllegalStateException ended) {
            LOG.log(Level.DEBUG, "The container had ended the exchange", ended);
        }
    }

    /** @return true to the first who says that it is over */
    private synchronized boolean end() {
        if (!over.compareAndSet(false, true)) return false;
        stopAlarm();
        upload.ifPresent(Upload::abandon); // nothing, when it was kept
        return true;
    }

    private static Refused asRefused(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof UploadRefused)) LOG.log(Level.WARNING, "A file was not kept", cause);
        return FileCauses.refusal(cause).orElseGet(Refusal.INTERNAL::refused);
    }
}
