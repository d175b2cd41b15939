package dev.chatchannel.channel;

import dev.chatchannel.message.Role;

/**
 * How somebody stands in a channel.
 *
 * @param mutedUntil in milliseconds since 1970; before that they may not speak
 */
public record Standing(Role role, long mutedUntil, boolean banned) {
    static final Standing STRANGER = new Standing(Role.NONE, 0, false);

    /** A member who is neither muted nor banned. */
    public static Standing of(Role role) {
        return new Standing(role, 0, false);
    }

    Standing as(Role other) {
        return new Standing(other, mutedUntil, banned);
    }

    Standing muted(long until) {
        return new Standing(role, until, banned);
    }

    Standing banned(boolean now) {
        return new Standing(now ? Role.NONE : role, mutedUntil, now);
    }
}
