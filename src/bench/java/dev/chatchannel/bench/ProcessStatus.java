package dev.chatchannel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Linux says about a process.
 *
 * @param cpuTicks user and system time so far, in hundredths of a second
 */
record ProcessStatus(long cpuTicks, long rssKilobytes, int threads) {
    static final int MICROS_PER_TICK = 10_000;

    static ProcessStatus of(long pid) {
        Path process = Path.of("/proc", String.valueOf(pid));
        try {
            String status = Files.readString(process.resolve("status"));
            return new ProcessStatus(ticks(process), field(status, "VmRSS:"), (int) field(status, "Threads:"));
        } catch (IOException failure) {
            throw new UncheckedIOException("The process " + pid + " has ended", failure);
        }
    }

    /** @return how many files and sockets it has open */
    static int descriptors(long pid) {
        return Path.of("/proc", String.valueOf(pid), "fd").toFile().list().length;
    }

    /** @return the ticks of each group of threads, by the first 15 characters of their name without its number */
    static Map<String, Long> ticksByThread(long pid) {
        Map<String, Long> ticks = new TreeMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path task : tasks) ticks.merge(name(task), ticks(task), Long::sum);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return ticks;
    }

    /** @return what the JVM's compilers have taken, as far as their threads still live; 0 for what is no JVM */
    static long compilerTicks(long pid) {
        return ticksByThread(pid).entrySet().stream()
                .filter(group -> group.getKey().matches("C[12] CompilerThre"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static String name(Path task) throws IOException {
        return Files.readString(task.resolve("comm")).strip().replaceFirst("[-#\\d]+$", "");
    }

    /** Fields 14 and 15, counted from 1; the name before them may contain anything but stands in brackets. */
    private static long ticks(Path task) throws IOException {
        String stat = Files.readString(task.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static long field(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
