package dev.chatchannel.message;

import java.util.Locale;

/** Of what in a channel somebody wants to be told. */
public enum NotifyLevel {
    /** Everything that is said. */
    ALL,
    /** What is said to them, or to everybody. */
    MENTIONS,
    /** Nothing. */
    NONE;

    /** @return what holds for who said nothing else: what is said to few is said to each of them */
    public static NotifyLevel usual(ChannelKind kind) {
        return kind == ChannelKind.DIRECT ? ALL : MENTIONS;
    }

    /** @return how clients and the store write it */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is no such level */
    public static NotifyLevel of(String word) {
        for (NotifyLevel level : values()) if (level.word().equals(word)) return level;
        throw new IllegalArgumentException("Expected all, mentions or none.");
    }
}
