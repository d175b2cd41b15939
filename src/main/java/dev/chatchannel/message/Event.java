package dev.chatchannel.message;

/**
 * A change in a channel that was committed; it never changes afterwards.
 *
 * <p>Every event of a channel has the next offset, from 1 on, without gaps.
 */
public sealed interface Event permits MessagePosted {
    ChannelName channel();

    /** Place in the channel, from 1. */
    long offset();

    Author author();

    /** Time of the commit, in milliseconds since 1970, UTC. */
    long time();
}
