package dev.chatchannel.channel;

import dev.chatchannel.message.Role;

/**
 * How somebody stands in a channel.
 *
 * @param readOnly whether they may only read, as members or not: who leaves does not come back with more
 * @param mutedUntil in milliseconds since 1970; before that they may not speak
 */
public record Standing(Role role, boolean readOnly, long mutedUntil, boolean banned) {
    static final Standing STRANGER = new Standing(Role.NONE, false, 0, false);

    /** A member who is neither muted nor banned. */
    public static Standing of(Role role) {
        return new Standing(role, role == Role.READ_ONLY, 0, false);
    }

    /** Was given a role by somebody. */
    Standing as(Role other) {
        return new Standing(other, other == Role.READ_ONLY, mutedUntil, banned);
    }

    /** Came in. */
    Standing inside() {
        return new Standing(readOnly ? Role.READ_ONLY : Role.MEMBER, readOnly, mutedUntil, banned);
    }

    /** Is no member any more. */
    Standing outside() {
        return new Standing(Role.NONE, readOnly, mutedUntil, banned);
    }

    Standing muted(long until) {
        return new Standing(role, readOnly, until, banned);
    }

    Standing banned(boolean now) {
        return new Standing(now ? Role.NONE : role, readOnly, mutedUntil, now);
    }
}
