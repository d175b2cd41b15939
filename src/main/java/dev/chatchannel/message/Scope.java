package dev.chatchannel.message;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token of a program is good for. */
public enum Scope {
    /** Hear and read channels. */
    READ,
    /** Write to channels, make them, and whatever else an account does. */
    POST,
    /** Do what administrators do. */
    ADMINISTER;

    /** Everything: what a person who has signed in may do is limited by rights alone. */
    public static final Set<Scope> ALL = Set.copyOf(EnumSet.allOf(Scope.class));

    /** @throws IllegalArgumentException when it is no word of a scope */
    public static Scope of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A scope is read, post or administer."));
    }

    /** As the wire and the database have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return their words, split by spaces, in the order of the table */
    public static String words(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(" "));
    }

    /** Reads what {@link #words} has written; nothing is everything. */
    public static Set<Scope> ofWords(String words) {
        if (words.isEmpty()) return ALL;
        return Arrays.stream(words.split(" ")).map(Scope::of).collect(Collectors.toUnmodifiableSet());
    }
}
