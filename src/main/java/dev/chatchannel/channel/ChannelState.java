package dev.chatchannel.channel;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.Position;
import java.util.Map;

/**
 * Where a channel stands in the store, all read at one moment.
 *
 * @param archived whether it can only be read
 * @param slowSeconds between two messages of one person; 0 for no slow mode
 * @param people members, and those who are muted or banned; all others may do what the kind of channel says
 */
public record ChannelState(
        Position head, ChannelKind kind, boolean guests, boolean archived, int slowSeconds, Map<AccountId, Standing> people) {
    public ChannelState {
        people = Map.copyOf(people);
    }

    /** A public channel that is open to guests, without members. */
    public static ChannelState openToAll(Position head) {
        return new ChannelState(head, ChannelKind.PUBLIC, true, false, 0, Map.of());
    }
}
