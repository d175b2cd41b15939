package dev.chatchannel.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded database copied to a file while a server writes to it, and put back from one.
 *
 * <p><b>Copying.</b> One read transaction sees the database as of its start, so every message that was acknowledged before is in the
 * copy, and nobody waits. The copy gets its name when it is whole, looked through, and on the disk.
 *
 * <p><b>Putting back.</b> The server must be stopped. What was there is kept aside. The channels get another epoch: offsets that were given after the
 * copy was made will be given again, for other messages.
 */
public final class Backup {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /** What a copy holds. */
    public record Contents(long channels, long events, long files, long bytes) {}

    private Backup() {}

    /**
     * Copies the database of a data directory.
     *
     * @param file must not exist yet
     * @throws StorageUnavailable when there is nothing to copy, no room, or the copy is not sound; then there is no file
     */
    public static Contents make(Path home, Path file) {
        Path database = home.resolve(DataDirectory.FILE);
        if (!Files.exists(database)) throw new StorageUnavailable("There is no database in %s; say --home=… for another data directory.".formatted(home));
        refuseExisting(file);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            createPrivate(partial);
            copy(database, partial);
            Contents contents = lookThrough(partial);
            sync(partial);
            refuseExisting(file);
            Files.move(partial, file);
            syncDirectoryOf(file);
            return contents;
        } catch (SQLException | IOException failure) {
            throw new StorageUnavailable("The backup %s could not be made (%s).".formatted(file, failure.getMessage()), failure);
        } finally {
            partial.toFile().delete();
        }
    }

    /**
     * Puts a copy in the place of what a data directory holds, and gives all channels another epoch.
     *
     * @return what it holds
     * @throws StorageUnavailable when a server runs there, or the copy is not sound; then all is as before
     */
    public static Contents restore(Path home, Path file) {
        try (DataDirectory directory = DataDirectory.take(home)) {
            directory.loadLibrary();
            Path fresh = home.resolve("chat-channel.db.restored");
            deleteWithLogs(fresh);
            try {
                if (!Files.isRegularFile(file)) throw new StorageUnavailable("There is no file %s.".formatted(file));
                createPrivate(fresh);
                Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
                makePrivate(fresh);
                Contents contents = lookThrough(fresh);
                begin(fresh);
                sync(fresh);
                putAside(home);
                Files.move(fresh, directory.database());
                syncDirectoryOf(directory.database());
                directory.mark(DataDirectory.State.CLOSED);
                return contents;
            } finally {
                deleteWithLogs(fresh);
            }
        } catch (SQLException | IOException failure) {
            throw new StorageUnavailable("The backup %s could not be put back (%s).".formatted(file, failure.getMessage()), failure);
        }
    }

    private static void copy(Path database, Path partial) throws SQLException {
        try (Connection connection = readOnly(database).getConnection();
                Sql sql = new Sql(connection)) {
            sql.run("vacuum into ?", partial.toString());
        }
    }

    /** Reads all of it. @throws StorageUnavailable when something is wrong with it */
    private static Contents lookThrough(Path file) throws SQLException {
        try (Connection connection = readOnly(file).getConnection();
                Sql sql = new Sql(connection)) {
            List<String> found = sql.all("pragma integrity_check(1)", row -> row.getString(1));
            if (!found.equals(List.of("ok"))) throw unsound(file, String.join("; ", found), null);
            if (count(sql, "select count(*) from sqlite_master where name in ('channel', 'event', 'flyway_schema_history')") < 3) {
                throw unsound(file, "it has no channels", null);
            }
            return new Contents(count(sql, "select count(*) from channel"), count(sql, "select count(*) from event"), count(sql, "select count(*) from file"),
                    file.toFile().length());
        } catch (SQLException failure) {
            throw unsound(file, failure.getMessage(), failure);
        }
    }

    /** Brings the copy up to date, and makes its offsets another time's. */
    private static void begin(Path fresh) throws SQLException {
        Sqlite sqlite = new Sqlite(fresh, PATIENCE);
        Migrations.run(sqlite.writable(), Dialect.SQLITE, fresh.toString());
        try (Writer writer = new Writer(sqlite)) {
            writer.inTransaction(Epochs::renew);
        }
    }

    private static void putAside(Path home) throws IOException {
        Path aside = home.resolve("before-restore-" + LocalDateTime.now().format(STAMP));
        for (String suffix : List.of("", "-wal", "-shm")) {
            Path old = home.resolve(DataDirectory.FILE + suffix);
            if (!Files.exists(old)) continue;
            Files.createDirectories(aside);
            Files.move(old, aside.resolve(old.getFileName()));
        }
    }

    private static StorageUnavailable unsound(Path file, String why, Throwable cause) {
        return new StorageUnavailable("The file %s is no sound database of ours (%s).".formatted(file, why), cause);
    }

    private static long count(Sql sql, String query) throws SQLException {
        return sql.first(query, row -> row.getLong(1)).orElse(0L);
    }

    private static SQLiteDataSource readOnly(Path file) {
        return new Sqlite(file, PATIENCE).readable();
    }

    private static void refuseExisting(Path file) {
        if (Files.exists(file)) throw new StorageUnavailable("The file %s is there already; choose another name.".formatted(file));
    }

    /** What people said in private is in it. */
    private static void createPrivate(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file);
        makePrivate(file);
    }

    private static void makePrivate(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void deleteWithLogs(Path file) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm", "-journal")) Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** So that the name is on the disk too; Windows does not let one open a directory, and needs no such thing. */
    private static void syncDirectoryOf(Path file) {
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException notOnThisSystem) {
            // The file itself is on the disk.
        }
    }
}
