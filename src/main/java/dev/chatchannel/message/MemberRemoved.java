package dev.chatchannel.message;

/** The author put a member out of the channel. */
public record MemberRemoved(ChannelName channel, long offset, Author author, long time, Author member) implements MemberChanged {}
