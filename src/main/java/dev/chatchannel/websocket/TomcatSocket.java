package dev.chatchannel.websocket;

import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Tomcat's own socket below a session, for frames that are encoded already. See {@link TomcatSockets}.
 *
 * <p><b>Order.</b> Tomcat holds {@code messagePartInProgress} from the beginning to the end of everything that it writes: pongs,
 * pings, the close. So do we; what we write is whole messages, so frames of both never mix.
 *
 * <p>Threads: any, one write at a time.
 */
final class TomcatSocket {
    private final Session session;
    private final TomcatSockets tomcat;
    private final Object socket;
    private final Semaphore messagePartInProgress;

    TomcatSocket(Session session, TomcatSockets tomcat, Object socket, Semaphore messagePartInProgress) {
        this.session = session;
        this.tomcat = tomcat;
        this.socket = socket;
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
        if (session.isOpen() && tomcat.write(socket, frames, new Written(messagePartInProgress, done))) return true;
        messagePartInProgress.release();
        return false;
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
