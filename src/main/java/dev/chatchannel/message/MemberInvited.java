package dev.chatchannel.message;

/** The author made somebody a member of the channel. */
public record MemberInvited(ChannelName channel, long offset, Author author, long time, Author member) implements MemberChanged {}
