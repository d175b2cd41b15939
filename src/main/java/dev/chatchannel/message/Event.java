package dev.chatchannel.message;

/**
 * A change in a channel that was committed.
 *
 * <p>Every event of a channel has the next offset, from 1 on, without gaps. What happened, by whom and when never changes
 * afterwards; the words do, where they were edited or deleted since: who reads an event again gets them as they stand now.
 * Every event says how things are after it, so that to apply it a second time, or late, does no harm.
 */
public sealed interface Event permits MessagePosted, MessageChanged, TopicChanged, AccessChanged {
    ChannelName channel();

    /** Place in the channel, from 1. */
    long offset();

    Author author();

    /** Time of the commit, in milliseconds since 1970, UTC. */
    long time();
}
