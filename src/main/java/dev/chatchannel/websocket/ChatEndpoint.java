package dev.chatchannel.websocket;

import dev.chatchannel.protocol.CentrifugeJson;
import dev.chatchannel.protocol.PlainText;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The chat's door: hands what happens to its {@link ChatSession}. The container makes one per connection.
 *
 * <p>Parts of messages are taken as they come, so that we count and the container keeps nothing.
 */
@ServerEndpoint(value = "/chat-channel/", subprotocols = {CentrifugeJson.NAME, PlainText.NAME})
public class ChatEndpoint {
    private volatile ChatSession chat; // set before the container delivers anything else

    @OnOpen
    public void open(Session session) throws IOException {
        Admission admission = Admission.of(session).orElse(null);
        if (admission != null) chat = admission.open(session).orElse(null);
        else session.close(new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "came in by no door of ours"));
    }

    @OnMessage
    public void text(String part, boolean last) {
        if (chat != null) chat.text(part, last);
    }

    @OnMessage
    public void binary(ByteBuffer part, boolean last) {
        if (chat != null) chat.binary(part, last);
    }

    @OnMessage
    public void pong(PongMessage pong) {
        if (chat != null) chat.alive();
    }

    @OnClose
    public void close() {
        if (chat != null) chat.ended();
    }

    /** A broken socket, or our own fault: it ends the session in any case, and {@code @OnClose} may not come. */
    @OnError
    public void error(Session session, Throwable failure) {
        if (chat != null) chat.failed(failure);
    }
}
