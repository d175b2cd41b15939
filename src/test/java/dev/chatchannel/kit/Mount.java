package dev.chatchannel.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Something mounted for a test, until it is closed. Needs the right to mount, which root has. */
public final class Mount implements AutoCloseable {
    private final Deque<String[]> undo = new ArrayDeque<>();

    private Mount() {}

    /** A file system in memory. @param size as {@code 8m} @throws IOException when it cannot be mounted: with the reason */
    public static Mount ofMemory(Path directory, String size) throws IOException {
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", directory.toString());
        return new Mount().undoneBy("umount", directory.toString());
    }

    /** Lets a file or directory only be read; for root, whom permissions do not stop, by mounting it over itself. @throws IOException when it cannot be mounted */
    public static Mount readOnly(Path path) throws IOException {
        String before = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(before.replace('w', '-')));
        Mount made = new Mount().undoneBy("chmod", "u+w", path.toString());
        if (!Files.isWritable(path)) return made;
        run("mount", "--bind", path.toString(), path.toString());
        made.undoneBy("umount", path.toString());
        run("mount", "-o", "remount,bind,ro", path.toString());
        return made;
    }

    @Override
    public void close() {
        try {
            while (!undo.isEmpty()) run(undo.pop());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Mount undoneBy(String... command) {
        undo.push(command);
        return this;
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) throw new IOException(said);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted");
        }
    }
}
