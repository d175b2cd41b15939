package dev.chatchannel.message;

import java.util.Locale;

/** What somebody is in a channel. Each may do what those before it may. */
public enum Role {
    /** No member. */
    NONE,
    READ_ONLY,
    MEMBER,
    MODERATOR,
    OWNER;

    /** @return how clients and the store write it */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isAtLeast(Role other) {
        return compareTo(other) >= 0;
    }

    /** @throws IllegalArgumentException when no member has such a role */
    public static Role of(String word) {
        for (Role role : values()) if (role != NONE && role.word().equals(word)) return role;
        throw new IllegalArgumentException("A role is owner, moderator, member or read_only.");
    }
}
