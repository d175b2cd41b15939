package dev.chatchannel.websocket;

import dev.chatchannel.account.Device;
import dev.chatchannel.command.Caller;
import jakarta.websocket.Session;
import java.security.Principal;
import java.util.Optional;

/**
 * What the guard at the handshake hands to the endpoint: who was let in, by what device, and into what.
 *
 * <p>It travels as the request's {@code Principal}, the one thing that every container carries from a filter to the WebSocket
 * session.
 */
record Admission(Sessions sessions, Caller caller, Device device, Wish wish) implements Principal {
    @Override
    public String getName() {
        return caller.getName();
    }

    /** @return empty when there is no seat left; then the socket is closed */
    Optional<ChatSession> open(Session session) {
        return sessions.open(session, this);
    }

    static Optional<Admission> of(Session session) {
        return session.getUserPrincipal() instanceof Admission admission ? Optional.of(admission) : Optional.empty();
    }
}
