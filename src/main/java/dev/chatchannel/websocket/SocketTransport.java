package dev.chatchannel.websocket;

import dev.chatchannel.message.FileId;
import dev.chatchannel.message.Frame;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Sends through the container's session. Pings and closes may block in some containers, so they run on the closer. */
final class SocketTransport implements Transport {
    private static final Logger LOG = System.getLogger(SocketTransport.class.getName());
    private static final String TOMCAT_CLOSE_TIMEOUT = "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final TomcatSocket tomcat; // or null
    private final Function<FileId, CompletionStage<byte[]>> files;
    private final Executor closer;
    private final Executor pinger;

    /** @param files reads the content of a file that a frame stands for */
    SocketTransport(Session session, Optional<TomcatSocket> tomcat, Function<FileId, CompletionStage<byte[]>> files,
            Executor closer, Executor pinger) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.tomcat = tomcat.orElse(null);
        this.files = files;
        this.closer = closer;
        this.pinger = pinger;
    }

    @Override
    public void send(Frame frame, Consumer<Throwable> done) {
        if (frame instanceof Frame.Text text) send(text, done);
        else if (frame instanceof Frame.File file) sendFile(file.file(), done);
        else if (frame instanceof Frame.Ping) on(pinger, () -> ping(done));
    }

    @Override
    public void close(int code, String reason) {
        on(closer, () -> closeNow(code, reason));
    }

    private static void on(Executor executor, Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.DEBUG, "Stopped before a session was closed", stopping); // the container closes it
        }
    }

    private void ping(Consumer<Throwable> done) {
        try {
            remote.sendPing(NOTHING.duplicate());
            done.accept(null);
        } catch (IOException | RuntimeException gone) {
            done.accept(gone);
        }
    }

    private void send(Frame.Text text, Consumer<Throwable> done) {
        if (tomcat != null && tomcat.write(text.encoded(ServerFrames::of), done)) return;
        sendAll(text.messages().iterator(), done);
    }

    private void sendAll(Iterator<String> messages, Consumer<Throwable> done) {
        sendText(messages.next(), failure -> {
            if (failure == null && messages.hasNext()) sendAll(messages, done);
            else done.accept(failure);
        });
    }

    private void sendText(String text, Consumer<Throwable> done) {
        trySend(done, handler -> remote.sendText(text, handler));
    }

    private void sendFile(FileId file, Consumer<Throwable> done) {
        files.apply(file).whenComplete((content, failure) -> {
            if (failure == null) trySend(done, handler -> remote.sendBinary(ByteBuffer.wrap(content).asReadOnlyBuffer(), handler));
            else sendText("! The file " + file + " cannot be read now.", done);
        });
    }

    private static void trySend(Consumer<Throwable> done, Consumer<SendHandler> send) {
        try {
            send.accept(result -> done.accept(result.isOK() ? null : failure(result.getException())));
        } catch (RuntimeException closed) {
            done.accept(closed);
        }
    }

    private static Throwable failure(Throwable given) {
        return given == null ? new IOException("The send failed") : given;
    }

    /**
     * Waits a second for what is on its way. Tomcat's own 50 ms for all codes but 1000, the send before it included, are too few
     * in a busy channel: the line was cut, and the client did not learn that it is to come back. Those that nobody closes before
     * the container does keep the 50 ms, so that many stalled ones do not hold up the end.
     */
    private void closeNow(int code, String reason) {
        try {
            session.getUserProperties().put(TOMCAT_CLOSE_TIMEOUT, 1_000L);
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
        } catch (IOException | RuntimeException gone) {
            LOG.log(Level.DEBUG, "A session was gone before it was closed", gone);
        }
    }
}
