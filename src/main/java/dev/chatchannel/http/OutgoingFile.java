package dev.chatchannel.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;

/**
 * A run of bytes on its way to a client, slice by slice: no thread waits for one that reads slowly, and no more than a slice is in memory while it does.
 * A part of which only some could be sent is read from the store again.
 *
 * <p><b>Time.</b> It may take as long as it wants, as long as it goes on.
 *
 * <p>Threads: the container's, one at a time; the end by time comes on another.
 */
final class OutgoingFile implements WriteListener, AsyncListener {
    private static final Logger LOG = System.getLogger(OutgoingFile.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(10); // systems buffer megabytes, which take a slow line long
    private static final int SLICE = 16 << 10;

    private final AsyncContext exchange;
    private final ServletOutputStream out;
    private final LongFunction<byte[]> parts;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean over = new AtomicBoolean();
    private final long end;
    private volatile long at; // written by one thread at a time; the timer looks whether it moves
    private volatile Future<?> alarm;

    private OutgoingFile(AsyncContext exchange, ServletOutputStream out, LongFunction<byte[]> parts, long from, long end, ScheduledExecutorService timer) {
        this.exchange = exchange;
        this.out = out;
        this.parts = parts;
        this.at = from;
        this.end = end;
        this.timer = timer;
    }

    /**
     * Begins to send.
     *
     * @param parts gives the bytes from a place on, as many as are at hand; none when there are no more
     * @param from the first place
     * @param end the place after the last
     */
    static void send(
            HttpServletRequest request, HttpServletResponse response, LongFunction<byte[]> parts, long from, long end, ScheduledExecutorService timer)
            throws IOException {
        AsyncContext exchange = request.startAsync(request, response);
        exchange.setTimeout(0); // the time is ours to count
        OutgoingFile file = new OutgoingFile(exchange, response.getOutputStream(), parts, from, end, timer);
        exchange.addListener(file);
        file.setAlarm();
        file.out.setWriteListener(file);
    }

    @Override
    public void onWritePossible() throws IOException {
        byte[] part = new byte[0];
        int sent = 0; // of the part
        while (!over.get() && out.isReady()) {
            if (sent == part.length) {
                part = at < end ? parts.apply(at) : new byte[0];
                sent = 0;
            }
            int count = (int) Math.min(Math.min(SLICE, part.length - sent), end - at);
            if (count == 0) {
                end();
                return;
            }
            at += count;
            out.write(Arrays.copyOfRange(part, sent, sent + count)); // a copy: containers keep what they could not send yet
            sent += count;
        }
    }

    @Override
    public void onError(Throwable gone) {
        LOG.log(Level.DEBUG, "The asker left before the file was sent", gone);
        end();
    }

    @Override
    public void onTimeout(AsyncEvent never) {
        end();
    }

    @Override
    public void onError(AsyncEvent gone) {
        onError(gone.getThrowable());
    }

    @Override
    public synchronized void onComplete(AsyncEvent completed) {
        over.set(true);
        stopAlarm();
    }

    @Override
    public void onStartAsync(AsyncEvent never) {
        // nobody dispatches it
    }

    private void setAlarm() {
        long before = at;
        alarm = timer.schedule(() -> look(before), PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void look(long before) {
        if (over.get()) return;
        if (at == before) end();
        else setAlarm();
    }

    private void stopAlarm() {
        Future<?> set = alarm;
        if (set != null) set.cancel(false);
    }

    private synchronized void end() {
        if (!over.compareAndSet(false, true)) return;
        stopAlarm();
        try {
            exchange.complete();
        } catch (IllegalStateException ended) {
            LOG.log(Level.DEBUG, "The container had ended the exchange", ended);
        }
    }
}
