package dev.chatchannel.http;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.Accounts;
import dev.chatchannel.account.Device;
import dev.chatchannel.account.People;
import dev.chatchannel.account.Token;
import dev.chatchannel.answer.Answer;
import dev.chatchannel.command.AccountCauses;
import dev.chatchannel.command.Caller;
import dev.chatchannel.command.Connections;
import dev.chatchannel.limit.Limit;
import dev.chatchannel.limit.Limiter;
import dev.chatchannel.message.NetworkAddress;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.Json;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/** What all ways in have in common: only our own pages may ask, not too often; and who came into an account gets a new session. */
public final class Entrance {
    private static final int LONGEST_BODY = 4_096;

    private final Accounts accounts;
    private final People people;
    private final Connections connections;
    private final Limiter limiter;
    private final Origins origins;

    public Entrance(Accounts accounts, People people, Connections connections, Limiter limiter, Origins origins) {
        this.accounts = accounts;
        this.people = people;
        this.connections = connections;
        this.limiter = limiter;
        this.origins = origins;
    }

    /** A way in, for who may try it. */
    interface Way {
        /** @return into which account */
        Account enter(Caller caller, Fields fields);
    }

    People people() {
        return people;
    }

    /** Counts something that is done from an address. @throws Refused when it is too often */
    void count(Limit limit, String address) {
        Duration wait = limiter.take(limit, NetworkAddress.counted(address));
        if (!wait.isZero()) throw Refusal.RATE_LIMITED.refused(wait);
    }

    /** Reads what was asked. @throws Refused when it may not be asked, or not now */
    Fields asked(HttpServletRequest request) {
        if (!origins.trust(request)) throw Refusal.NOT_ALLOWED.refused("Only our own pages may sign in.");
        count(Limit.SIGN_IN, request.getRemoteAddr());
        return Fields.parse(IncomingBody.text(request, LONGEST_BODY));
    }

    /** Lets somebody into an account, or says why not. */
    void enter(HttpServletRequest request, HttpServletResponse response, Way way) throws IOException {
        try {
            enter(request, response, asked(request), way);
        } catch (Refused refused) {
            Answer.refused(response, refused);
        }
    }

    /** The session that the browser had before ends: nobody who knew its token goes on with this account. */
    void enter(HttpServletRequest request, HttpServletResponse response, Fields fields, Way way) throws IOException {
        Caller before = (Caller) request.getUserPrincipal();
        Account account = entered(way, before, fields);
        SessionCookie.of(request).ifPresent(token -> accounts.forget(token.hash()));
        Device device = new Device(Objects.requireNonNullElse(request.getHeader("User-Agent"), ""), request.getRemoteAddr());
        Token session = people.newSession(account, device);
        connections.askAnew(before.account().id());
        connections.askAnew(account.id());
        SessionCookie.give(request, response, session);
        Answer.json(response, HttpServletResponse.SC_OK, Json.account(account.asAuthor()));
    }

    /** @throws Refused when the link has not even the shape of one of ours */
    static Token code(Fields fields) {
        return Token.parse(fields.text("code")).orElseThrow(Refusal.LINK_ENDED::refused);
    }

    private static Account entered(Way way, Caller caller, Fields fields) {
        try {
            return way.enter(caller, fields);
        } catch (RuntimeException cause) {
            throw AccountCauses.refusal(cause).<RuntimeException>map(refused -> refused).orElse(cause);
        }
    }
}
