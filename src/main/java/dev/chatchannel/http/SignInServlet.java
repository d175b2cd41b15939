package dev.chatchannel.http;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.Guests;
import dev.chatchannel.account.NameRefused;
import dev.chatchannel.account.NameTaken;
import dev.chatchannel.answer.Answer;
import dev.chatchannel.command.Caller;
import dev.chatchannel.command.Connections;
import dev.chatchannel.command.Rights;
import dev.chatchannel.limit.Limit;
import dev.chatchannel.limit.Limiter;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.Json;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** {@code /sign-in}: who this browser is, and taking a name. Only our own pages may ask. */
public final class SignInServlet extends HttpServlet {
    private static final int LONGEST_BODY = 4_096;
    private static final String NOBODY = "{\"result\":{}}";
    private static final long serialVersionUID = 1;

    private final transient Guests guests;
    private final transient Rights rights;
    private final transient Connections connections;
    private final transient Limiter limiter;
    private final transient Origins origins;

    public SignInServlet(Guests guests, Rights rights, Connections connections, Limiter limiter, Origins origins) {
        this.guests = guests;
        this.rights = rights;
        this.connections = connections;
        this.limiter = limiter;
        this.origins = origins;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller = (Caller) request.getUserPrincipal();
        try {
            rights.letIn(caller);
            Answer.json(response, HttpServletResponse.SC_OK, caller.known() ? Json.account(caller.account().asAuthor()) : NOBODY);
        } catch (Refused refused) {
            Answer.refused(response, refused);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Caller caller = (Caller) request.getUserPrincipal();
            rights.letIn(caller);
            if (!origins.trust(request)) throw Refusal.NOT_ALLOWED.refused("Only our own pages may sign in.");
            Duration wait = limiter.take(Limit.SIGN_IN, request.getRemoteAddr());
            if (!wait.isZero()) throw Refusal.RATE_LIMITED.refused(wait);
            Account account = enter(name(request), caller);
            connections.askAnew(account.id());
            if (!caller.known()) SessionCookie.give(request, response, guests.newToken(account));
            Answer.json(response, HttpServletResponse.SC_OK, Json.account(account.asAuthor()));
        } catch (Refused refused) {
            Answer.refused(response, refused);
        }
    }

    private static DisplayName name(HttpServletRequest request) {
        try {
            return DisplayName.of(Fields.parse(IncomingBody.text(request, LONGEST_BODY)).text("name"));
        } catch (NameRefused refused) {
            throw Refusal.NAME_REFUSED.refused(refused.getMessage());
        }
    }

    private Account enter(DisplayName name, Caller caller) {
        if (caller.account().kind() != AccountKind.GUEST) throw Refusal.NOT_ALLOWED.refused("Only guests choose a name here.");
        try {
            return guests.enter(name, caller.known() ? Optional.of(caller.account()) : Optional.empty());
        } catch (NameTaken taken) {
            throw Refusal.NAME_TAKEN.refused();
        }
    }
}
