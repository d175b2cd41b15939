package dev.chatchannel.message;

/** The channel is called this now; its name stays. */
public record TitleChanged(ChannelName channel, long offset, Author author, long time, String title) implements AccessChanged {}
