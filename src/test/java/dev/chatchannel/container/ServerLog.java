package dev.chatchannel.container;

import dev.chatchannel.kit.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the container wrote to its log files, as its operator reads them. */
final class ServerLog {
    private static final Pattern START = Pattern.compile("The operator's token, shown this once: (\\S+).*? it keeps everything in ([^\r\n]+)", Pattern.DOTALL);
    private static final Path SERVER = Path.of(System.getProperty("test.server", "target/servers"));
    private static final Path TOMCATS = SERVER.resolve("logs");
    private static final Path DIRECTORY = Files.isDirectory(TOMCATS) ? TOMCATS : SERVER.resolveSibling("wildfly-base").resolve("log");

    private ServerLog() {}

    /** Waits for the token of the embedded database, which some containers write a moment later. The newest belongs to the data of this run. */
    static String newestOperatorToken() {
        StringBuilder newest = new StringBuilder();
        Wire.await(() -> newest.append(find()).length() > 0, () -> "a token in " + DIRECTORY);
        return newest.toString();
    }

    private static String find() {
        return files().stream()
                .flatMap(file -> START.matcher(read(file)).results())
                .filter(start -> !start.group(2).equals("a PostgreSQL"))
                .reduce((earlier, later) -> later)
                .map(found -> found.group(1))
                .orElse("");
    }

    /** The files that were written to, the latest last. */
    private static List<Path> files() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(Files::isRegularFile).sorted((a, b) -> Long.compare(a.toFile().lastModified(), b.toFile().lastModified())).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1); // no byte of it is wrong
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
