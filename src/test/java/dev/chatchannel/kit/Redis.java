package dev.chatchannel.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
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
    private static final int SLOTS = 16_384;
    private static final String PROGRAM = "redis-server-7.0.15-linux-" + ARCHITECTURE;

    private final int port;
    private final List<String> options;
    private Process process;

    private Redis(int port, List<String> options) {
        this.port = port;
        this.options = new ArrayList<>(options);
        if (options.contains("--tls-cert-file")) this.options.addAll(List.of("--tls-port", Integer.toString(freePort())));
        restart();
    }

    /** Starts one. @param options as in its configuration, such as {@code --requirepass secret} */
    public static Redis start(String... options) {
        return new Redis(freePort(), List.of(options));
    }

    /** @return options with which a server speaks TLS too, on a port of its own, and with others of its kind TLS alone */
    public static String[] by(Certificate certificate) {
        return new String[] {
            "--tls-cert-file", certificate.file().toString(), "--tls-key-file", certificate.key().toString(), "--tls-ca-cert-file", certificate.file().toString(),
            "--tls-auth-clients", "no", "--tls-replication", "yes", "--tls-cluster", "yes"
        };
    }

    /** Starts a copy of another one. */
    public static Redis startReplica(Redis master, String... options) {
        Redis replica = start(options);
        replica.ask("REPLICAOF", "127.0.0.1", Integer.toString(master.replicated()));
        Wire.await(() -> replica.information("REPLICATION").contains("master_link_status:up"), () -> "a replica");
        return replica;
    }

    /** Starts a cluster of one node, which has all slots. */
    public static Redis startCluster() {
        return startCluster(1).get(0);
    }

    /** Starts a cluster: some masters that share the slots, and behind them a replica of the first if there are several. */
    public static List<Redis> startCluster(int masters, String... options) {
        List<Redis> all = new ArrayList<>();
        for (int i = 0; i < (masters > 1 ? masters + 1 : 1); i++) all.add(startClusterNode(options));
        for (int i = 0; i < masters; i++) {
            all.get(i).ask("CLUSTER", "ADDSLOTSRANGE", Integer.toString(SLOTS * i / masters), Integer.toString(SLOTS * (i + 1) / masters - 1));
        }
        Redis first = all.get(0);
        for (Redis other : all.subList(1, all.size())) {
            other.ask("CLUSTER", "MEET", "127.0.0.1", Integer.toString(first.replicated()), first.option("--cluster-port").orElseThrow());
        }
        Wire.await(() -> all.stream().allMatch(Redis::seesTheCluster), () -> "a cluster");
        if (masters > 1) all.get(masters).follow(first);
        return all;
    }

    /** Starts a sentinel that watches a server by the name {@code master}, and soon puts a replica in its place. */
    public static Redis startSentinel(Redis watched, String... options) {
        return startSentinel(watched, 1, options);
    }

    /** @param quorum how many must agree that the master is gone */
    public static Redis startSentinel(Redis watched, int quorum, String... options) {
        try {
            Path configuration = Files.createTempFile(directory(), "sentinel", ".conf");
            Files.writeString(configuration, """
                    sentinel monitor master 127.0.0.1 %d %d
                    sentinel down-after-milliseconds master 500
                    sentinel failover-timeout master 3000
                    """.formatted(watched.replicated(), quorum));
            List<String> all = new ArrayList<>(List.of(configuration.toString(), "--sentinel"));
            all.addAll(List.of(options));
            return new Redis(freePort(), all);
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

    /** @return its port for TLS, if it has a certificate */
    public int securePort() {
        return Integer.parseInt(option("--tls-port").orElseThrow());
    }

    /** @return as {@code INFO} tells it */
    public String information(String section) {
        return new String((byte[]) ask("INFO", section), StandardCharsets.UTF_8);
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
        command.addAll(List.of("--dbfilename", "replicated-" + port + ".rdb", "--repl-diskless-sync-delay", "0"));
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

    private static Redis startClusterNode(String... options) {
        List<String> all = new ArrayList<>(List.of("--cluster-enabled", "yes", "--cluster-config-file", "nodes-" + System.nanoTime() + ".conf"));
        all.addAll(List.of("--cluster-node-timeout", "1000", "--cluster-port", Integer.toString(freePort())));
        all.addAll(List.of(options));
        return new Redis(freePort(), all);
    }

    private void follow(Redis master) {
        ask("CLUSTER", "REPLICATE", new String((byte[]) master.ask("CLUSTER", "MYID"), StandardCharsets.UTF_8));
        Wire.await(() -> information("REPLICATION").contains("master_link_status:up"), () -> "a replica in the cluster");
    }

    private boolean seesTheCluster() {
        return new String((byte[]) ask("CLUSTER", "INFO"), StandardCharsets.UTF_8).contains("cluster_state:ok");
    }

    /** @return the port by which other servers find it */
    private int replicated() {
        return options.contains("--tls-port") ? securePort() : port;
    }

    private Optional<String> option(String name) {
        int at = options.indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(options.get(at + 1));
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

    /** From below those that the system gives to whoever connects: of those one may be taken before it is used. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one is not.
            }
        }
    }
}
