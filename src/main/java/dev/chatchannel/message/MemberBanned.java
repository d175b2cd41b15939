package dev.chatchannel.message;

/** The author put somebody out of the channel, who may not come back. */
public record MemberBanned(ChannelName channel, long offset, Author author, long time, Author member) implements MemberChanged {}
