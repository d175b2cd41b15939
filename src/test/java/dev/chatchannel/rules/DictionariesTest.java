package dev.chatchannel.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page says everything in each of its languages. */
class DictionariesTest {
    private static final Path PAGE = Path.of("webapp");
    private static final Pattern ENTRY = Pattern.compile("(?m)^    '([^']+)': '((?:[^'\\\\]|\\\\.)*)',$");
    private static final Pattern SAID = Pattern.compile("\\bwords\\.say\\('([^']+)'");
    private static final Pattern COUNTED = Pattern.compile("\\bwords\\.count\\('([^']+)'");
    private static final Pattern MADE = Pattern.compile("\\bwords\\.(?:say|count)\\(`([^`$]+)\\$\\{");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    @Test
    void all_languages_have_the_same_keys_and_places() throws IOException {
        Map<String, String> english = entries("en");
        Map<String, String> chinese = entries("zh-CN");
        assertFalse(english.isEmpty());
        assertEquals(english.keySet(), chinese.keySet());
        english.forEach((key, words) -> assertEquals(places(words), places(chinese.get(key)), key));
    }

    @Test
    void what_the_page_says_stands_in_the_dictionary() throws IOException {
        Set<String> known = entries("en").keySet();
        Set<String> missing = new TreeSet<>(asked(SAID));
        missing.removeAll(known);
        assertEquals(Set.of(), missing);
        for (String counted : asked(COUNTED)) assertEquals(true, known.contains(counted + ".other"), counted);
    }

    /** A key that is made of a part that stands in the code and one that does not: for the first there must be some, and all of those that another file names. */
    @Test
    void what_is_said_by_a_key_made_on_the_way_stands_there_too() throws IOException {
        Set<String> known = entries("en").keySet();
        for (String beginning : asked(MADE)) assertTrue(known.stream().anyMatch(key -> key.startsWith(beginning)), beginning + "…");
        assertEquals(Set.of(), missing(known, "shortcut.", found("state/shortcuts.js", "\\bid: '([^']+)'")));
        assertEquals(Set.of(), missing(known, "help.", found("state/shortcuts.js", "\\bplace: '([^']+)'")));
        assertEquals(Set.of(), missing(known, "connection.", found("state/connection.js", "(?m)^ \\* - `(\\w+)`")));
        assertEquals(Set.of(), missing(known, "theme.", found("state/settings.js", "'(auto|light|dark)'")));
    }

    private static Set<String> missing(Set<String> known, String beginning, Set<String> ends) {
        assertFalse(ends.isEmpty(), beginning);
        Set<String> missing = new TreeSet<>();
        for (String end : ends) if (!known.contains(beginning + end)) missing.add(beginning + end);
        return missing;
    }

    private static Set<String> found(String file, String pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        Matcher match = Pattern.compile(pattern).matcher(Files.readString(PAGE.resolve(file)));
        while (match.find()) found.add(match.group(1));
        return found;
    }

    private static Map<String, String> entries(String language) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        Matcher entry = ENTRY.matcher(Files.readString(PAGE.resolve("i18n/" + language + ".js")));
        while (entry.find()) entries.put(entry.group(1), entry.group(2));
        return entries;
    }

    private static Set<String> places(String words) {
        Set<String> places = new TreeSet<>();
        Matcher place = PLACE.matcher(words);
        while (place.find()) places.add(place.group());
        return places;
    }

    private static Set<String> asked(Pattern pattern) throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(PAGE)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".js")).toList()) {
                Matcher call = pattern.matcher(Files.readString(file));
                while (call.find()) keys.add(call.group(1));
            }
        }
        return keys;
    }
}
