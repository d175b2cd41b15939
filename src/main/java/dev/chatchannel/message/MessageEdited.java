package dev.chatchannel.message;

/**
 * The author of a message said it anew.
 *
 * @param text that the message has; empty when it was deleted since
 */
public record MessageEdited(ChannelName channel, long offset, Author author, long time, long target, String text)
        implements MessageChanged {}
