package dev.chatchannel.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The container's Java machine, looked into from outside by the tools of the JDK and by Linux. */
final class Jvm {
    private static final String OURS = "dev.chatchannel.Boot";
    private static final String WILDFLY = "jboss-modules.jar";

    private final ProcessHandle process;

    private Jvm(ProcessHandle process) {
        this.process = process;
    }

    /** The only one that we started and that is not one of our own forks. */
    static Jvm ofContainer() {
        return ProcessHandle.current().descendants()
                .filter(one -> commandOf(one.pid()).stream().anyMatch(word -> word.equals("org.apache.catalina.startup.Bootstrap") || word.endsWith(WILDFLY)))
                .findFirst()
                .map(Jvm::new)
                .orElseThrow(() -> new AssertionError("No container among our processes"));
    }

    /**
     * How many class loaders the container and Java keep, however often we come and go: Java 17 the one whose record was compared last ({@code java.lang.runtime.ObjectMethods} has a
     * method handle that remembers the last type it was asked for); WildFly those in which its two core workers were started.
     */
    int keptAnyway() {
        return isWildfly() ? 3 : 1;
    }

    /** How many class loaders hold our classes, after two collections. */
    long generations() {
        jcmd("GC.run");
        jcmd("GC.run"); // what the first one finalized
        return jcmd("VM.class_hierarchy", OURS).filter(line -> line.contains(OURS)).count();
    }

    List<String> ourThreads() {
        return jcmd("Thread.print").filter(line -> line.startsWith("\"chat-channel") || line.startsWith("\"Hikari")).map(line -> line.split("\"")[1]).toList();
    }

    List<String> openFiles(Path below) {
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            return open.map(Jvm::target).filter(file -> file.startsWith(below.toString())).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Native libraries that are in memory; they go with the class loader that brought them. */
    List<String> nativeLibraries(Path below) {
        try (Stream<String> mapped = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "maps"))) {
            return mapped.filter(line -> line.contains(below.toString()) && line.endsWith(".so")).map(line -> line.substring(line.indexOf('/'))).distinct().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return whether it is WildFly */
    boolean isWildfly() {
        return commandOf(process.pid()).stream().anyMatch(word -> word.endsWith(WILDFLY));
    }

    /** All threads and open files of the process, and what it takes of the memory, ours or not. */
    String total() {
        Path about = Path.of("/proc", String.valueOf(process.pid()));
        try (Stream<Path> threads = Files.list(about.resolve("task"));
                Stream<Path> files = Files.list(about.resolve("fd"));
                Stream<String> status = Files.lines(about.resolve("status"))) {
            String memory = status.filter(line -> line.startsWith("VmRSS:")).map(line -> line.replaceAll("\\s+", " ")).findFirst().orElse("");
            return "of the process: %d threads, %d files, %s".formatted(threads.count(), files.count(), memory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Stream<String> jcmd(String... words) {
        List<String> command = Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(process.pid())), Stream.of(words)).toList();
        try {
            Process asked = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (asked.waitFor() != 0) throw new AssertionError(command + ": " + said);
            return said.lines();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new AssertionError(hurry);
        }
    }

    private static List<String> commandOf(long pid) {
        try {
            return List.of(Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline")).split("\0"));
        } catch (IOException ended) {
            return List.of();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
