package dev.chatchannel.http;

import dev.chatchannel.account.Accounts;
import dev.chatchannel.answer.Answer;
import dev.chatchannel.command.Caller;
import dev.chatchannel.command.Connections;
import dev.chatchannel.protocol.Refusal;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code POST /sign-out}: takes the cookie back, and forgets its token, so that no copy of it is worth anything. */
public final class SignOutServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Accounts accounts;
    private final transient Connections connections;
    private final transient Origins origins;

    public SignOutServlet(Accounts accounts, Connections connections, Origins origins) {
        this.accounts = accounts;
        this.connections = connections;
        this.origins = origins;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!origins.trust(request)) {
            Answer.refused(response, Refusal.NOT_ALLOWED.refused("Only our own pages may sign out."));
            return;
        }
        SessionCookie.of(request).ifPresent(token -> accounts.forget(token.hash()));
        connections.askAnew(((Caller) request.getUserPrincipal()).account().id());
        SessionCookie.takeBack(request, response);
        Answer.json(response, HttpServletResponse.SC_OK, "{\"result\":{}}");
    }
}
