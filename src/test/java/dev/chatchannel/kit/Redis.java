package dev.chatchannel.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;

/**
 * A real Redis on a loopback port of its own, which a test may kill, start again, pause and go on. It keeps nothing on the disk.
 *
 * <p>Threads: one at a time.
 */
public final class Redis implements AutoCloseable {
    private static final String ARCHITECTURE = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    private static final String PROGRAM = "redis-server-7.0.15-linux-" + ARCHITECTURE;

    private final int port;
    private final List<String> options;
    private Process process;

    private Redis(int port, List<String> options) {
        this.port = port;
        this.options = options;
        restart();
    }

    /** Starts one. @param options as in its configuration, such as {@code --requirepass secret} */
    public static Redis start(String... options) {
        return new Redis(freePort(), List.of(options));
    }

    /** Starts a cluster of one node, which has all slots. */
    public static Redis startCluster() {
        Redis redis = start("--cluster-enabled", "yes", "--cluster-config-file", "nodes-" + System.nanoTime() + ".conf");
        redis.ask("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        Wire.await(() -> new String((byte[]) redis.ask("CLUSTER", "INFO")).contains("cluster_state:ok"), () -> "a cluster");
        return redis;
    }

    /** Starts a sentinel that watches a server by the name {@code master}. */
    public static Redis startSentinel(Redis watched) {
        try {
            Path configuration = Files.createTempFile(directory(), "sentinel", ".conf");
            Files.writeString(configuration, "sentinel monitor master 127.0.0.1 %d 1%n".formatted(watched.port));
            return new Redis(freePort(), List.of(configuration.toString(), "--sentinel"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return port;
    }

    /** @return the address as the setting {@code redis} takes it */
    public String address() {
        return "redis://127.0.0.1:" + port;
    }

    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** Starts it again on the same port, when it was killed, and waits until it answers. */
    public void restart() {
        List<String> command = new ArrayList<>(List.of(program().toString()));
        boolean hasFile = !options.isEmpty() && !options.get(0).startsWith("--");
        if (hasFile) command.add(options.get(0));
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", directory().toString()));
        command.addAll(hasFile ? options.subList(1, options.size()) : options);
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(directory().resolve("redis-" + port + ".log").toFile()).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Wire.await(this::accepts, () -> "redis on " + port);
    }

    /** Stops it from doing anything, without closing a connection. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** Runs a command. @return as the library reads it */
    public Object ask(String command, String... arguments) {
        try (Connection connection = new Connection(new HostAndPort("127.0.0.1", port))) {
            connection.sendCommand(Command.valueOf(command), arguments);
            return connection.getOne();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
            if (code != 0) throw new AssertionError("Redis did not get the signal " + name);
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private boolean accepts() {
        if (!process.isAlive()) throw new AssertionError("Redis ended; see " + directory().resolve("redis-" + port + ".log"));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path program() {
        Path program = directory().resolve(PROGRAM);
        if (Files.isExecutable(program)) return program;
        try (InputStream packed = Redis.class.getResourceAsStream("/" + PROGRAM)) {
            Path unpacked = Files.createTempFile(directory(), PROGRAM, "");
            Files.copy(packed, unpacked, StandardCopyOption.REPLACE_EXISTING);
            if (!unpacked.toFile().setExecutable(true)) throw new AssertionError("It cannot be made executable: " + unpacked);
            return Files.move(unpacked, program, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path directory() {
        try {
            return Files.createDirectories(Path.of("target", "redis").toAbsolutePath());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
