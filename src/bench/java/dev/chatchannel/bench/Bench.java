package dev.chatchannel.bench;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Measures one scenario: {@code fanout --readers=100}. */
final class Bench {
    private static final Map<String, Function<Options, Scenario>> SCENARIOS = new TreeMap<>(Map.ofEntries(
            entry("fanout", FanOut::busy),
            entry("quiet", FanOut::quiet),
            entry("rooms", FanOut::rooms),
            entry("peak", Peak::new),
            entry("posts", Posts::new),
            entry("idle", Idle::new),
            entry("slow-readers", SlowReaders::new),
            entry("soak", Soak::new),
            entry("history", HistoryPages::new),
            entry("nodes", Nodes::new),
            entry("search", Searches::new),
            entry("channels", ManyChannels::new),
            entry("page", PageWeight::new),
            entry("scroll", Scrolling::new),
            entry("start", Start::new),
            entry("storm", Storm::new)));

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = Arrays.stream(String.join(" ", arguments).split("\\s+")).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty() || !SCENARIOS.containsKey(words.get(0))) {
            throw new IllegalArgumentException("Expected one of " + SCENARIOS.keySet() + ", and options; came " + words);
        }
        Options options = new Options(words.subList(1, words.size()));
        emptyScratch();
        Scenario scenario = SCENARIOS.get(words.get(0)).apply(options);
        options.mustAllBeKnown();
        scenario.run();
        System.exit(0); // the crowd's thread and the HTTP client's do not hold us up
    }

    private static void emptyScratch() throws IOException {
        Files.createDirectories(Child.SCRATCH);
        try (Stream<Path> left = Files.walk(Child.SCRATCH)) {
            left.sorted(Comparator.reverseOrder()).filter(path -> !path.equals(Child.SCRATCH)).forEach(path -> path.toFile().delete());
        }
    }
}
