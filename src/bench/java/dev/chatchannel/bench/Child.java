package dev.chatchannel.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that we started. It says {@code ready}, and its port at the end of that line; all it says is kept in a file. */
final class Child implements AutoCloseable {
    /** Where everything goes that a run leaves behind. */
    static final Path WORK = Path.of("target", "bench").toAbsolutePath();

    /** What nobody wants to see after the run; emptied before the next. */
    static final Path SCRATCH = WORK.resolve("scratch");

    private static final Pattern READY = Pattern.compile("ready.*?(\\d+)/?$");
    private static final int READY_SECONDS = 60;
    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final String name;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread end = new Thread(this::kill);

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(end);
        Thread listener = new Thread(this::listen, "listens to " + name);
        listener.setDaemon(true);
        listener.start();
    }

    /** Starts a program; our own environment's settings for Chat Channel are kept from it. */
    static Child start(String name, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(variable -> variable.startsWith("CHAT_CHANNEL_"));
            return new Child(name, builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs a program to its end. @return what it said */
    static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) throw new IOException(String.join(" ", command) + ": " + said);
        return said;
    }

    /** @return the beginning of a command that runs a Java program */
    static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>(List.of(tool("java"), "-Djava.io.tmpdir=" + SCRATCH));
        command.addAll(options);
        return command;
    }

    /** @return a program of the JDK that runs us */
    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Waits for the line that says it is ready. */
    int port() {
        try {
            return port.get(READY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException never) {
            kill();
            throw new IllegalStateException(name + " did not become ready; see " + log(), never);
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(end);
    }

    private void kill() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                var log = Files.newBufferedWriter(log())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher ready = READY.matcher(line);
                if (ready.find()) port.complete(Integer.parseInt(ready.group(1)));
                log.write(line + "\n");
                log.flush();
            }
        } catch (IOException closed) {
            // The process has ended.
        }
        port.completeExceptionally(new IOException("it ended"));
    }

    private Path log() {
        return WORK.resolve(name + "-" + process.pid() + ".log");
    }
}
