package dev.chatchannel.message;

/**
 * The author took somebody's word away, or gave it back.
 *
 * @param until in milliseconds since 1970; 0 when they may speak again
 */
public record MemberMuted(ChannelName channel, long offset, Author author, long time, Author member, long until) implements MemberChanged {}
