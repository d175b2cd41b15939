package dev.chatchannel.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system of its own, which can be filled up and emptied again. Needs the right to mount. */
final class Ballast implements AutoCloseable {
    private final Path disk;
    private final Path file;

    private Ballast(Path disk) {
        this.disk = disk;
        this.file = disk.resolve("ballast");
    }

    /** @throws IOException when it cannot be mounted: with the reason */
    static Ballast mount(Path disk, String size) throws IOException {
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString());
        return new Ballast(disk);
    }

    /** Leaves no byte free. */
    void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (Files.getFileStore(disk).getUsableSpace() > 0) out.write(block);
        }
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        run("umount", disk.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes()).strip();
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) throw new IOException(said);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted");
        }
    }
}
