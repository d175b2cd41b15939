package dev.chatchannel.message;

import java.util.List;

/**
 * How many people have the same reaction on a message.
 *
 * @param accounts the first of them, up to a bound of the store
 */
public record ReactionTally(Reaction reaction, int count, List<AccountId> accounts) {
    public ReactionTally {
        accounts = List.copyOf(accounts);
    }
}
