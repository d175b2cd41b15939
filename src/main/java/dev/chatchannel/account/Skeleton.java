package dev.chatchannel.account;

import static java.util.stream.Collectors.joining;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * What is left of a name when all that eyes confuse is made equal: UTS #39 §4, made blind to case and to separators.
 *
 * <p><b>Order.</b> Decompose (NFKD), drop separators, fold case, map each character, drop dots over {@code i} and
 * {@code j}, put marks in order (NFD). Folding once is enough, because the file maps whole classes: it was made by joining
 * each letter with its other case <em>and</em> with its look-alikes, until nothing changed. So {@code I}, {@code i},
 * {@code l}, {@code L} and {@code 1} are all {@code i}; and a skeleton is its own skeleton.
 *
 * <p><b>What it does not join.</b> Sameness is transitive: as Greek {@code Ν} looks like {@code N} and its small
 * {@code ν} like {@code v}, joining both would make {@code Nan} and {@code Van} one name. Where two letters of one
 * script would so become one by way of a third, the less alike pair is left apart; {@code not-joined.txt} of the tests lists them.
 */
public final class Skeleton {
    /** Hawaiian's ʻokina and the modifier apostrophe of many scripts. */
    private static final String APOSTROPHE_LETTERS = "\u02bb\u02bc";

    private static final Map<Integer, String> PROTOTYPES = read();
    /** The dot of {@code i} and {@code j} swallows a further one; marks below may stand between. */
    private static final Pattern SECOND_DOT = Pattern.compile("([ij][\\x{316}-\\x{333}]*)\\x{307}+");

    private Skeleton() {}

    static String of(String name) {
        return of(name, character -> !isIgnored(character));
    }

    /** The same for a name in which separators tell things apart, as in those of channels: {@code build-1} is not {@code build1}. */
    public static String withSeparators(String name) {
        return of(name, character -> NameRules.isSeparator(character) || !isIgnored(character));
    }

    /** @return whether we know of every character, beside separators, what it looks like */
    public static boolean knows(String name) {
        return name.codePoints().allMatch(character -> NameRules.isSeparator(character) || NameCharacters.contains(character));
    }

    private static String of(String name, IntPredicate counts) {
        String mapped = Normalizer.normalize(name, Form.NFKD)
                .codePoints()
                .filter(counts)
                .map(Character::toLowerCase)
                .mapToObj(Skeleton::prototypeOf)
                .collect(joining());
        return SECOND_DOT.matcher(Normalizer.normalize(mapped, Form.NFD)).replaceAll("$1");
    }

    /** @return whether it does not count: a separator, or a letter that looks like the apostrophe among them */
    static boolean isIgnored(int character) {
        return NameRules.isSeparator(character) || APOSTROPHE_LETTERS.indexOf(character) >= 0;
    }

    private static String prototypeOf(int character) {
        String prototype = PROTOTYPES.get(character);
        return prototype != null ? prototype : Character.toString(character);
    }

    private static Map<Integer, String> read() {
        Map<Integer, String> prototypes = new HashMap<>();
        for (String[] fields : UnicodeData.lines("confusables.txt")) {
            prototypes.put(Integer.parseInt(fields[0], 16), text(fields[1].split(" ")));
        }
        return prototypes;
    }

    private static String text(String[] hexadecimals) {
        StringBuilder text = new StringBuilder();
        for (String hexadecimal : hexadecimals) text.appendCodePoint(Integer.parseInt(hexadecimal, 16));
        return text.toString();
    }
}
