package dev.chatchannel.channel;

import dev.chatchannel.message.ChannelName;

/** There is no channel of that name. */
public final class UnknownChannel extends RuntimeException {
    UnknownChannel(ChannelName name) {
        super("There is no channel " + name, null, false, false);
    }
}
