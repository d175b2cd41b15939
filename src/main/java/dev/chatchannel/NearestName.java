package dev.chatchannel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant who mistyped a name. */
final class NearestName {
    private NearestName() {}

    /** @return the name that is fewest letters away, if a slip of the finger explains the difference */
    static Optional<String> of(String typed, Collection<String> names) {
        int slip = Math.max(2, typed.length() / 3);
        return names.stream()
                .filter(name -> distance(typed, name) <= slip)
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /** @return {@code did you mean NAME?}, or where no name is near, what is said instead */
    static String question(String typed, Collection<String> names, String otherwise) {
        return of(typed, names).map(name -> "did you mean " + name + "?").orElse(otherwise);
    }

    /** @return how many letters must be added, left out or changed (Levenshtein) */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int i = 0; i <= other.length(); i++) above[i] = i;
        for (int row = 1; row <= one.length(); row++) {
            int[] here = new int[other.length() + 1];
            here[0] = row;
            for (int i = 1; i <= other.length(); i++) {
                int changed = above[i - 1] + (one.charAt(row - 1) == other.charAt(i - 1) ? 0 : 1);
                here[i] = Math.min(changed, Math.min(above[i], here[i - 1]) + 1);
            }
            above = here;
        }
        return above[other.length()];
    }
}
