package dev.chatchannel.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A clock that is set wrongly, for one process: {@code src/test/c/wrong-clock.c}, made by the C compiler of the machine. It was libfaketime first, under which a
 * Java machine needs minutes to start.
 */
public final class WrongClock {
    private static final Path SOURCE = Path.of("src/test/c/wrong-clock.c");

    private WrongClock() {}

    /** @return whether there is a C compiler */
    public static boolean isThere() {
        return compiler().isPresent();
    }

    /** @param ahead negative when it is behind @return what the environment of the process must say; waits are as long as ever */
    public static Map<String, String> ahead(Duration ahead) {
        return Map.of("LD_PRELOAD", library().toString(), "CLOCK_AHEAD", Long.toString(ahead.toSeconds()));
    }

    private static Path library() {
        try {
            Path made = Files.createTempFile(Files.createDirectories(Path.of("target")), "wrong-clock", ".so").toAbsolutePath();
            List<String> command = List.of(compiler().orElseThrow().toString(), "-shared", "-fPIC", "-nostdlib", "-o", made.toString(), SOURCE.toString());
            Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (compiler.waitFor() != 0) throw new AssertionError(command + ": " + said);
            return made;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted");
        }
    }

    private static Optional<Path> compiler() {
        return Stream.of("/usr/bin/tcc", "/usr/bin/cc").map(Path::of).filter(Files::isExecutable).findFirst();
    }
}
