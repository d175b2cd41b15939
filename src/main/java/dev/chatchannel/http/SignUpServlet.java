package dev.chatchannel.http;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.Password;
import dev.chatchannel.command.Caller;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.protocol.Fields;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** {@code POST /sign-up}: makes an account by a link, and signs in to it. Who was a guest here keeps what they said. */
public final class SignUpServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Entrance entrance;

    public SignUpServlet(Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        entrance.enter(request, response, this::signUp);
    }

    private Account signUp(Caller caller, Fields fields) {
        DisplayName name = DisplayName.of(fields.text("name"));
        Password password = Password.chosen(fields.text("password"), name.text());
        boolean isGuest = caller.known() && caller.account().kind() == AccountKind.GUEST;
        return entrance.people().signUp(Entrance.code(fields), name, password, isGuest ? Optional.of(caller.account()) : Optional.empty());
    }
}
