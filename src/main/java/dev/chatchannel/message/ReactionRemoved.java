package dev.chatchannel.message;

/**
 * Somebody took a reaction back.
 *
 * @param count of people who have this reaction on the message after it
 */
public record ReactionRemoved(
        ChannelName channel, long offset, Author author, long time, long target, Reaction reaction, int count)
        implements MessageChanged {}
