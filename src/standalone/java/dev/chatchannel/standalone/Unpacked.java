package dev.chatchannel.standalone;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The WAR laid out in a temporary directory while the server runs: {@code webapp/} to serve, {@code embedded/} to run it with.
 *
 * <p><b>Leftovers.</b> A process that is killed cannot tidy up. Each directory holds a file {@code unpacked}, locked while its process
 * lives; whoever starts next deletes the directories in which it is free. Nothing else has a file of that name: a data directory, which may
 * be called like ours and lie beside, must not be taken for one.
 */
final class Unpacked implements Closeable {
    private static final String PREFIX = "chat-channel-";
    private static final String EMBEDDED = "WEB-INF/embedded/";
    private static final String LOCK = "unpacked";

    private final Path directory;
    private final FileChannel lock;

    private Unpacked(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    static Unpacked from(Path war) throws IOException {
        deleteLeftovers(Paths.get(System.getProperty("java.io.tmpdir")));
        Path directory = Files.createTempDirectory(PREFIX);
        Unpacked unpacked = new Unpacked(directory, lock(directory));
        try {
            unpacked.unpack(war);
            return unpacked;
        } catch (IOException | RuntimeException failure) {
            unpacked.close();
            throw failure;
        }
    }

    Path directory() {
        return directory;
    }

    /** What the embedded server is made of. */
    URL[] embeddedJars() throws IOException {
        return jars("embedded").toArray(new URL[0]);
    }

    /** The application's own classes, then its libraries. */
    URL[] application() throws IOException {
        List<URL> classes = jars("webapp/WEB-INF/lib");
        classes.add(0, directory.resolve("webapp/WEB-INF/classes/").toUri().toURL());
        return classes.toArray(new URL[0]);
    }

    private List<URL> jars(String folder) throws IOException {
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve(folder), "*.jar")) {
            for (Path file : files) {
                jars.add(file.toUri().toURL());
            }
        }
        return jars;
    }

    @Override
    public void close() {
        try {
            lock.close();
            delete(directory);
        } catch (IOException busy) {
            // The next start finds the lock free and deletes what is left.
        }
    }

    private void unpack(Path war) throws IOException {
        try (ZipFile archive = new ZipFile(war.toFile())) {
            for (ZipEntry entry : Collections.list(archive.entries())) {
                if (!entry.isDirectory() && !isOurs(entry.getName())) {
                    unpack(archive, entry);
                }
            }
        }
    }

    /** The classes at the root of the WAR are for the JVM that runs it, not for visitors of the web site. */
    private static boolean isOurs(String name) {
        return name.endsWith(".class") && !name.startsWith("WEB-INF/");
    }

    private void unpack(ZipFile archive, ZipEntry entry) throws IOException {
        String name = entry.getName();
        Path file = name.startsWith(EMBEDDED)
                ? directory.resolve("embedded").resolve(name.substring(EMBEDDED.length()))
                : directory.resolve("webapp").resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream content = archive.getInputStream(entry)) {
            Files.copy(content, file);
        }
    }

    /** Locks under another name first: a directory in which it is free is always a dead one. */
    private static FileChannel lock(Path directory) throws IOException {
        Path file = directory.resolve("locking");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        Files.move(file, directory.resolve(LOCK));
        return channel;
    }

    private static void deleteLeftovers(Path parent) {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : directories) {
                deleteIfDead(directory);
            }
        } catch (IOException unreadable) {
            // Tidying up for others is a courtesy, not a duty.
        }
    }

    private static void deleteIfDead(Path directory) {
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            if (free != null) {
                delete(directory);
            }
        } catch (IOException notOurs) {
            // Somebody else's directory, or somebody else was faster.
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException failure) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
