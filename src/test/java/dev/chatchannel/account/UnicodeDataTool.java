package dev.chatchannel.account;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.UnicodeSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the data files of this room from ICU4J. Run by hand, from the top of the project, when the data shall change;
 * {@code UnicodeDataTest} says when the files are not what this makes.
 *
 * <p><b>Confusables.</b> A class of characters is joined from two kinds of edges: other case, and UTS #39 skeleton of one
 * character. Edges come in the order of their worth: case; look-alikes within ASCII; capitals; the rest. An edge is left out
 * when it would join, by way of a third, two letters of one script that do not look alike themselves; {@code not-joined.txt}
 * lists these. A class one of whose members looks like several characters ({@code m} like {@code rn}) becomes these.
 */
final class UnicodeDataTool {
    static final Path MAIN = Path.of("src/main/resources/dev/chatchannel/account");
    static final Path TEST = Path.of("src/test/resources/dev/chatchannel/account");

    /**
     * Letters, marks and digits of scripts in use (UTS #39 §3.1 and UAX #31 table 7: also limited use, as Cherokee and Tifinagh),
     * without those that are obsolete, technical, invisible or another form of a character. Added back: Thai and Lao
     * letters and the Korean keyboard's jamo, which have a compatibility form but no other way to be typed.
     */
    private static final String CHARACTERS =
            """
            [[[[:L:][:M:][:Nd:]\\u3007] & [:Age=13.0:]
              & [[:Identifier_Type=Recommended:][:Identifier_Type=Limited_Use:][:Identifier_Type=Uncommon_Use:]]]
              - [:Identifier_Type=Exclusion:] - [:Identifier_Type=Obsolete:] - [:Identifier_Type=Technical:]
              - [:Identifier_Type=Not_NFKC:] - [:Identifier_Type=Not_XID:] - [:Identifier_Type=Deprecated:]
              - [:Default_Ignorable_Code_Point:]
              [\\u0E33 \\u0EB3 \\u0EDC \\u0EDD \\u3131-\\u3163]]
            """;

    private static final String HEAD =
            """
            # Derived from the Unicode Character Database and the confusables of UTS #39, Unicode 16, through ICU4J 77.1,
            # for characters of Unicode 13 and before. Made by UnicodeDataTool (tests); do not edit.
            # Copyright (c) 1991-2025 Unicode, Inc. Unicode License v3, https://www.unicode.org/license.txt; see NOTICE.
            # SPDX-License-Identifier: Unicode-3.0
            """;

    private final SpoofChecker spoof = new SpoofChecker.Builder().build();
    private final Map<Integer, Set<Integer>> classes = new HashMap<>();
    private final Map<Integer, String> expansions = new LinkedHashMap<>();
    private final Map<Integer, String> expansionsOfClasses = new HashMap<>();
    private final Set<Integer> characters = decomposed();

    public static void main(String[] arguments) throws IOException {
        UnicodeDataTool tool = new UnicodeDataTool();
        Files.writeString(MAIN.resolve("name-characters.txt"), tool.nameCharacters());
        Files.writeString(MAIN.resolve("confusables.txt"), tool.confusables());
        Files.writeString(TEST.resolve("not-joined.txt"), tool.notJoined());
    }

    UnicodeDataTool() {
        characters.forEach(this::joinCases);
        joinLookAlikes(characters.stream().filter(c -> c < 0x80).toList());
        joinLookAlikes(characters.stream().filter(c -> c >= 0x80 && UCharacter.toLowerCase(c) != c).toList());
        joinLookAlikes(characters.stream().filter(c -> c >= 0x80 && UCharacter.toLowerCase(c) == c).toList());
        expansions.forEach(this::keepOneExpansion);
    }

    static UnicodeSet characters() {
        return new UnicodeSet(CHARACTERS).freeze();
    }

    /** @return the look-alikes of UTS #39 that we leave apart, each as {@code hex;hex hex} */
    String notJoined() {
        List<String> lines = new ArrayList<>();
        for (int character : characters) {
            String look = spoof.getSkeleton(Character.toString(character));
            String itself = Character.toString(character);
            if (!look.equals(itself) && !mapped(look).equals(mapped(itself))) lines.add(line(character, look));
        }
        return HEAD + "# Look-alikes that are left apart: else letters would become one that do not look alike, or two expansions disagree.\n"
                + lines(lines);
    }

    private String mapped(String text) {
        StringBuilder mapped = new StringBuilder();
        text.codePoints().forEach(character -> mapped.append(prototypeOf(character, new HashSet<>())));
        return Normalizer2.getNFDInstance().normalize(mapped);
    }

    String confusables() {
        Map<Integer, String> prototypes = new TreeMap<>();
        for (int character : List.copyOf(classes.keySet())) {
            if (UCharacter.toLowerCase(character) != character) continue;
            String prototype = prototypeOf(character, new HashSet<>());
            if (!prototype.equals(Character.toString(character))) prototypes.put(character, prototype);
        }
        List<String> lines = new ArrayList<>();
        prototypes.forEach((character, prototype) -> lines.add(line(character, prototype)));
        return HEAD + "# A small letter, digit or mark; what takes its place in a skeleton.\n" + lines(lines);
    }

    String nameCharacters() {
        List<String> lines = new ArrayList<>();
        for (UnicodeSet.EntryRange range : characters().ranges()) addRuns(lines, range.codepoint, range.codepointEnd);
        return HEAD + "# A character or a range that a name may hold; the scripts it is used in (Script_Extensions).\n" + lines(lines);
    }

    private static void addRuns(List<String> lines, int first, int last) {
        int start = first;
        for (int character = first; character <= last; character++) {
            if (character < last && scripts(character + 1).equals(scripts(start))) continue;
            String range = start == character ? hex(start) : hex(start) + "-" + hex(character);
            lines.add(range + ";" + scripts(start));
            start = character + 1;
        }
    }

    private static String scripts(int character) {
        BitSet scripts = new BitSet();
        UScript.getScriptExtensions(character, scripts);
        return String.join(" ", scripts.stream().mapToObj(UScript::getShortName).sorted().toList());
    }

    private static Set<Integer> decomposed() {
        Set<Integer> decomposed = new TreeSet<>();
        Normalizer2 nfkd = Normalizer2.getNFKDInstance();
        for (String character : characters()) nfkd.normalize(character).codePoints().forEach(decomposed::add);
        decomposed.removeIf(Skeleton::isIgnored);
        return decomposed;
    }

    private void joinCases(int character) {
        if ((UCharacter.getIntPropertyValue(character, UProperty.GENERAL_CATEGORY_MASK) & 0x1C0) != 0) return; // marks
        for (int other : new int[] {UCharacter.toLowerCase(character), UCharacter.toUpperCase(character)}) {
            if (other != character && Normalizer2.getNFKDInstance().isNormalized(Character.toString(other))) join(character, other);
        }
    }

    private void joinLookAlikes(List<Integer> characters) {
        for (int character : characters) {
            String look = spoof.getSkeleton(Character.toString(character));
            if (look.equals(Character.toString(character))) continue;
            look.codePoints().forEach(this::joinCases);
            if (look.codePointCount(0, look.length()) > 1) expansions.put(character, look);
            else join(character, look.codePointAt(0));
        }
    }

    private void join(int one, int other) {
        Set<Integer> first = classOf(one);
        Set<Integer> second = classOf(other);
        boolean caseOrAscii = one < 0x80 || UCharacter.toLowerCase(one) == UCharacter.toLowerCase(other);
        if (first == second || !caseOrAscii && wouldJoinStrangers(first, second)) return;
        first.addAll(second);
        second.forEach(member -> classes.put(member, first));
    }

    private boolean wouldJoinStrangers(Set<Integer> first, Set<Integer> second) {
        return first.stream().anyMatch(one -> second.stream().anyMatch(other -> areStrangers(one, other)));
    }

    private boolean areStrangers(int one, int other) {
        boolean together = UScript.getScript(one) == UScript.getScript(other) || one < 0x80 && other < 0x80;
        return together && isNameLetter(one) && isNameLetter(other)
                && Collections.disjoint(looks(one), looks(other));
    }

    private boolean isNameLetter(int character) {
        return Character.isLetterOrDigit(character) && characters.contains(character);
    }

    /** What a letter looks like, in either case, read blind to case and to ASCII's own look-alikes. */
    private Set<String> looks(int character) {
        Set<String> looks = new HashSet<>();
        for (int form : new int[] {UCharacter.toLowerCase(character), UCharacter.toUpperCase(character)}) {
            looks.add(spoof.getSkeleton(Character.toString(form)).toLowerCase(Locale.ROOT).replaceAll("[l1|]", "i").replace('0', 'o'));
        }
        return looks;
    }

    /** The best member of a class leads it: a small ASCII letter, then any ASCII letter or digit, then no separator, no capital. */
    private static final Comparator<Integer> WORTH = Comparator
            .<Integer, Boolean>comparing(c -> !(isAsciiLetterOrDigit(c) && Character.isLowerCase(c)))
            .thenComparing(c -> !isAsciiLetterOrDigit(c))
            .thenComparing(Skeleton::isIgnored)
            .thenComparing(c -> !Normalizer2.getNFKDInstance().isNormalized(Character.toString(c)))
            .thenComparing(c -> UCharacter.toLowerCase(c) != c)
            .thenComparing(c -> c);

    private Set<Integer> classOf(int character) {
        return classes.computeIfAbsent(character, c -> new HashSet<>(Set.of(c)));
    }

    private int rootOf(int character) {
        return Collections.min(classOf(character), WORTH);
    }

    private static boolean isAsciiLetterOrDigit(int character) {
        return character < 0x80 && Character.isLetterOrDigit(character);
    }

    /** Called in the order of worth, so ASCII's word counts; an ASCII letter is not expanded for the sake of another. */
    private void keepOneExpansion(int character, String look) {
        int root = rootOf(character);
        boolean ofAscii = isAsciiLetterOrDigit(root) && character >= 0x80;
        if (!ofAscii) expansionsOfClasses.putIfAbsent(root, look);
    }

    private String prototypeOf(int character, Set<Integer> seen) {
        int root = rootOf(character);
        String expansion = expansionsOfClasses.get(root);
        if (expansion == null) return Character.toString(root);
        if (!seen.add(root)) throw new IllegalStateException("The expansion of U+" + hex(root) + " holds itself.");
        StringBuilder prototype = new StringBuilder();
        expansion.codePoints().forEach(c -> prototype.append(prototypeOf(c, new HashSet<>(seen))));
        return prototype.toString();
    }

    private static String line(int character, String text) {
        return hex(character) + ";" + String.join(" ", text.codePoints().mapToObj(UnicodeDataTool::hex).toList());
    }

    private static String hex(int character) {
        return String.format("%04X", character);
    }

    private static String lines(Iterable<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
