package dev.chatchannel.http;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.Password;
import dev.chatchannel.account.Place;
import dev.chatchannel.command.Caller;
import dev.chatchannel.limit.Limit;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.PlaceName;
import dev.chatchannel.message.SignUp;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.Refusal;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code POST /sign-up}: makes an account by a link, or without one where that is open, and signs in to it. Who was a guest here keeps what
 * they said.
 */
public final class SignUpServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Entrance entrance;
    private final transient Place place;

    public SignUpServlet(Entrance entrance, Place place) {
        this.entrance = entrance;
        this.place = place;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        entrance.enter(request, response, this::signUp);
    }

    private Account signUp(Caller caller, Fields fields) {
        boolean byLink = fields.optionalText("code").isPresent();
        if (byLink) entrance.people().mustCount(Entrance.code(fields));
        else mustBeOpen(caller);
        DisplayName name = DisplayName.of(fields.text("name"));
        Password password = entrance.people().newPassword(fields.text("password"), name.text());
        Optional<Account> guest = Optional.of(caller.account()).filter(account -> caller.known() && account.kind() == AccountKind.GUEST);
        return byLink ? byLink(fields, name, password, guest) : entrance.people().signUp(name, password, guest);
    }

    /** The first administrator may name the place in the same step. */
    private Account byLink(Fields fields, DisplayName name, Password password, Optional<Account> guest) {
        Optional<PlaceName> wanted = fields.optionalValue("place", PlaceName::new);
        Account account = entrance.people().signUp(Entrance.code(fields), name, password, guest);
        if (account.kind() == AccountKind.ADMINISTRATOR) {
            wanted.ifPresent(chosen -> place.change(info -> info.named(chosen), account.asAuthor()));
        }
        return account;
    }

    private void mustBeOpen(Caller caller) {
        if (place.info().signUp() != SignUp.OPEN) throw Refusal.NOT_ALLOWED.refused("One signs up here by an invitation; ask for one.");
        if (place.bars(caller.address())) throw Refusal.ADDRESS_BANNED.refused("From your address one signs up by an invitation only.");
        entrance.count(Limit.SIGN_UP, caller.address());
    }
}
