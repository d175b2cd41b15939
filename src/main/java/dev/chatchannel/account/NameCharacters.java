package dev.chatchannel.account;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The letters, marks and digits a name may hold, each with the scripts it is used in; read from
 * {@code name-characters.txt}.
 *
 * <p>A file and not the tables of the Java at hand: what is a name, and which names are the same, must not change with the
 * Java that runs us, for skeletons are stored. The file stops at Unicode 13, which Java 17 knows.
 */
final class NameCharacters {
    /** Scripts that join others in one writing system: UTS #39 §5.1, "augmented script set". */
    private static final Map<String, List<String>> AUGMENTED = Map.of(
            "Hani", List.of("Hanb", "Jpan", "Kore"),
            "Hira", List.of("Jpan"),
            "Kana", List.of("Jpan"),
            "Hang", List.of("Kore"),
            "Bopo", List.of("Hanb"));
    private static final Set<String> ANY = Set.of("Zyyy", "Zinh");
    private static final TreeMap<Integer, Range> RANGES = read();

    private record Range(int last, Set<String> scripts) {}

    private NameCharacters() {}

    static boolean contains(int character) {
        return rangeOf(character) != null;
    }

    /** @return for each character that is not at home in all scripts: its augmented script set */
    static List<Set<String>> scriptsOf(int[] characters) {
        return Arrays.stream(characters)
                .mapToObj(NameCharacters::rangeOf)
                .filter(range -> range != null && !range.scripts.isEmpty())
                .map(Range::scripts)
                .toList();
    }

    private static Range rangeOf(int character) {
        var before = RANGES.floorEntry(character);
        return before != null && character <= before.getValue().last ? before.getValue() : null;
    }

    private static TreeMap<Integer, Range> read() {
        TreeMap<Integer, Range> ranges = new TreeMap<>();
        for (String[] fields : UnicodeData.lines("name-characters.txt")) {
            String[] ends = fields[0].split("-");
            int first = Integer.parseInt(ends[0], 16);
            int last = Integer.parseInt(ends[ends.length - 1], 16);
            ranges.put(first, new Range(last, augmented(fields[1].split(" "))));
        }
        return ranges;
    }

    private static Set<String> augmented(String[] scripts) {
        List<String> augmented = new ArrayList<>();
        for (String script : scripts) {
            if (ANY.contains(script)) continue;
            augmented.add(script);
            augmented.addAll(AUGMENTED.getOrDefault(script, List.of()));
        }
        return Set.copyOf(new HashSet<>(augmented));
    }
}
