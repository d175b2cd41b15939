package dev.chatchannel.websocket;

import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Preference;

/** How one session speaks: what its frames mean. Threads: one message at a time; {@link #ended} by any. */
interface Conversation {
    /** @return its name, for those who look after connections */
    String protocol();

    void opened();

    void text(String message);

    void binary(byte[] message);

    /** Asks for a sign of life. */
    void ping();

    /** The channels that the account is in are others now. Who hears one channel, as it wished, is not told. */
    default void channelsChanged() {}

    /** The account has read a channel up to this offset, by whichever of its connections. */
    default void marked(ChannelName channel, long offset) {}

    /** The account wants to have a channel so. */
    default void preferred(ChannelName channel, Preference preference) {}

    /** Leaves everything it is in. Any number of times. */
    void ended();
}
