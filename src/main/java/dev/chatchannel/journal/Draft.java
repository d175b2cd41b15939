package dev.chatchannel.journal;

import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import java.util.Optional;

/**
 * A change that waits for its commit, which gives it time and offset. What its author may do was decided before, but for
 * what only the row of a message can tell: whose it is.
 *
 * @param epoch of the channel about which that was decided: of another one, that has its name by now, nothing was
 */
public record Draft(ChannelName channel, Optional<String> epoch, Author author, Optional<ClientId> clientId, Change change) {
    /** For the channel of this name, whichever it is. */
    public Draft(ChannelName channel, Author author, Optional<ClientId> clientId, Change change) {
        this(channel, Optional.empty(), author, clientId, change);
    }
}
