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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;

/**
 * A run of bytes on its way to a client, part by part: no thread waits for one that reads slowly, and no more than a part is in memory.
 *
 * <p>Threads: the container's, one at a time.
 */
final class OutgoingFile implements WriteListener, AsyncListener {
    private static final Logger LOG = System.getLogger(OutgoingFile.class.getName());
    private static final long PATIENCE_MILLIS = 600_000;

    private final AsyncContext exchange;
    private final ServletOutputStream out;
    private final LongFunction<byte[]> parts;
    private final AtomicBoolean over = new AtomicBoolean();
    private long at;
    private final long end;

    private OutgoingFile(AsyncContext exchange, ServletOutputStream out, LongFunction<byte[]> parts, long from, long end) {
        this.exchange = exchange;
        this.out = out;
        this.parts = parts;
        this.at = from;
        this.end = end;
    }

    /**
     * Begins to send.
     *
     * @param parts gives the bytes from a place on, as many as are at hand; none when there are no more
     * @param from the first place
     * @param end the place after the last
     */
    static void send(HttpServletRequest request, HttpServletResponse response, LongFunction<byte[]> parts, long from, long end) throws IOException {
        AsyncContext exchange = request.startAsync(request, response);
        exchange.setTimeout(PATIENCE_MILLIS);
        OutgoingFile file = new OutgoingFile(exchange, response.getOutputStream(), parts, from, end);
        exchange.addListener(file);
        file.out.setWriteListener(file);
    }

    @Override
    public void onWritePossible() throws IOException {
        while (!over.get() && out.isReady()) {
            byte[] part = at < end ? parts.apply(at) : new byte[0];
            if (part.length == 0) {
                end();
                return;
            }
            int count = (int) Math.min(part.length, end - at);
            at += count;
            out.write(part, 0, count);
        }
    }

    @Override
    public void onError(Throwable gone) {
        LOG.log(Level.DEBUG, "The asker left before the file was sent", gone);
        end();
    }

    @Override
    public void onTimeout(AsyncEvent tooSlow) {
        end();
    }

    @Override
    public void onError(AsyncEvent gone) {
        onError(gone.getThrowable());
    }

    @Override
    public void onComplete(AsyncEvent completed) {
        over.set(true);
    }

    @Override
    public void onStartAsync(AsyncEvent never) {
        // nobody dispatches it
    }

    private void end() {
        if (!over.compareAndSet(false, true)) return;
        try {
            exchange.complete();
        } catch (IllegalStateException ended) {
            LOG.log(Level.DEBUG, "The container had ended the exchange", ended);
        }
    }
}
