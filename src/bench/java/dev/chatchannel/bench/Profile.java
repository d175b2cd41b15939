package dev.chatchannel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a server's time goes: the CPU of its threads by Linux' count, and for Java the frames that a flight recording caught.
 *
 * <p>The recording samples Java code only. What threads do in native code, such as writing to sockets, is in the first table alone.
 */
final class Profile {
    private static final int ROWS = 15;

    private final long pid;
    private final boolean java;
    private final Map<String, Long> ticks;

    private Profile(long pid) throws IOException {
        this.pid = pid;
        this.java = Files.readString(Path.of("/proc", String.valueOf(pid), "comm")).strip().equals("java"); // jcmd kills others
        if (java) Child.run(List.of(Child.tool("jcmd"), String.valueOf(pid), "JFR.start", "name=bench", "settings=profile"));
        this.ticks = new TreeMap<>(ProcessStatus.ticksByThread(pid));
    }

    static Profile begin(Server server) throws IOException {
        return new Profile(server.pid());
    }

    void end() throws IOException {
        ticks.replaceAll((name, before) -> -before);
        ProcessStatus.ticksByThread(pid).forEach((name, now) -> ticks.merge(name, now, Long::sum));
        if (java) Child.run(List.of(Child.tool("jcmd"), String.valueOf(pid), "JFR.stop", "name=bench", "filename=" + file()));
    }

    /** Prints the tables, after the end. */
    void print(String title) throws IOException {
        print(title + ": CPU by thread", "threads", ticks);
        if (!java) return;
        List<RecordedEvent> samples = RecordingFile.readAllEvents(file()).stream()
                .filter(event -> event.getEventType().getName().equals("jdk.ExecutionSample"))
                .filter(event -> event.getStackTrace() != null && !event.getStackTrace().getFrames().isEmpty())
                .toList();
        print(title + ": innermost frame", "frame", count(samples, Profile::innermost));
        print(title + ": innermost frame of ours", "frame", count(samples, Profile::ours));
    }

    private Path file() {
        return Child.WORK.resolve("recording-" + pid + ".jfr");
    }

    private static Map<String, Long> count(List<RecordedEvent> samples, Function<RecordedEvent, String> frame) {
        Map<String, Long> counts = new HashMap<>();
        samples.forEach(sample -> counts.merge(frame.apply(sample), 1L, Long::sum));
        return counts;
    }

    private static String innermost(RecordedEvent sample) {
        return name(sample.getStackTrace().getFrames().get(0));
    }

    private static String ours(RecordedEvent sample) {
        return sample.getStackTrace().getFrames().stream()
                .map(Profile::name)
                .filter(name -> name.startsWith("dev.chatchannel."))
                .findFirst()
                .orElse("(none)");
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static void print(String title, String what, Map<String, Long> counts) {
        long all = Math.max(1, counts.values().stream().filter(count -> count > 0).mapToLong(Long::longValue).sum());
        Table table = new Table(what, "share");
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(ROWS)
                .forEach(entry -> table.row("`" + entry.getKey() + "`", "%.1f %%".formatted(100.0 * entry.getValue() / all)));
        table.print(title);
    }
}
