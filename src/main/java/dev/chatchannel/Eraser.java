package dev.chatchannel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Erases what is left of deleted channels, a little at a time: posts come first, so it rests longer than it works.
 *
 * <p>What is not erased when the server stops is erased after the next start. Threads: any; the work is done on readers, one piece at a time.
 */
final class Eraser {
    private static final Logger LOG = System.getLogger(Eraser.class.getName());
    private static final int REST = 3;
    private static final long AGAIN_MILLIS = 30_000;

    private final BooleanSupplier erase;
    private final ScheduledExecutorService readers;
    private final AtomicBoolean works = new AtomicBoolean();

    /** @param erase erases a little, and says whether there was something; may block, and fail */
    Eraser(BooleanSupplier erase, ScheduledExecutorService readers) {
        this.erase = erase;
        this.readers = readers;
    }

    /** There may be something to erase. */
    void begin() {
        if (works.compareAndSet(false, true)) later(0);
    }

    private void work() {
        long began = System.nanoTime();
        try {
            works.set(false); // before it looks: what comes from here on begins anew
            if (erase.getAsBoolean() && works.compareAndSet(false, true)) later(REST * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "A deleted channel is erased later: {0}", failure.getMessage());
            if (works.compareAndSet(false, true)) later(AGAIN_MILLIS);
        }
    }

    private void later(long millis) {
        try {
            readers.schedule(this::work, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            // The next start goes on.
        }
    }
}
