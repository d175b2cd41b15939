package dev.chatchannel.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
