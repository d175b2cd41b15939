package dev.chatchannel.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.glassfish.tyrus.client.ClientManager;

/**
 * A proper WebSocket client with a script: it says things, and expects what comes next, in order.
 *
 * <p>Whatever comes is kept until it is expected, and all that is said, either way, is held against the {@link Contract}. Threads:
 * the test's; the connection's threads only fill the queue and speak to the witness.
 */
public final class Client implements AutoCloseable {
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>(); // String, byte[], CloseReason
    private final CompletableFuture<Witness> witness = new CompletableFuture<>();
    private final Session session;

    private Client(Dialling dialling) {
        try {
            session = dialled(dialling);
        } catch (IOException | DeploymentException refused) {
            throw new AssertionError("Not connected to " + dialling.address + ": " + refused.getMessage(), refused);
        }
    }

    /** Once more where Grizzly's own race gave Tyrus null for the connection that it had made (seen once): nothing was sent then. */
    private Session dialled(Dialling dialling) throws IOException, DeploymentException {
        try {
            return dialledOnce(dialling);
        } catch (DeploymentException failure) {
            if (failure.getCause() instanceof NullPointerException) return dialledOnce(dialling);
            throw failure;
        }
    }

    /** With a manager for each: a shared one stops its timer with its last session, and the next handshake may meet that and hang. */
    private Session dialledOnce(Dialling dialling) throws IOException, DeploymentException {
        return ClientManager.createClient().connectToServer(new Listener(), dialling.config(), dialling.address);
    }

    /** Connects as a program does, without an origin. */
    public static Client connect(URI address) {
        return dial(address).connect();
    }

    public static Dialling dial(URI address) {
        return new Dialling(address);
    }

    /** What is said at the handshake. */
    public static final class Dialling {
        private final URI address;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final List<String> subprotocols = new ArrayList<>();

        private Dialling(URI address) {
            this.address = address;
        }

        public Dialling with(String header, String value) {
            headers.put(header, value);
            return this;
        }

        public Dialling subprotocols(String... names) {
            subprotocols.addAll(List.of(names));
            return this;
        }

        public Client connect() {
            return new Client(this);
        }

        private ClientEndpointConfig config() {
            return ClientEndpointConfig.Builder.create()
                    .preferredSubprotocols(subprotocols)
                    .extensions(List.<Extension>of())
                    .configurator(new ClientEndpointConfig.Configurator() {
                        @Override
                        public void beforeRequest(Map<String, List<String>> request) {
                            request.remove("Origin"); // Tyrus adds one, as if it were a page of the server
                            headers.forEach((name, value) -> request.put(name, List.of(value)));
                        }
                    })
                    .build();
        }
    }

    public Client send(String text) {
        witness().sent(text);
        return send(remote -> remote.sendText(text));
    }

    /** Sends one message in several frames. */
    public Client sendInParts(String... parts) {
        witness().sent(String.join("", parts));
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            boolean last = i == parts.length - 1;
            send(remote -> remote.sendText(part, last));
        }
        return this;
    }

    public Client send(byte[] content) {
        witness().sent(content);
        return send(remote -> remote.sendBinary(ByteBuffer.wrap(content)));
    }

    /** Expects this text next. @param text where {@code …} stands for anything @return the text that came */
    public String expect(String text) {
        String next = next();
        String pattern = Pattern.quote(text).replace("…", "\\E.*\\Q");
        assertTrue(Pattern.compile(pattern, Pattern.DOTALL).matcher(next).matches(), () -> "Expected: " + text + "\nCame: " + next);
        return next;
    }

    public void expect(byte[] content) {
        Object next = take();
        if (!(next instanceof byte[] came)) throw new AssertionError("Expected bytes, came: " + next);
        assertArrayEquals(content, came);
    }

    /** Expects the end next. @return the reason in words */
    public String expectClose(int code) {
        Object next = take();
        if (!(next instanceof CloseReason reason)) throw new AssertionError("Expected close " + code + ", came: " + next);
        assertEquals(code, reason.getCloseCode().getCode());
        return reason.getReasonPhrase();
    }

    /** Expects the end, whatever comes before it. */
    public void expectEnd(int code) {
        Object next = take();
        while (!(next instanceof CloseReason)) next = take();
        assertEquals(code, ((CloseReason) next).getCloseCode().getCode());
    }

    /** The next text. */
    public String next() {
        Object next = take();
        if (!(next instanceof String text)) throw new AssertionError("Expected a text, came: " + next);
        return text;
    }

    /** The names of the contract's messages that went over this connection. */
    public Set<String> seen() {
        return witness().seen();
    }

    /** The subprotocol that the server chose, or nothing. */
    public String subprotocol() {
        return session.getNegotiatedSubprotocol();
    }

    /** Says goodbye with a code. */
    public void close(int code) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), ""));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        if (session.isOpen()) close(1000);
        witness().check();
    }

    /** When the server has closed meanwhile, Tyrus throws one thing or another: what is expected next shows it better. */
    private Client send(Sending sending) {
        try {
            sending.by(session.getBasicRemote());
        } catch (IOException | IllegalStateException | RejectedExecutionException closed) {
            Wire.await(() -> !session.isOpen(), () -> "open, but nothing can be sent: " + closed);
        }
        return this;
    }

    private interface Sending {
        void by(RemoteEndpoint.Basic remote) throws IOException;
    }

    private Object take() {
        try {
            Object next = arrived.poll(Wire.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            witness().check();
            if (next == null) throw new AssertionError("Nothing came");
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a message");
        }
    }

    private Witness witness() {
        return witness.join();
    }

    private final class Listener extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            witness.complete(Witness.of(session.getRequestURI(), session.getNegotiatedSubprotocol()));
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {
                witness().heard(text);
                arrived.add(text);
            });
            session.addMessageHandler(byte[].class, (MessageHandler.Whole<byte[]>) content -> {
                witness().heard(content);
                arrived.add(content);
            });
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            witness().closed(reason.getCloseCode().getCode(), reason.getReasonPhrase());
            arrived.add(reason);
        }
    }
}
