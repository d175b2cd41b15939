package dev.chatchannel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The targets by name. {@code json}, {@code plain}: Chat Channel. {@code blocking}, {@code async}: a bare endpoint on the same Tomcat.
 * {@code floor}: C. {@code socket.io}: Node.
 */
final class Targets {
    private static final Path SOURCES = Path.of("src", "bench").toAbsolutePath();
    private static final String SOCKET_IO = "socket.io@4.8.1";

    private final String channels;
    private final List<String> javaOptions;

    private Targets(Options options, String channels) {
        this.channels = channels;
        this.javaOptions = options.list("java-options", "");
    }

    /**
     * Finds what was asked for: {@code --targets=json,floor} and {@code --external=NAME@URL@PID}, a server that runs already.
     *
     * @param channels those that Chat Channel is to have, split by commas
     */
    static List<Target> of(Options options, String channels, String otherwise) {
        Targets targets = new Targets(options, channels);
        List<Target> found = new ArrayList<>();
        for (String name : options.list("targets", otherwise)) found.add(targets.named(name));
        for (String external : options.list("external", "")) found.add(external(external));
        return found;
    }

    private Target named(String name) {
        return switch (name) {
            case "json" -> new Target("Chat Channel, JSON", Dialect.JSON, this::chatChannel);
            case "plain" -> new Target("Chat Channel, plain text", Dialect.PLAIN, this::chatChannel);
            case "blocking" -> new Target("Tomcat, bare endpoint, blocking", Dialect.BARE, () -> bareEndpoint("blocking"));
            case "async" -> new Target("Tomcat, bare endpoint, async", Dialect.BARE, () -> bareEndpoint("async"));
            case "floor" -> new Target("C, epoll, a write per delivery", Dialect.BARE_ROOMS, Targets::floor);
            case "socket.io" -> new Target("Socket.IO", Dialect.SOCKET_IO, Targets::socketIo);
            default -> throw new IllegalArgumentException("No such target: " + name);
        };
    }

    private static Target external(String text) {
        String[] parts = text.split("@");
        Server server = new Server(URI.create(parts[1]), Long.parseLong(parts[2]), () -> {});
        return new Target(parts[0] + ", JSON", Dialect.JSON, () -> server);
    }

    private Server chatChannel() {
        return new ChatChannelProcess(channels, javaOptions).start();
    }

    private Server bareEndpoint(String how) {
        List<String> command = Child.java(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.chatchannel.bench.yardstick.BareEndpoint", how));
        return Server.of(Child.start("endpoint-" + how, command));
    }

    private static Server floor() {
        Path program = Child.WORK.resolve("floor");
        try {
            Child.run(List.of("gcc", "-O2", "-Wall", "-o", program.toString(), SOURCES.resolve("c/floor.c").toString()));
        } catch (IOException missing) {
            throw new NotHere("the C floor needs gcc", missing);
        }
        return Server.of(Child.start("floor", List.of(program.toString())));
    }

    private static Server socketIo() {
        Path directory = Child.WORK.resolve("socket.io");
        try {
            Files.createDirectories(directory);
            Path script = Files.copy(SOURCES.resolve("node/socket-io.js"), directory.resolve("server.js"), StandardCopyOption.REPLACE_EXISTING);
            if (!Files.isDirectory(directory.resolve("node_modules"))) {
                Child.run(List.of("npm", "i", "--silent", "--no-audit", "--no-fund", "--prefix", directory.toString(), SOCKET_IO));
            }
            return Server.of(Child.start("socket.io", List.of("node", script.toString())));
        } catch (IOException | UncheckedIOException missing) {
            throw new NotHere("Socket.IO needs Node and npm", missing);
        }
    }

    /** A target that this machine cannot run. */
    static final class NotHere extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotHere(String why, Throwable cause) {
            super(why, cause);
        }
    }
}
