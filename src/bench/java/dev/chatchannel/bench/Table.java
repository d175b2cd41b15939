package dev.chatchannel.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A Markdown table, and how numbers stand in it. */
final class Table {
    private final List<String> lines = new ArrayList<>();

    Table(String... heads) {
        row(heads);
        lines.add("|---".repeat(heads.length) + "|");
    }

    void row(String... cells) {
        lines.add(Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |")));
    }

    void print(String title) {
        System.out.println("\n### " + title + "\n");
        lines.forEach(System.out::println);
    }

    /** Two digits that count: 0.43, 7.1, 128. */
    static String number(double value) {
        return String.format(Locale.ROOT, value < 1 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }

    /** The middle one, and the spread where there are several. */
    static <R> String spread(Collection<R> runs, ToDoubleFunction<R> of) {
        double[] values = runs.stream().mapToDouble(of).sorted().toArray();
        String middle = number(median(runs, of));
        return values.length == 1 ? middle : middle + " (" + number(values[0]) + "–" + number(values[values.length - 1]) + ")";
    }

    static <R> double median(Collection<R> runs, ToDoubleFunction<R> of) {
        double[] values = runs.stream().mapToDouble(of).sorted().toArray();
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }
}
