package dev.chatchannel.message;

/** The channel can only be read from now on, or can be written to again. */
public record ArchiveChanged(ChannelName channel, long offset, Author author, long time, boolean archived) implements AccessChanged {}
