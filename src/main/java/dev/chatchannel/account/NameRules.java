package dev.chatchannel.account;

import static java.util.stream.Collectors.joining;

import dev.chatchannel.account.NameRefused.Problem;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a tidied text must keep to be a name, a method for each rule; the first that is broken is told. */
final class NameRules {
    /** Hebrew with points needs three on one letter; more is a tower. */
    static final int MAX_MARKS = 3;

    private static final String SEPARATORS = " ._-'·・";
    private static final String LATIN = "Latn";
    private static final Set<String> WRITTEN_WITH_LATIN = Set.of("Jpan", "Hanb", "Kore");

    private NameRules() {}

    static void check(String text) {
        int[] characters = text.codePoints().toArray();
        checkCharacters(characters);
        checkEdges(characters);
        checkMarks(characters);
        if (mixesScripts(characters)) throw mixedScripts(characters);
        if (mixesDigits(characters)) throw new NameRefused(Problem.MIXED_DIGITS, "Expected digits of one numeral system.");
        checkDirection(characters);
    }

    /** @return whether it may stand between letters, and does not count when names are compared */
    static boolean isSeparator(int character) {
        return SEPARATORS.indexOf(character) >= 0;
    }

    private static void checkCharacters(int[] characters) {
        for (int character : characters) {
            if (isSeparator(character) || NameCharacters.contains(character)) continue;
            throw new NameRefused(
                    Problem.CHARACTERS,
                    String.format("Expected letters, digits, spaces and . _ - ' only; U+%04X is none of them.", character));
        }
    }

    private static void checkEdges(int[] characters) {
        int last = characters[characters.length - 1];
        if (Character.isLetterOrDigit(characters[0]) && !isSeparator(last)) return;
        throw new NameRefused(Problem.EDGES, "Expected a name that begins and ends with a letter or a digit.");
    }

    private static void checkMarks(int[] characters) {
        int marks = 0;
        for (int i = 1; i < characters.length; i++) {
            marks = isMark(characters[i]) ? marks + 1 : 0;
            if (marks > MAX_MARKS || marks == 1 && !Character.isLetter(characters[i - 1])) {
                throw new NameRefused(Problem.MARKS, "Expected accents on letters only, at most " + MAX_MARKS + " on each.");
            }
        }
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** UTS #39 §5.2: neither of a single script, nor highly restrictive. */
    static boolean mixesScripts(int[] characters) {
        List<Set<String>> scripts = NameCharacters.scriptsOf(characters);
        if (scripts.isEmpty() || !common(scripts).isEmpty()) return false;
        List<Set<String>> besideLatin = scripts.stream().filter(some -> !some.contains(LATIN)).toList();
        return common(besideLatin).stream().noneMatch(WRITTEN_WITH_LATIN::contains);
    }

    private static Set<String> common(List<Set<String>> scripts) {
        Set<String> common = new HashSet<>(scripts.get(0));
        scripts.forEach(common::retainAll);
        return common;
    }

    private static NameRefused mixedScripts(int[] characters) {
        String found = NameCharacters.scriptsOf(characters).stream()
                .map(some -> some.stream().sorted().collect(joining("/")))
                .distinct()
                .collect(joining(", "));
        return new NameRefused(Problem.MIXED_SCRIPTS, "Expected letters of one script; these are of " + found + ".");
    }

    /** UTS #39 §5.3. */
    static boolean mixesDigits(int[] characters) {
        return Arrays.stream(characters)
                        .filter(Character::isDigit)
                        .map(digit -> digit - Character.digit(digit, 10))
                        .distinct()
                        .count()
                > 1;
    }

    /**
     * RFC 5893 §2, rules 1 and 2: a name that is written from right to left begins so; or {@code 1א} and {@code א1} would be
     * shown alike.
     */
    private static void checkDirection(int[] characters) {
        for (int character : characters) {
            if (isRightToLeft(character) && !isRightToLeft(characters[0])) {
                throw new NameRefused(Problem.EDGES, "Expected a letter first in a name that is written from right to left.");
            }
        }
    }

    private static boolean isRightToLeft(int character) {
        byte direction = Character.getDirectionality(character);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
