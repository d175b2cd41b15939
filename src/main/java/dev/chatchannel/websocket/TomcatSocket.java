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
        if (session.isOpen() && begin(frames, done)) return true;
        messagePartInProgress.release();
        return false;
    }

    /** @return false when nothing was done */
    private boolean begin(ByteBuffer frames, Consumer<Throwable> done) {
        try {
            if (channel != null) channel.write(frames);
        } catch (IOException gone) {
            finish(done, gone);
            return true;
        }
        if (!frames.hasRemaining()) finish(done, null);
        else if (!tomcat.write(socket, frames, new Written(this, done))) {
            if (frames.position() == 0) return false;
            finish(done, new IOException("The rest of a frame was not taken"));
        }
        return true;
    }

    private void finish(Consumer<Throwable> done, Throwable failure) {
        messagePartInProgress.release();
        done.accept(failure);
    }

    private record Written(TomcatSocket socket, Consumer<Throwable> done) implements CompletionHandler<Long, Void> {
        @Override
        public void completed(Long bytes, Void nothing) {
            socket.finish(done, null);
        }

        @Override
        public void failed(Throwable failure, Void nothing) {
            socket.finish(done, failure == null ? new IOException("The write failed") : failure);
        }
    }
}
