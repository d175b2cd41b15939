package dev.chatchannel.search;

import java.util.List;

/**
 * Tokens that must stand one after the other.
 *
 * @param isOpen whether the last one is only the beginning of a token
 */
public record Phrase(List<String> tokens, boolean isOpen) {
    public Phrase {
        tokens = List.copyOf(tokens);
    }

    /**
     * Makes of a text what it is looked for by. The last letter of a run without spaces stands alone in the index only where the run ends:
     * here it is left out when its pair says it already, and else is the beginning of a pair.
     *
     * @param isOpen whether the text may go on: it is still being typed
     */
    public static Phrase of(String text, boolean isOpen) {
        List<String> tokens = SearchTokens.of(text);
        int last = tokens.size() - 1;
        if (last < 0 || !SearchTokens.isOneOfRun(tokens.get(last))) return new Phrase(tokens, isOpen);
        boolean hasPair = last > 0 && SearchTokens.isPairOfRun(tokens.get(last - 1));
        return hasPair ? new Phrase(tokens.subList(0, last), false) : new Phrase(tokens, true);
    }

    public boolean isEmpty() {
        return tokens.isEmpty();
    }
}
