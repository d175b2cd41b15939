package dev.chatchannel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The WAR by {@code java -jar}, with its own data directory.
 *
 * @param channels those that exist, split by commas
 * @param javaOptions put before {@code -jar}
 */
record ChatChannelProcess(String channels, List<String> javaOptions) {
    private static final Path WAR = Path.of("target", "chat-channel.war").toAbsolutePath();
    private static final List<String> LIMITS = List.of("connect", "subscribe", "publish", "guest-publish", "history", "command");

    /** Starts on an empty data directory. */
    Server start() {
        try {
            return start(Files.createTempDirectory(Child.SCRATCH, "home-"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Server start(Path home) {
        return start(home, 0);
    }

    /** @param port 0 for any free one */
    Server start(Path home, int port) {
        List<String> command = Child.java(javaOptions);
        LIMITS.forEach(limit -> command.add("-Dchat-channel.limit-" + limit + "=off")); // one sender speaks for a crowd
        command.addAll(List.of("-Dchat-channel.home=" + home, "-Dchat-channel.channels=lobby," + channels));
        command.addAll(List.of("-jar", WAR.toString(), "--port=" + port, "--address=127.0.0.1"));
        return Server.of(Child.start("chat-channel", command));
    }
}
