package dev.chatchannel.relay;

import dev.chatchannel.message.ChannelName;

/** A channel has come as far as this offset, or further. */
public record Hint(ChannelName channel, long offset) {}
