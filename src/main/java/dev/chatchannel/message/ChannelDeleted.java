package dev.chatchannel.message;

/** The channel is no more, and all that was in it. Nobody reads this: it stands in no log, and tells the logs that one has ended. */
public record ChannelDeleted(ChannelName channel, long offset, Author author, long time) implements AccessChanged {}
