package dev.chatchannel.account;

import dev.chatchannel.message.Scope;
import java.util.Set;

/**
 * Whose token it is, and what it is good for.
 *
 * @param ends when it stops counting, in milliseconds since 1970, or {@link #NEVER}
 */
public record Holder(Account account, Set<Scope> scopes, long ends) {
    public static final long NEVER = Long.MAX_VALUE;

    /** A token without an end. */
    public Holder(Account account, Set<Scope> scopes) {
        this(account, scopes, NEVER);
    }
}
