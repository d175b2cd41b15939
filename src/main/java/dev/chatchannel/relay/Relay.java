package dev.chatchannel.relay;

import dev.chatchannel.message.ChannelName;

/**
 * Tells other nodes what was committed here, and hears the same from them. It carries hints, never truth: whatever is lost costs delay.
 *
 * <p>Threads: any. Nothing here blocks or throws.
 */
public interface Relay extends AutoCloseable {
    /** Hears what other nodes tell. Called by the relay's threads; must not block. */
    interface Listener {
        void heard(Hint hint);

        /** Heard what goes to all nodes. */
        void heard(Signal signal);

        /** Heard what goes to those that follow a channel. */
        void heard(ChannelName channel, Signal signal);

        /** From here on hints of this channel come; what was told before is lost. */
        void follows(ChannelName channel);
    }

    /** Begins to hear. Once. */
    void start(Listener listener);

    /** Passes the hint on to those who follow the channel, or loses it. */
    void announce(Hint hint);

    /** Passes a signal on to all other nodes, or loses it. */
    void tell(Signal signal);

    /** Passes a signal on to those who follow the channel, or loses it. */
    void tell(ChannelName channel, Signal signal);

    void follow(ChannelName channel);

    void unfollow(ChannelName channel);

    /** @return whether the others can be reached at the moment, as far as is known */
    boolean isConnected();

    @Override
    void close();
}
