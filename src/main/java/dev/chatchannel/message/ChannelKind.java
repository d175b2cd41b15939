package dev.chatchannel.message;

import java.util.Locale;

/** Who may find and read a channel. */
public enum ChannelKind {
    /** Whoever has an account, and guests where it is open to them. */
    PUBLIC,
    /** Its members. To everybody else it does not exist. */
    PRIVATE,
    /** The two to eight people it was made for, and never anybody else. */
    DIRECT;

    /** @return how clients and the store write it */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is no such kind */
    public static ChannelKind of(String word) {
        for (ChannelKind kind : values()) if (kind.word().equals(word)) return kind;
        throw new IllegalArgumentException("A channel is public, private or direct.");
    }
}
