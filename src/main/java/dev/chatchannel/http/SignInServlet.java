package dev.chatchannel.http;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.Guests;
import dev.chatchannel.account.NameRefused;
import dev.chatchannel.account.NameTaken;
import dev.chatchannel.account.People;
import dev.chatchannel.account.Place;
import dev.chatchannel.answer.Answer;
import dev.chatchannel.command.AccountCauses;
import dev.chatchannel.command.Caller;
import dev.chatchannel.command.Connections;
import dev.chatchannel.command.Rights;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.Profile;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.Json;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** {@code /sign-in}: who this browser is; taking a name as a guest, or signing in to an account by name and password. */
public final class SignInServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Guests guests;
    private final transient Rights rights;
    private final transient Place place;
    private final transient Connections connections;
    private final transient Entrance entrance;
    private final transient Limits limits;

    public SignInServlet(Guests guests, Rights rights, Place place, Connections connections, Entrance entrance, Limits limits) {
        this.guests = guests;
        this.rights = rights;
        this.place = place;
        this.connections = connections;
        this.entrance = entrance;
        this.limits = limits;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller = (Caller) request.getUserPrincipal();
        Optional<Author> who = caller.known() && rights.letsIn(caller) ? Optional.of(caller.account().asAuthor()) : Optional.empty();
        Optional<Profile> profile = who.map(Author::id).flatMap(entrance.people()::profile);
        Answer.json(response, HttpServletResponse.SC_OK, Json.door(who, profile, place.info(), place.banOf(caller.address()), limits.fileBytes()));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Fields fields = entrance.asked(request);
            if (fields.optionalText("password").isPresent()) {
                entrance.enter(request, response, fields, (caller, same) -> signIn(same, request.getRemoteAddr()));
            } else takeName(request, response, DisplayName.of(fields.text("name")));
        } catch (Refused refused) {
            Answer.refused(response, refused);
        } catch (NameRefused | NameTaken cause) {
            Answer.refused(response, AccountCauses.refusal(cause).orElseThrow());
        }
    }

    private Account signIn(Fields fields, String address) {
        People.SignIn signIn = entrance.people().signIn(fields.text("name"), fields.text("password"), address);
        return signIn.account().orElseThrow(() -> Refusal.RATE_LIMITED.refused(signIn.pause()));
    }

    private void takeName(HttpServletRequest request, HttpServletResponse response, DisplayName name) throws IOException {
        Caller caller = (Caller) request.getUserPrincipal();
        rights.letIn(caller);
        Account account = enter(name, caller);
        connections.askAnew(account.id());
        if (!caller.known()) SessionCookie.give(request, response, guests.newToken(account));
        Answer.json(response, HttpServletResponse.SC_OK, Json.account(account.asAuthor()));
    }

    private Account enter(DisplayName name, Caller caller) {
        if (caller.account().kind() != AccountKind.GUEST) throw Refusal.NOT_ALLOWED.refused("Only guests choose a name here.");
        return guests.enter(name, caller.known() ? Optional.of(caller.account()) : Optional.empty());
    }
}
