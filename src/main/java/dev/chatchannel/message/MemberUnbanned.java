package dev.chatchannel.message;

/** The author let somebody come back who was banned. */
public record MemberUnbanned(ChannelName channel, long offset, Author author, long time, Author member) implements MemberChanged {}
