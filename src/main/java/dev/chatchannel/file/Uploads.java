package dev.chatchannel.file;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ContentId;
import dev.chatchannel.message.FileName;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes files in: so many at once, so large, and so much from each that no message carries yet. An account that anybody makes in a moment does not
 * count for itself: see {@link Uploader}.
 *
 * <p>Threads: any.
 */
public final class Uploads {
    /** How long a file waits for the message that carries it. */
    public static final Duration KEPT = Duration.ofHours(1);

    /** How long a file may come; what comes longer than files are kept is swept. */
    public static final Duration LONGEST = Duration.ofMinutes(45);

    /** Files to one message. */
    public static final int MOST_FILES = 10;

    private static final Logger LOG = System.getLogger(Uploads.class.getName());
    private static final int AT_ONCE = 32;
    private static final int AT_ONCE_OF_ONE = 4;

    private final FileStore store;
    private final long most;
    private final Executor makers;
    private final Clock clock;
    private final Map<Object, Long> coming = new HashMap<>(); // guarded by itself; bytes that may come yet, by who is counted
    private final Map<Object, Integer> counts = new HashMap<>(); // guarded by coming
    private final Map<Object, Map<AccountId, Long>> brought = new HashMap<>(); // guarded by coming; the accounts of one that is counted, and when each last began
    private final AtomicInteger sweeps = new AtomicInteger(); // asked for since the last one that ran alone

    /**
     * @param most bytes of a file
     * @param makers look into files that came whole
     */
    public Uploads(FileStore store, long most, Executor makers, Clock clock) {
        this.store = store;
        this.most = most;
        this.makers = makers;
        this.clock = clock;
    }

    /**
     * Begins to take a file in.
     *
     * @param announced bytes that will come; negative when nobody said
     * @throws UploadRefused when it is too large, or there are too many
     */
    public Upload begin(Uploader uploader, ChannelName channel, FileName name, long announced) {
        if (announced > most) throw tooLarge();
        long reserved = announced < 0 ? most : announced;
        reserve(uploader, reserved);
        try {
            if (waitingOf(uploader) + comingOf(uploader) > MOST_FILES * most) throw tooMany();
            return new Upload(this, new Upload.Source(uploader.account(), channel, name), () -> release(uploader, reserved));
        } catch (RuntimeException refused) {
            release(uploader, reserved);
            throw refused;
        }
    }

    /** Forgets what nobody posted, and what nobody has any more. Soon, and not on the caller's thread; one sweep does for all who ask while another runs. */
    public void sweep() {
        if (sweeps.getAndIncrement() == 0) makers.execute(this::sweepUntilNobodyAsks);
    }

    /** Forgets what came of a file whose rest will not come, not on the caller's thread. */
    void forget(ContentId content) {
        try {
            makers.execute(() -> forgetNow(content));
        } catch (RejectedExecutionException stopping) {
            // A sweep after the next start does it.
        }
    }

    FileStore store() {
        return store;
    }

    Executor makers() {
        return makers;
    }

    Clock clock() {
        return clock;
    }

    long most() {
        return most;
    }

    UploadRefused tooLarge() {
        return new UploadRefused(UploadRefused.Why.TOO_LARGE, "A file may have " + most + " bytes at most.");
    }

    private static UploadRefused tooMany() {
        return new UploadRefused(UploadRefused.Why.TOO_MANY, "Too many of your files wait for a message that carries them; post them, or wait an hour.");
    }

    private void sweepUntilNobodyAsks() {
        int asked;
        do {
            asked = sweeps.get();
            sweepNow();
        } while (!sweeps.compareAndSet(asked, 0));
    }

    private void forgetNow(ContentId content) {
        try {
            store.forget(content);
        } catch (RuntimeException unavailable) {
            LOG.log(Level.WARNING, "What came of a file that was given up stays until a later sweep", unavailable);
        }
    }

    private void sweepNow() {
        try {
            store.sweep(clock.millis() - KEPT.toMillis());
        } catch (RuntimeException unavailable) {
            LOG.log(Level.WARNING, "Files that nobody has any more stay until the next sweep", unavailable);
        }
    }

    private long waitingOf(Uploader uploader) {
        Set<AccountId> accounts;
        synchronized (coming) {
            accounts = Set.copyOf(brought.get(uploader.countedAs()).keySet());
        }
        return accounts.stream().mapToLong(store::waiting).sum();
    }

    private long comingOf(Uploader uploader) {
        synchronized (coming) {
            return coming.getOrDefault(uploader.countedAs(), 0L);
        }
    }

    private void reserve(Uploader one, long bytes) {
        Object uploader = one.countedAs();
        synchronized (coming) {
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            if (all >= AT_ONCE || counts.getOrDefault(uploader, 0) >= AT_ONCE_OF_ONE) {
                throw new UploadRefused(UploadRefused.Why.BUSY, "Too many files are coming at once; try again in a moment.");
            }
            counts.merge(uploader, 1, Integer::sum);
            coming.merge(uploader, bytes, Long::sum);
            forgetOldBringers();
            brought.computeIfAbsent(uploader, first -> new HashMap<>()).put(one.account(), clock.millis());
        }
    }

    /** Under the lock. What they brought is posted or swept by now. */
    private void forgetOldBringers() {
        long since = clock.millis() - LONGEST.plus(KEPT).toMillis();
        brought.values().forEach(accounts -> accounts.values().removeIf(last -> last < since));
        brought.values().removeIf(Map::isEmpty);
    }

    private void release(Uploader one, long bytes) {
        Object uploader = one.countedAs();
        synchronized (coming) {
            if (counts.merge(uploader, -1, Integer::sum) == 0) counts.remove(uploader);
            if (coming.merge(uploader, -bytes, Long::sum) == 0) coming.remove(uploader);
        }
    }
}
