package dev.chatchannel.message;

/**
 * People speak here only so often.
 *
 * @param seconds between two messages of one person; 0 for no slow mode
 */
public record SlowModeSet(ChannelName channel, long offset, Author author, long time, int seconds) implements AccessChanged {}
