package dev.chatchannel.message;

/**
 * Somebody reacted to a message.
 *
 * @param count of people who have this reaction on the message after it
 */
public record ReactionAdded(
        ChannelName channel, long offset, Author author, long time, long target, Reaction reaction, int count)
        implements MessageChanged {}
