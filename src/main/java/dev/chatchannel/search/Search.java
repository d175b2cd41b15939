package dev.chatchannel.search;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Trait;
import java.util.List;
import java.util.Set;

/**
 * What somebody looks for; a message must fit it all.
 *
 * @param channels where to look: nothing is found elsewhere
 * @param from who must have said it; empty for anybody
 * @param since the time from which on it must have been said
 * @param before the time before which it must have been said
 */
public record Search(List<Phrase> phrases, Set<ChannelName> channels, Set<AccountId> from, Set<Trait> has, long since, long before) {
    public Search {
        phrases = List.copyOf(phrases);
        channels = Set.copyOf(channels);
        from = Set.copyOf(from);
        has = Set.copyOf(has);
    }
}
