package dev.chatchannel.storage;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Looks, at each start, whether the embedded database is what was left there: never an empty history in silence.
 *
 * <p><b>Refused:</b> a database that is missing where there was one, that is shorter than it says, in which SQLite finds something wrong, or whose
 * channels have lost their newest events. SQLite reads all of it only where that takes no time that anybody notices; in a large one the
 * look at each channel stands in for it.
 *
 * <p><b>Told, and gone on with:</b> a write-ahead log that was damaged, or taken away after a crash. What it held is lost, and its offsets will be given
 * again; so the channels get another epoch.
 */
final class DamageCheck {
    private static final Logger LOG = System.getLogger(DamageCheck.class.getName());
    private static final int LEAST_PAGE = 512; // bytes
    private static final long QUICKLY_READ = 64 << 20; // bytes

    private final Path database;
    private final boolean lostCommits;

    private DamageCheck(Path database, boolean lostCommits) {
        this.database = database;
        this.lostCommits = lostCommits;
    }

    /** Looks at the files. @throws StorageUnavailable when opening them would begin an empty history */
    static DamageCheck of(DataDirectory directory) {
        Path database = directory.database();
        Path log = database.resolveSibling(database.getFileName() + "-wal");
        if (isEmpty(database) && database.toFile().length() > 0) throw damaged(database, "it has less than a page", null);
        if (isEmpty(database)) {
            if (directory.state() != DataDirectory.State.NEW) {
                throw new StorageUnavailable(("The database %s is missing, though there was one. Put it back, or a backup (java -jar chat-channel.war restore FILE); "
                        + "to begin with an empty one, delete %s.").formatted(database, directory.mark()));
            }
            if (!isEmpty(log)) {
                throw new StorageUnavailable("There is a write-ahead log, %s, and no database beside it; put the database back, or move the log away.".formatted(log));
            }
        }
        try {
            boolean gone = directory.state() == DataDirectory.State.OPEN && !Files.exists(log);
            return new DamageCheck(database, gone || WriteAheadLog.isBroken(log));
        } catch (IOException failure) {
            throw unreadable(database, failure);
        }
    }

    /** Looks at the pages, before anything is made of them. */
    void pages(Writer writer) {
        try {
            writer.outsideTransaction(sql -> sql.first("pragma wal_checkpoint(truncate)", row -> row.getInt(1)));
            long expected = writer.outsideTransaction(sql -> number(sql, "pragma page_count") * number(sql, "pragma page_size"));
            long length = Files.size(database);
            if (length < expected) throw damaged(database, "it has %,d of %,d bytes".formatted(length, expected), null);
            if (length > QUICKLY_READ) return;
            List<String> found = writer.outsideTransaction(sql -> sql.all("pragma quick_check(1)", row -> row.getString(1)));
            if (!found.equals(List.of("ok"))) throw damaged(database, String.join(" ", found).lines().findFirst().orElse(""), null);
        } catch (SQLException failure) {
            throw damaged(database, failure.getMessage(), failure);
        } catch (IOException failure) {
            throw unreadable(database, failure);
        }
    }

    /** Looks at the channels, when the schema is up to date. */
    void channels(Writer writer) {
        String lost =
                """
                select name from channel
                 where not ending and head <> coalesce((select max("offset") from event where channel = channel.id), 0)
                 limit 1
                """;
        try {
            List<String> channels = writer.outsideTransaction(sql -> sql.all(lost, row -> row.getString("name")));
            if (!channels.isEmpty()) throw damaged(database, "the channel " + channels.get(0) + " has lost its newest events", null);
            if (lostCommits) tellAndRenew(writer);
        } catch (SQLException failure) {
            throw damaged(database, failure.getMessage(), failure);
        }
    }

    private void tellAndRenew(Writer writer) throws SQLException {
        int channels = writer.inTransaction(Epochs::renew);
        LOG.log(Level.WARNING, ("The write-ahead log of %s was damaged, or taken away after a crash: what was said last may be lost. "
                + "All %d channels have another epoch, so that everybody starts afresh.").formatted(database, channels));
    }

    private static StorageUnavailable damaged(Path database, String how, Throwable cause) {
        return new StorageUnavailable(
                "The database %s is damaged: %s. Put a backup back (java -jar chat-channel.war restore FILE); what is there now is kept beside it."
                        .formatted(database, how.replaceAll("\\s+", " ")),
                cause);
    }

    private static StorageUnavailable unreadable(Path database, IOException failure) {
        return new StorageUnavailable("The database %s cannot be read (%s).".formatted(database, failure.getMessage()), failure);
    }

    /** SQLite takes what is shorter than its smallest page for a new database, also when it was cut. */
    private static boolean isEmpty(Path file) {
        return file.toFile().length() < LEAST_PAGE;
    }

    private static long number(Sql sql, String pragma) throws SQLException {
        return sql.first(pragma, row -> row.getLong(1)).orElse(0L);
    }
}
