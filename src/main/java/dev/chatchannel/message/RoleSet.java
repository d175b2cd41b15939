package dev.chatchannel.message;

/** The author gave a member this role. */
public record RoleSet(ChannelName channel, long offset, Author author, long time, Author member, Role role) implements MemberChanged {}
