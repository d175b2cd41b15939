package dev.chatchannel.bench;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What was asked for on the command line: {@code --readers=100 --profile}. Each scenario names its own defaults. */
final class Options {
    private final Map<String, String> given = new TreeMap<>();
    private final Set<String> known = new HashSet<>();

    Options(List<String> words) {
        for (String word : words) {
            if (!word.startsWith("--")) throw new IllegalArgumentException("Expected --name=value, not " + word);
            String[] parts = word.substring(2).split("=", 2);
            given.put(parts[0], parts.length == 2 ? parts[1] : "true");
        }
    }

    int number(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }

    boolean flag(String name) {
        return text(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** @return the parts between commas */
    List<String> list(String name, String otherwise) {
        return Arrays.stream(text(name).orElse(otherwise).split(",")).filter(part -> !part.isBlank()).toList();
    }

    Optional<String> text(String name) {
        known.add(name);
        return Optional.ofNullable(given.get(name));
    }

    /** Refuses what nobody has asked about: a misspelt option would be measured as its default. */
    void mustAllBeKnown() {
        for (String name : given.keySet()) {
            if (!known.contains(name)) throw new IllegalArgumentException("No such option here: --" + name + "; there are " + known);
        }
    }
}
