package dev.chatchannel.fault;

import dev.chatchannel.kit.Mount;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system of its own, which can be filled up and emptied again. Needs the right to mount. */
final class Ballast implements AutoCloseable {
    private final Mount mount;
    private final Path disk;
    private final Path file;

    private Ballast(Mount mount, Path disk) {
        this.mount = mount;
        this.disk = disk;
        this.file = disk.resolve("ballast");
    }

    /** @throws IOException when it cannot be mounted: with the reason */
    static Ballast mount(Path disk, String size) throws IOException {
        return new Ballast(Mount.ofMemory(disk, size), disk);
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
    public void close() {
        mount.close();
    }
}
