package dev.chatchannel.websocket;

import dev.chatchannel.message.ChannelName;

/**
 * What the address of the handshake asks for.
 *
 * @param channel for plain text
 * @param history how many of the newest messages to send first, for plain text
 * @param json whether the path itself chooses JSON, whatever the subprotocol
 */
record Wish(ChannelName channel, int history, boolean json) {}
