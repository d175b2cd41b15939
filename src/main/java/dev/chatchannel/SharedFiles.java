package dev.chatchannel;

import dev.chatchannel.message.FileId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The contents of the last few files that were asked for: a file is read once for all who listen, not once for each.
 *
 * <p>Threads: any.
 */
final class SharedFiles {
    private final Function<FileId, byte[]> store;
    private final Executor readers;
    private final Map<FileId, CompletableFuture<byte[]>> latest; // guarded by itself

    /**
     * @param store reads a file, which blocks
     * @param most how many files are kept in memory
     */
    SharedFiles(Function<FileId, byte[]> store, Executor readers, int most) {
        this.store = store;
        this.readers = readers;
        this.latest = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<FileId, CompletableFuture<byte[]>> eldest) {
                return size() > most;
            }
        };
    }

    /** @return the content, which nobody may write to */
    CompletionStage<byte[]> content(FileId file) {
        synchronized (latest) {
            CompletableFuture<byte[]> known = latest.get(file);
            if (known != null && !known.isCompletedExceptionally()) return known;
            CompletableFuture<byte[]> reading = CompletableFuture.supplyAsync(() -> store.apply(file), readers);
            latest.put(file, reading);
            return reading;
        }
    }
}
