package dev.chatchannel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody types to find messages: words, {@code "phrases"}, and filters such as {@code from:Ann in:general before:2026-01-31 has:file}. Every
 * text is one: what is no filter that we know is words.
 *
 * @param words each a word, or a phrase of several
 * @param isOpen whether the last of them is still being typed: the text ends with it
 */
public record SearchText(List<String> words, boolean isOpen, List<Filter> filters) {
    /** In characters of Java. */
    public static final int LONGEST = 500;

    private static final String OPENING = "\"“„«「『";
    private static final String CLOSING = "\"”“»」』";

    /** What a filter is about. */
    public enum Key {
        FROM, IN, BEFORE, AFTER, ON, HAS;

        private static Optional<Key> of(String word) {
            return Stream.of(values()).filter(key -> key.name().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))).findFirst();
        }
    }

    /** @param value as it was typed, without quotation marks; not empty */
    public record Filter(Key key, String value) {}

    public SearchText {
        words = List.copyOf(words);
        filters = List.copyOf(filters);
    }

    /** @throws IllegalArgumentException when it is too long */
    public static SearchText of(String text) {
        if (text.length() > LONGEST) throw new IllegalArgumentException("expected at most " + LONGEST + " characters.");
        return new Reading(text).whole();
    }

    /** Goes through the text once, from the left to the right. */
    private static final class Reading {
        private final String text;
        private final List<String> words = new ArrayList<>();
        private final List<Filter> filters = new ArrayList<>();
        private boolean isOpen;
        private int at;

        Reading(String text) {
            this.text = text;
        }

        SearchText whole() {
            for (skipSpace(); at < text.length(); skipSpace()) readOne();
            return new SearchText(words, isOpen, filters);
        }

        private void readOne() {
            Optional<Key> key = key();
            boolean quoted = opensQuotation();
            String value = quoted ? quotation() : bare();
            if (key.isEmpty()) addWords(value, quoted);
            else if (!value.isBlank()) filters.add(new Filter(key.get(), value.strip())); // else its value is yet to be typed
        }

        private void addWords(String value, boolean quoted) {
            words.add(value);
            isOpen = !quoted && at == text.length();
        }

        /** Steps over {@code from:} and its like. */
        private Optional<Key> key() {
            int end = at;
            while (end < text.length() && Character.isLetter(text.charAt(end))) end++;
            if (end == text.length() || !isColon(text.charAt(end))) return Optional.empty();
            Optional<Key> key = Key.of(text.substring(at, end));
            if (key.isPresent()) at = end + 1;
            return key;
        }

        private boolean opensQuotation() {
            return at < text.length() && OPENING.indexOf(text.charAt(at)) >= 0;
        }

        /** Reads as far as the quotation mark that closes; without one, all that is left. */
        private String quotation() {
            char opening = text.charAt(at++);
            int end = at;
            while (end < text.length() && !closes(opening, text.charAt(end))) end++;
            String inside = text.substring(at, end);
            at = Math.min(end + 1, text.length());
            return inside;
        }

        private String bare() {
            int begin = at;
            while (at < text.length() && !isSpace(text.charAt(at)) && !(at > begin && opensQuotation())) at++;
            return text.substring(begin, at);
        }

        private void skipSpace() {
            while (at < text.length() && isSpace(text.charAt(at))) at++;
        }

        private static boolean closes(char opening, char letter) {
            return letter == CLOSING.charAt(OPENING.indexOf(opening)) || opening == '"' && letter == '”' || opening == '“' && letter == '"';
        }

        private static boolean isColon(char letter) {
            return letter == ':' || letter == '：';
        }

        private static boolean isSpace(char letter) {
            return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
        }
    }
}
