package dev.chatchannel.relay;

import dev.chatchannel.message.ChannelName;
import java.util.Collection;

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

        /** Letters of another node are lost: only the database knows what they said. */
        void missed();
    }

    /**
     * What went to and fro since the start, but the beats.
     *
     * @param sent letters to other nodes
     * @param heard letters of other nodes
     * @param lost letters that were not sent; at least one each time that a connection broke
     * @param echoNanos how long our last beat took to come back to us; 0 when none did
     */
    record Counts(long sent, long heard, long lost, long echoNanos) {
        static final Counts NONE = new Counts(0, 0, 0, 0);
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

    /** @return whether we can speak at the moment, as far as is known. What is not said meanwhile counts as lost */
    boolean isConnected();

    /**
     * Hears whether it works: letters go to and fro all the time.
     *
     * @return whether each of these nodes was heard by us lately, and we by ourselves; then nothing that they told was lost, but what {@link Listener#missed} has told of
     */
    boolean hears(Collection<String> nodes);

    Counts counts();

    @Override
    void close();
}
