package dev.chatchannel.message;

/**
 * Somebody in the list of a channel's members.
 *
 * @param mutedUntil in milliseconds since 1970; 0 when they never were
 */
public record Membership(Author who, Role role, long mutedUntil) {}
