package dev.chatchannel.channel;

import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;

/**
 * A channel as one asker stands in it.
 *
 * @param guests whether it is open to guests
 */
public record KnownChannel(ChannelName name, String title, ChannelKind kind, boolean guests, Standing standing) {
    public boolean mayBeReadAs(AccountKind what) {
        return Access.mayRead(kind, guests, standing, what);
    }
}
