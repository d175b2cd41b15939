package dev.chatchannel.message;

/** The author became a member of the channel. */
public record MemberJoined(ChannelName channel, long offset, Author author, long time) implements AccessChanged {}
