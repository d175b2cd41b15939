package dev.chatchannel.command;

import dev.chatchannel.account.Account;
import dev.chatchannel.message.AccountKind;
import java.security.Principal;

/**
 * Who asks, as far as we know. It is the {@code Principal} of the request.
 *
 * @param known false for a guest without a name of its own, whose account is kept nowhere
 * @param countedAs whose limits it uses up: the account's own, or for a guest without a name the address, because such guests are
 *     made anew with each request
 */
public record Caller(Account account, boolean known, Object countedAs) implements Principal {
    /** Somebody whose account is kept. */
    public static Caller known(Account account) {
        return new Caller(account, true, account.id());
    }

    /** A guest without a name, from this address. */
    public static Caller nameless(Account guest, String address) {
        return new Caller(guest, false, address);
    }

    @Override
    public String getName() {
        return account.name();
    }

    boolean is(AccountKind kind) {
        return account.kind() == kind;
    }
}
