package dev.chatchannel.websocket;

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

    /** Leaves everything it is in. Any number of times. */
    void ended();
}
