package dev.chatchannel.websocket;

import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Tomcat's own socket below a session, for frames that are encoded already. See {@link TomcatSockets}.
 *
 * <p><b>Order.</b> Tomcat holds {@code messagePartInProgress} from the beginning to the end of everything that it writes: pongs,
 * pings, the close. So do we; what we write is whole messages, so frames of both never mix.
 *
 * <p><b>Straight.</b> Nearly always all fits into the socket's buffer, and is written there at once. Only for what does not fit Tomcat is
 * asked, which goes on when there is room. The channel is the JDK's, of this connection alone: Tomcat's own around it serve other
 * connections when this one has ended.
 *
 * <p>Threads: any, one write at a time.
 */
final class TomcatSocket {
    private final Session session;
    private final TomcatSockets tomcat;
    private final Object socket;
    private final SocketChannel channel; // or null
    private final Semaphore messagePartInProgress;

    /** @param channel below the socket; null when it must not be written to straight */
    TomcatSocket(Session session, TomcatSockets tomcat, Object socket, SocketChannel channel, Semaphore messagePartInProgress) {
        this.session = session;
        this.tomcat = tomcat;
        this.socket = socket;
        this.channel = channel;
        this.messagePartInProgress = messagePartInProgress;
    }

    /**
     * Writes frames, without waiting.
     *
     * @param done as for {@link Transport#send}
     * @return false when Tomcat itself is writing, or the session is closed: nothing was done
     */
    boolean write(ByteBuffer frames, Consumer<Throwable> done) {
        if (!messagePartInProgress.tryAcquire()) return false;
        if (!session.isOpen()) return release(false);
        try {
            if (channel != null) channel.write(frames);
        } catch (IOException gone) {
            return finish(done, gone);
        }
        if (!frames.hasRemaining()) return finish(done, null);
        boolean isBegun = frames.position() > 0;
        if (tomcat.write(socket, frames, new Written(messagePartInProgress, done))) return true;
        return isBegun ? finish(done, new IOException("The rest of a frame was not taken")) : release(false);
    }

    private boolean finish(Consumer<Throwable> done, Throwable failure) {
        release(true);
        done.accept(failure);
        return true;
    }

    private boolean release(boolean isDone) {
        messagePartInProgress.release();
        return isDone;
    }

    private record Written(Semaphore held, Consumer<Throwable> done) implements CompletionHandler<Long, Void> {
        @Override
        public void completed(Long bytes, Void nothing) {
            held.release();
            done.accept(null);
        }

        @Override
        public void failed(Throwable failure, Void nothing) {
            held.release();
            done.accept(failure == null ? new IOException("The write failed") : failure);
        }
    }
}
