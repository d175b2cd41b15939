package dev.chatchannel.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The directory that holds everything we keep; ours alone while it is open.
 *
 * <p>Two guards, because one does not do. The lock on the file {@code lock} keeps other processes out. A system property
 * keeps other deployments in this JVM out, <em>before</em> they open that file: on POSIX, closing any descriptor of a file
 * gives up all locks that the process has on it, so the second deployment's failed try would open the door to a third.
 */
final class DataDirectory implements AutoCloseable {
    /** The database in it. */
    static final String FILE = "chat-channel.db";

    private static final String MARK = "dev.chatchannel.data-directory.";
    private static final String LIBRARIES = "org.sqlite.tmpdir";

    private final Path path;
    private final String mark;
    private final FileChannel lock;

    private DataDirectory(Path path, String mark, FileChannel lock) {
        this.path = path;
        this.mark = mark;
        this.lock = lock;
    }

    /** Makes the directory, for its owner alone, if it is missing, and takes it. */
    static DataDirectory take(Path directory) {
        try {
            Path path = create(directory);
            String mark = MARK + path;
            if (System.getProperties().putIfAbsent(mark, "in use") != null) throw inUse(directory);
            try {
                return new DataDirectory(path, mark, lock(path));
            } catch (IOException | RuntimeException failure) {
                System.getProperties().remove(mark);
                throw failure;
            }
        } catch (IOException failure) {
            throw new StorageUnavailable(
                    "The data directory %s cannot be written (%s); give the server a directory of its own."
                            .formatted(directory, failure),
                    failure);
        }
    }

    /** What was last done with the database of the directory. */
    enum State { NEW, OPEN, CLOSING, CLOSED }

    Path database() {
        return path.resolve(FILE);
    }

    /** @throws StorageUnavailable when a file in it can only be read, as after a start by another user */
    void mustBeWritable() {
        for (Path file : List.of(database(), path.resolve(FILE + "-wal"), path.resolve(FILE + "-shm"), mark())) {
            if (!Files.exists(file) || Files.isWritable(file)) continue;
            throw new StorageUnavailable("The file %s can only be read; let the user who runs this server write to it.".formatted(file));
        }
    }

    /** @return the file that remembers the state, even when the database is gone */
    Path mark() {
        return path.resolve("database-state");
    }

    /** @return new, when nothing is remembered: there was no database, or one from before states were kept */
    State state() {
        try {
            return State.valueOf(Files.readString(mark()).strip().toUpperCase(Locale.ROOT));
        } catch (IOException | IllegalArgumentException unknown) {
            return Files.exists(mark()) ? State.CLOSED : State.NEW;
        }
    }

    /** Remembers it; it is on the disk when this returns. */
    void mark(State state) {
        try (FileChannel file = FileChannel.open(mark(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            file.write(ByteBuffer.wrap((state.name().toLowerCase(Locale.ROOT) + "\n").getBytes(StandardCharsets.UTF_8)));
            file.force(true);
        } catch (IOException failure) {
            throw new StorageUnavailable("The file %s cannot be written (%s).".formatted(mark(), failure.getMessage()), failure);
        }
    }

    /**
     * Loads SQLite's native library from this directory, whose file system is known to be ours, and removes the copies of
     * JVMs that were killed. An operator who set {@code org.sqlite.tmpdir} is obeyed.
     */
    void loadLibrary() {
        boolean ours = System.getProperty(LIBRARIES) == null;
        try {
            if (ours) System.setProperty(LIBRARIES, emptied(path.resolve("native")).toString());
            withoutOurClassLoader(SQLiteJDBCLoader::initialize);
        } catch (Exception | LinkageError failure) {
            throw new StorageUnavailable(
                    "SQLite's native library cannot be loaded from %s (%s); does the file system allow programs? See %s."
                            .formatted(path, failure, LIBRARIES),
                    failure);
        } finally {
            if (ours) System.clearProperty(LIBRARIES);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException gone) {
            // The lock goes with the process at the latest.
        }
        System.getProperties().remove(mark);
    }

    /** The loader asks a program which system this is; the JDK's thread that awaits its end would keep our class loader for a minute, and longer where programs are run all the time. */
    private static void withoutOurClassLoader(Callable<?> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader ours = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            work.call();
        } finally {
            thread.setContextClassLoader(ours);
        }
    }

    private static Path create(Path directory) throws IOException {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))};
        if (!Files.isDirectory(directory)) Files.createDirectories(directory, posix ? owner : new FileAttribute<?>[0]);
        return directory.toRealPath();
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) return channel;
        } catch (OverlappingFileLockException here) {
            // As if another process had it.
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        throw inUse(path);
    }

    private static StorageUnavailable inUse(Path directory) {
        return new StorageUnavailable(
                "The data directory %s is in use by another Chat Channel; stop that one, or give this one another directory."
                        .formatted(directory));
    }

    /** A copy that is still loaded, by a deployment before us, cannot be deleted on Windows: the next start will. */
    private static Path emptied(Path libraries) throws IOException {
        Files.createDirectories(libraries);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(libraries)) {
            for (Path leftover : leftovers) leftover.toFile().delete();
        }
        return libraries;
    }
}
