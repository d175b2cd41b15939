package dev.chatchannel.websocket;

import dev.chatchannel.answer.Answer;
import dev.chatchannel.protocol.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The request is no WebSocket handshake, or a broken one. */
final class NotAnUpgrade extends RuntimeException {
    private final int status;

    /** @param status 400 for a broken handshake, 426 for none or another version */
    NotAnUpgrade(int status, String expected) {
        super(expected, null, false, false);
        this.status = status;
    }

    void answer(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        if (status == 426) {
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Connection", "Upgrade");
            response.setHeader("Sec-WebSocket-Version", "13");
        }
        Answer.refused(response, status, Refusal.BAD_REQUEST.refused(getMessage()));
    }
}
