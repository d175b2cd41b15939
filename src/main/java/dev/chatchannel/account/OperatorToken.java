package dev.chatchannel.account;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes the account of the operator, and the token to it, at the very first start.
 *
 * <p><b>Failure.</b> The account and its token are kept one after the other: a crash between them leaves an operator without a
 * token. Of several nodes that start at once, one makes the account; the others find it made.
 */
public final class OperatorToken {
    private static final DisplayName NAME = DisplayName.reserved("operator");

    private final Accounts accounts;
    private final Clock clock;

    /** Keeps the operator in these accounts. */
    public OperatorToken(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @return the token, to be shown once, at the first start; later empty, for nobody knows it any more */
    public Optional<Token> atStart() {
        if (accounts.operator().isPresent()) return Optional.empty();
        long now = clock.millis();
        Account operator = new Account(AccountId.at(now), AccountKind.OPERATOR, NAME.text());
        if (!accounts.keep(operator, NAME, now, Long.MIN_VALUE)) return Optional.empty();
        Token token = Token.make(new SecureRandom());
        accounts.keep(token.hash(), operator.id(), now);
        return Optional.of(token);
    }
}
