package dev.chatchannel.kit;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The WAR run by {@code java -jar} in a process of its own, with everything it said.
 *
 * <p>Its output goes to {@code target/servers-said/} too. Closing kills what still runs. Threads: any; two readers collect the
 * output, and whoever waits for a line is woken by them.
 */
public final class ServerProcess implements Place, AutoCloseable {
    private static final String READY = "Chat Channel is ready at ";
    private static final String TOKEN = "The operator's token, shown this once: ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path WAR = Path.of(System.getProperty("chat-channel.war", "target/chat-channel.war")).toAbsolutePath();

    /** A Java machine that is ready sooner and slower later: most tests are over before that. */
    private static final List<String> QUICKLY = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** One that learns all the same. */
    private static final String LEARNING = "-XX:TieredStopAtLevel=4";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Process process;
    private final BufferedWriter log;
    private final List<String> lines = new ArrayList<>(); // guarded by itself; notified with each line and at each end
    private final List<Thread> readers = new ArrayList<>();
    private int openStreams = 2; // guarded by lines

    private ServerProcess(ProcessBuilder command, Path log) throws IOException {
        this.process = command.start();
        this.log = Files.newBufferedWriter(log);
        collect(process.getInputStream());
        collect(process.getErrorStream());
    }

    /** Starts the server on a free port of 127.0.0.1 and waits until it is ready. */
    public static ServerProcess start(Path home) {
        return start(home, Map.of());
    }

    /**
     * Starts the server on a free port of 127.0.0.1 and waits until it is ready.
     *
     * <p>Rates are not limited, unless the settings say so: tests are in a hurry.
     *
     * @param settings more settings, by their names without {@code chat-channel.}; {@code port} and {@code address} too
     */
    public static ServerProcess start(Path home, Map<String, String> settings) {
        return ready(run(home, settings));
    }

    /** The same, with an environment that says more than ours. */
    public static ServerProcess start(Path home, Map<String, String> settings, Map<String, String> environment) {
        return ready(run(WAR, home, settings, environment));
    }

    /** The same as {@link #start(Path, Map)}, with a Java machine that learns: for tests in which many passwords are hashed at once, which takes others twice as long. */
    public static ServerProcess startLearning(Path home, Map<String, String> settings) {
        return ready(run(WAR, home, settings, Map.of(), LEARNING));
    }

    /** The same as {@link #start(Path, Map)}, of another WAR than the one under test. */
    public static ServerProcess start(Path war, Path home, Map<String, String> settings) {
        return ready(run(war, home, settings));
    }

    /** The same, but does not wait: for starts that are meant to fail. */
    public static ServerProcess run(Path home, Map<String, String> settings) {
        return run(WAR, home, settings);
    }

    private static ServerProcess run(Path war, Path home, Map<String, String> settings) {
        return run(war, home, settings, Map.of());
    }

    private static ServerProcess run(Path war, Path home, Map<String, String> settings, Map<String, String> environment, String... javaOptions) {
        List<String> options = new ArrayList<>(List.of(javaOptions));
        options.add("-Dchat-channel.home=" + home.toAbsolutePath());
        List.of("connect", "sign-in", "subscribe", "publish", "guest-publish", "history", "command", "password", "password-of", "sign-up", "upload", "file").stream()
                .map("limit-"::concat)
                .filter(limit -> !settings.containsKey(limit))
                .forEach(limit -> options.add("-Dchat-channel." + limit + "=off"));
        settings.forEach((name, value) -> options.add("-Dchat-channel." + name + "=" + value));
        List<String> arguments = new ArrayList<>();
        if (!settings.containsKey("port")) {
            arguments.add("--port=0");
        }
        if (!settings.containsKey("address")) {
            arguments.add("--address=127.0.0.1");
        }
        return command(war, options, arguments, environment);
    }

    /** Runs {@code java OPTIONS -jar chat-channel.war ARGUMENTS}. */
    public static ServerProcess command(List<String> options, List<String> arguments) {
        return command(WAR, options, arguments, Map.of());
    }

    /** The WAR under test, where it lies. */
    public static Path war() {
        return WAR;
    }

    private static ServerProcess command(Path war, List<String> options, List<String> arguments, Map<String, String> environment) {
        try {
            Path said = Files.createDirectories(Path.of("target", "servers-said"));
            Path temporary = Files.createDirectories(Path.of("target", "servers-temporary")).toAbsolutePath();
            List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m", "-Djava.io.tmpdir=" + temporary));
            command.addAll(QUICKLY);
            command.addAll(options);
            command.addAll(List.of("-jar", war.toString()));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().keySet().removeIf(name -> name.startsWith("CHAT_CHANNEL_"));
            builder.environment().putAll(environment);
            return new ServerProcess(builder, said.resolve(ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + ".log"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public URI http(String path) {
        return base().resolve(path.startsWith("/") ? path.substring(1) : path);
    }

    @Override
    public String operatorToken() {
        String line = awaitLine(said -> said.contains(TOKEN));
        return line.substring(line.indexOf(TOKEN) + TOKEN.length()).strip();
    }

    /** The code of the link that makes the first administrator. */
    public String startCode() {
        return awaitLine(said -> said.contains("#start=")).replaceFirst(".*#start=", "").strip();
    }

    public int port() {
        return base().getPort();
    }

    public long pid() {
        return process.pid();
    }

    /** What was said so far, on stdout and stderr. */
    public List<String> output() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Waits for a line, among those said already too. */
    public String awaitLine(Predicate<String> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lines) {
            for (int next = 0; ; ) {
                while (next < lines.size()) {
                    String line = lines.get(next++);
                    if (wanted.test(line)) {
                        return line;
                    }
                }
                pause(deadline);
            }
        }
    }

    /** Waits for the end, and for everything that was said. */
    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Still running after " + PATIENCE.toSeconds() + " s. It said:\n" + said());
            }
            for (Thread reader : readers) {
                reader.join(PATIENCE.toMillis());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a server to end");
        }
    }

    /** Ends it as a power cut would: kill -9. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Ends it as an operator would, by SIGTERM, and waits. */
    public int stop() {
        process.toHandle().destroy(); // the process's own method closes its output, with the last words in it
        return awaitExit();
    }

    @Override
    public void close() {
        kill();
        try {
            log.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ServerProcess ready(ServerProcess server) {
        try {
            server.awaitLine(line -> line.startsWith(READY));
            return server;
        } catch (RuntimeException | Error failure) {
            server.close();
            throw failure;
        }
    }

    private URI base() {
        String ready = awaitLine(line -> line.startsWith(READY)).substring(READY.length());
        return URI.create(ready.replace("//localhost:", "//127.0.0.1:"));
    }

    private void collect(InputStream stream) {
        Thread reader = new Thread(() -> read(stream), "output of server " + process.pid());
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    private void read(InputStream stream) {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                note(line);
            }
        } catch (IOException closed) {
            // The process has ended.
        } finally {
            synchronized (lines) {
                openStreams--;
                lines.notifyAll();
            }
        }
    }

    private void note(String line) throws IOException {
        synchronized (lines) {
            lines.add(line);
            log.write(line);
            log.newLine();
            log.flush();
            lines.notifyAll();
        }
    }

    /** Waits for more to be said. The caller holds {@code lines}. */
    private void pause(long deadline) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || openStreams == 0) {
            throw new AssertionError((left <= 0 ? "Not said in time" : "Ended without saying it") + ". It said:\n" + said());
        }
        try {
            lines.wait(left);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a line");
        }
    }

    private String said() {
        return String.join("\n", output());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
