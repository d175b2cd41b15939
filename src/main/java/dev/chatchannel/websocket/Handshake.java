package dev.chatchannel.websocket;

import dev.chatchannel.account.Device;
import dev.chatchannel.answer.Answer;
import dev.chatchannel.command.Caller;
import dev.chatchannel.command.Rights;
import dev.chatchannel.limit.Limit;
import dev.chatchannel.limit.Limiter;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.limit.MemoryPressure;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.NetworkAddress;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The guard of the WebSocket paths: everything that can be refused is refused here, before the container accepts, because here
 * all containers behave alike.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1">RFC 6455, 4.2.1</a>
 */
public final class Handshake extends HttpFilter {
    private static final String CHAT = "/chat-channel";
    private static final String JSON = "/connection/websocket";
    private static final String NOT_AN_UPGRADE = "not-an-upgrade";
    private static final ChannelName LOBBY = new ChannelName("lobby");
    private static final long OPENING_SECONDS = 10;
    private static final long serialVersionUID = 1;

    private final transient Sessions sessions;
    private final transient Rights rights;
    private final transient Limiter limiter;
    private final transient MemoryPressure memory = new MemoryPressure();
    private final boolean compression;

    /** @param compression whether permessage-deflate may be negotiated */
    public Handshake(Sessions sessions, Rights rights, Limiter limiter, boolean compression) {
        this.sessions = sessions;
        this.rights = rights;
        this.limiter = limiter;
        this.compression = compression;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!path.equals(CHAT) && !path.equals(CHAT + "/") && !path.equals(JSON)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            if (request.getParameter("look") != null) {
                look(request, response);
                return;
            }
            UpgradeRequest upgrade = UpgradeRequest.of(request);
            mustHaveRoom(request);
            Admission admission = admit(request, path.equals(JSON));
            chain.doFilter(upgrade.letThrough(admission, compression), response);
        } catch (NotAnUpgrade notAnUpgrade) {
            sessions.traffic().refusing(NOT_AN_UPGRADE);
            notAnUpgrade.answer(response);
        } catch (Refused refused) {
            sessions.traffic().refusing(refused.refusal().reason());
            Answer.refused(response, refused);
        }
    }

    /** Browsers keep from a page why its handshake was refused; so it asks. */
    private void look(HttpServletRequest request, HttpServletResponse response) {
        Caller caller = (Caller) request.getUserPrincipal();
        rights.letIn(caller);
        sessions.mustHaveSeat(caller.account().id());
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private void mustHaveRoom(HttpServletRequest request) {
        Duration wait = limiter.take(Limit.CONNECT, NetworkAddress.counted(request.getRemoteAddr()));
        if (!wait.isZero()) throw Refusal.RATE_LIMITED.refused(wait);
        if (memory.isHigh()) throw Refusal.TOO_BUSY.refused("There is no memory left for another connection; try again in a moment.");
    }

    private Admission admit(HttpServletRequest request, boolean json) {
        Caller caller = (Caller) request.getUserPrincipal();
        rights.letIn(caller);
        sessions.mustHaveSeat(caller.account().id());
        Wish wish = new Wish(channel(request), history(request), json);
        if (!json) mustBeReadable(caller, wish.channel()); // JSON says later which channels it wants
        return new Admission(sessions, caller, device(request), wish);
    }

    private void mustBeReadable(Caller caller, ChannelName channel) {
        try {
            rights.readable(caller, channel).toCompletableFuture().get(OPENING_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw Refused.of(failed);
        } catch (TimeoutException late) {
            throw Refusal.TOO_BUSY.refused();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Refusal.TOO_BUSY.refused();
        }
    }

    private static Device device(HttpServletRequest request) {
        return new Device(Objects.requireNonNullElse(request.getHeader("User-Agent"), ""), request.getRemoteAddr());
    }

    private static ChannelName channel(HttpServletRequest request) {
        try {
            return Optional.ofNullable(request.getParameter("channel")).map(ChannelName::new).orElse(LOBBY);
        } catch (IllegalArgumentException notAName) {
            throw Refusal.BAD_REQUEST.refused("channel: " + notAName.getMessage());
        }
    }

    private static int history(HttpServletRequest request) {
        String wanted = Optional.ofNullable(request.getParameter("history")).orElse("0");
        if (!wanted.matches("[0-9]{1,9}")) throw Refusal.BAD_REQUEST.refused("history: expected a whole number.");
        return Math.min(Integer.parseInt(wanted), Limits.HISTORY_PAGE);
    }
}
