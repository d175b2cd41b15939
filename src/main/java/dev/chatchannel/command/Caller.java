package dev.chatchannel.command;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.Holder;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.NetworkAddress;
import dev.chatchannel.message.Scope;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks, as far as we know. It is the {@code Principal} of the request.
 *
 * @param token by which it is known; empty for a guest without a name of its own, whose account is kept nowhere
 * @param scopes what the token is good for
 * @param ends when the token stops counting, in milliseconds since 1970
 * @param address from which it asks
 * @param countedAs whose limits it uses up: the account's own, or for a guest without a name the address (of IPv6 the /64), because such guests are
 *     made anew with each request
 */
public record Caller(Account account, Optional<TokenHash> token, Set<Scope> scopes, long ends, String address, Object countedAs) implements Principal {
    /** Somebody whose account is kept, and who showed this token of it. */
    public static Caller known(Holder holder, TokenHash token, String address) {
        return new Caller(holder.account(), Optional.of(token), holder.scopes(), holder.ends(), address, holder.account().id());
    }

    /** A guest without a name, from this address. */
    public static Caller nameless(Account guest, String address) {
        return new Caller(guest, Optional.empty(), Scope.ALL, Holder.NEVER, address, NetworkAddress.counted(address));
    }

    public boolean known() {
        return token.isPresent();
    }

    @Override
    public String getName() {
        return account.name();
    }

    boolean mayAdminister() {
        return has(Scope.ADMINISTER) && (is(AccountKind.OPERATOR) || is(AccountKind.ADMINISTRATOR) || is(AccountKind.BOT));
    }

    boolean has(Scope scope) {
        return scopes.contains(scope);
    }

    boolean is(AccountKind kind) {
        return account.kind() == kind;
    }
}
