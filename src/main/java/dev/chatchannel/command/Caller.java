package dev.chatchannel.command;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.message.AccountKind;
import java.security.Principal;
import java.util.Optional;

/**
 * Who asks, as far as we know. It is the {@code Principal} of the request.
 *
 * @param token by which it is known; empty for a guest without a name of its own, whose account is kept nowhere
 * @param countedAs whose limits it uses up: the account's own, or for a guest without a name the address, because such guests are
 *     made anew with each request
 */
public record Caller(Account account, Optional<TokenHash> token, Object countedAs) implements Principal {
    /** Somebody whose account is kept, and who showed this token of it. */
    public static Caller known(Account account, TokenHash token) {
        return new Caller(account, Optional.of(token), account.id());
    }

    /** A guest without a name, from this address. */
    public static Caller nameless(Account guest, String address) {
        return new Caller(guest, Optional.empty(), address);
    }

    public boolean known() {
        return token.isPresent();
    }

    @Override
    public String getName() {
        return account.name();
    }

    boolean mayAdminister() {
        return is(AccountKind.OPERATOR) || is(AccountKind.ADMINISTRATOR);
    }

    boolean is(AccountKind kind) {
        return account.kind() == kind;
    }
}
