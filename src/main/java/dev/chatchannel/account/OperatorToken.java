package dev.chatchannel.account;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes the account of the operator, and the token to it, at the first start.
 *
 * <p><b>Failure.</b> The token is kept after the account; a start that was killed between the two is finished by the next one, which
 * finds an operator without a token. An operator who lost the token has its row deleted, and starts again.
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

    /** @return the token, to be shown once; empty when there is one already, for nobody knows it any more */
    public Optional<Token> atStart() {
        Account operator = accounts.operator().orElseGet(this::makeOperator);
        if (accounts.hasToken(operator.id())) return Optional.empty();
        Token token = Token.make(new SecureRandom());
        accounts.keep(token.hash(), operator.id(), clock.millis());
        return Optional.of(token);
    }

    private Account makeOperator() {
        long now = clock.millis();
        Account operator = new Account(AccountId.at(now), AccountKind.OPERATOR, NAME.text());
        boolean isOurs = accounts.keep(operator, NAME, now, Long.MIN_VALUE);
        return isOurs ? operator : accounts.operator().orElseThrow(); // another node was quicker
    }
}
