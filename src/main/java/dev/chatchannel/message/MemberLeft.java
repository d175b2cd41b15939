package dev.chatchannel.message;

/** The author is no member of the channel any more. */
public record MemberLeft(ChannelName channel, long offset, Author author, long time) implements Event {}
