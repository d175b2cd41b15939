package dev.chatchannel.fault;

import dev.chatchannel.kit.Witness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One WebSocket that behaves well: reads at once, answers pings, and tells how it was closed. All that is said over it is held
 * against the contract.
 *
 * <p>Threads: any; what comes in is handed on by one thread at a time.
 */
final class Wire implements WebSocket.Listener, AutoCloseable {
    /** How it ended; {@link #CUT_OFF}, and how we noticed, when nobody said why. */
    record Closing(int code, String reason) {}

    /** No code of a close frame, but of its absence: RFC 6455, 7.4.1. */
    static final int CUT_OFF = 1006;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 30;

    private final Consumer<String> listener;
    private final Witness witness;
    private final CompletableFuture<Closing> closed = new CompletableFuture<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final StringBuilder part = new StringBuilder();
    private volatile WebSocket socket; // set before open returns

    private Wire(Witness witness, Consumer<String> listener) {
        this.witness = witness;
        this.listener = listener;
    }

    /** @param listener gets each whole text frame */
    static Wire open(URI address, Map<String, String> headers, Consumer<String> listener) {
        return open(address, headers, listener, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    /** @param patience how long the handshake may take; fails when it takes longer */
    static Wire open(URI address, Map<String, String> headers, Consumer<String> listener, Duration patience) {
        Wire wire = new Wire(Witness.of(address, headers.getOrDefault("Sec-WebSocket-Protocol", "")), listener);
        WebSocket.Builder handshake = CLIENT.newWebSocketBuilder().connectTimeout(patience);
        headers.forEach((name, value) -> {
            if (name.equals("Sec-WebSocket-Protocol")) handshake.subprotocols(value);
            else handshake.header(name, value);
        });
        wire.socket = handshake.buildAsync(address, wire).join();
        return wire;
    }

    /** @return false when the connection is gone */
    synchronized boolean say(String text) {
        witness.sent(text);
        try {
            socket.sendText(text, true).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            return true;
        } catch (CompletionException gone) {
            return false;
        }
    }

    CompletableFuture<Closing> closed() {
        return closed;
    }

    /**
     * Waits for the end, and looks for it: when a server is killed, the JDK's client sometimes leaves the end of the stream unread (seen with
     * 17.0.15, the socket in CLOSE-WAIT and all its threads idle). What cannot be written to has ended too.
     */
    Closing awaitClosed() {
        for (int i = 0; i < PATIENCE_SECONDS && !closed.isDone(); i++) {
            closed.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
            if (!closed.isDone()) socket.sendPing(ByteBuffer.allocate(0)).whenComplete((sent, failure) -> noticeGone(failure));
        }
        return closed.orTimeout(1, TimeUnit.SECONDS).join();
    }

    /** @param failure null when all is well; a ping that is still on its way is no sign of an end */
    private void noticeGone(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof IOException) closed.complete(new Closing(CUT_OFF, cause.toString()));
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    /** @return how many pings of the server came, and were answered */
    int pings() {
        return pings.get();
    }

    /** Ends it as a browser that is shut does. */
    @Override
    public void close() {
        if (isOpen()) socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> null).join();
        socket.abort();
        witness.check();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            String whole = part.toString();
            part.setLength(0);
            witness.heard(whole);
            listener.accept(whole);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        pings.incrementAndGet();
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        witness.closed(code, reason);
        closed.complete(new Closing(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.complete(new Closing(CUT_OFF, String.valueOf(failure)));
    }
}
