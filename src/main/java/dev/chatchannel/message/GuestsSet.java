package dev.chatchannel.message;

/** Guests may read and write here, or no longer. */
public record GuestsSet(ChannelName channel, long offset, Author author, long time, boolean open) implements AccessChanged {}
