package dev.chatchannel.http;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.Accounts;
import dev.chatchannel.account.AccountsUnavailable;
import dev.chatchannel.account.Guests;
import dev.chatchannel.account.Token;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.answer.Answer;
import dev.chatchannel.command.Caller;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Works out who is asking, for everything behind it: a program by its bearer token from anywhere, a person by the cookie from our own
 * pages, else a guest without a name. What was given for one way counts by no other.
 */
public final class Identification extends HttpFilter {
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer(?: +(.*))?");
    private static final long serialVersionUID = 1;

    private final transient Accounts accounts;
    private final transient Guests guests;
    private final transient Origins origins;
    private final transient Clock clock;

    public Identification(Accounts accounts, Guests guests, Origins origins, Clock clock) {
        this.accounts = accounts;
        this.guests = guests;
        this.origins = origins;
        this.clock = clock;
    }

    /** @return whose bearer token it is, shown from this address; a browser's session is none */
    public Optional<Caller> byToken(String token, String address) {
        return Token.parse(token).map(Token::hash).flatMap(hash -> known(hash, address)).filter(caller -> caller.account().kind().isProgram());
    }

    /** @return who the caller is now; empty when the token that made it known is forgotten. Blocks */
    public Optional<Caller> anew(Caller caller) {
        return caller.token().flatMap(token -> known(token, caller.address()));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(new Identified(request, caller(request)), response);
        } catch (Refused refused) {
            Answer.refused(response, refused);
        } catch (AccountsUnavailable unavailable) {
            Answer.refused(response, Refusal.TOO_BUSY.refused());
        }
    }

    /** A wrong token is refused at once; who comes without one is worked out when somebody asks, which for a page's files nobody does. */
    private Supplier<Caller> caller(HttpServletRequest request) {
        Matcher bearer = BEARER.matcher(Objects.requireNonNullElse(request.getHeader("Authorization"), ""));
        if (!bearer.matches()) return () -> byCookie(request).orElseGet(() -> nobody(request));
        Caller owner = Optional.ofNullable(bearer.group(1)).flatMap(token -> byToken(token, request.getRemoteAddr())).orElseThrow(Refusal.UNAUTHORIZED::refused);
        return () -> owner;
    }

    private Optional<Caller> byCookie(HttpServletRequest request) {
        return SessionCookie.of(request)
                .filter(token -> origins.trust(request))
                .flatMap(token -> known(token.hash(), request.getRemoteAddr()))
                .filter(caller -> !caller.account().kind().isProgram());
    }

    private Optional<Caller> known(TokenHash token, String address) {
        return accounts.holder(token, clock.millis()).map(holder -> Caller.known(holder, token, address));
    }

    private Caller nobody(HttpServletRequest request) {
        Account guest = guests.nameless();
        return Caller.nameless(guest, request.getRemoteAddr());
    }

    private static final class Identified extends HttpServletRequestWrapper {
        private final Supplier<Caller> question;
        private Caller caller; // null until somebody asks

        Identified(HttpServletRequest request, Supplier<Caller> question) {
            super(request);
            this.question = question;
        }

        @Override
        public Principal getUserPrincipal() {
            if (caller == null) caller = question.get();
            return caller;
        }

        @Override
        public String getRemoteUser() {
            return getUserPrincipal().getName();
        }
    }
}
