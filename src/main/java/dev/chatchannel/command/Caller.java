package dev.chatchannel.command;

import dev.chatchannel.account.Account;
import dev.chatchannel.message.AccountKind;
import java.security.Principal;

/**
 * Who asks, as far as we know. It is the {@code Principal} of the request.
 *
 * @param known false for a guest without a name of its own, whose account is kept nowhere
 */
public record Caller(Account account, boolean known) implements Principal {
    @Override
    public String getName() {
        return account.name();
    }

    boolean is(AccountKind kind) {
        return account.kind() == kind;
    }
}
