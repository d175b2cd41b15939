package dev.chatchannel.message;

import java.util.Locale;

/** Who may make an account. */
public enum SignUp {
    /** Who was given a link. */
    INVITE,
    /** Whoever comes. */
    OPEN;

    /** @return how clients and the store write it */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when it is no word for it */
    public static SignUp of(String word) {
        for (SignUp one : values()) if (one.word().equals(word)) return one;
        throw new IllegalArgumentException("Signing up is invite or open.");
    }
}
