package dev.chatchannel.http;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.Token;
import dev.chatchannel.command.Caller;
import dev.chatchannel.protocol.Fields;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code POST /reset}: sets a new password by a link that an administrator handed out, ends all sessions, and signs in. */
public final class ResetServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Entrance entrance;

    public ResetServlet(Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        entrance.enter(request, response, this::reset);
    }

    private Account reset(Caller caller, Fields fields) {
        Token code = Entrance.code(fields);
        entrance.people().mustCount(code);
        return entrance.people().reset(code, entrance.people().newPassword(fields.text("password"), ""));
    }
}
