package dev.chatchannel.search;

import dev.chatchannel.message.ChannelDeleted;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MessagePosted;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the index up with the channels: what was said while it ran, and at the start what was said before.
 *
 * <p><b>Cost.</b> There is one writer, and messages come first: each batch is a short transaction of its own, and after it the index
 * rests three times as long as that took. So it takes at most a quarter of the writer, falls behind when there is much to do, and
 * says so.
 *
 * <p><b>Failure.</b> How far each channel is in the index stands in the same transaction as what was taken in. What fails is tried again
 * later; after a kill it goes on from there.
 *
 * <p><b>Threads.</b> {@link #follow} by the journal's, {@link #isCaughtUp} by any; the work is done on the one thread of the executor.
 */
public final class Indexer {
    private static final Logger LOG = System.getLogger(Indexer.class.getName());
    private static final long GATHERING_MILLIS = 250; // so that messages that come closely share a transaction
    private static final long AGAIN_MILLIS = 5_000;
    private static final int REST = 3;

    private final SearchIndex index;
    private final ScheduledExecutorService executor;
    private final Set<ChannelName> behind = new HashSet<>(); // guarded by this
    private boolean sweeps = true; // guarded by this; whether there may be something to take out
    private boolean works = true; // guarded by this; whether a batch is on its way, or was asked for

    /** @param executor with one thread, for this alone */
    public Indexer(SearchIndex index, ScheduledExecutorService executor) {
        this.index = index;
        this.executor = executor;
    }

    /** Begins with what was said before. */
    public void start() {
        executor.execute(this::lookBack);
    }

    /** Takes note of committed events; never blocks. */
    public void follow(List<Event> committed) {
        if (note(committed)) later(GATHERING_MILLIS);
    }

    /** @return whether everything is in the index whose event was followed */
    public synchronized boolean isCaughtUp() {
        return !works;
    }

    /** @return whether work must be asked for */
    private synchronized boolean note(List<Event> committed) {
        for (Event event : committed) {
            if (event instanceof MessagePosted) behind.add(event.channel());
            if (event instanceof ChannelDeleted) sweeps = true;
        }
        if (works || behind.isEmpty() && !sweeps) return false;
        return works = true;
    }

    private void lookBack() {
        try {
            Set<ChannelName> found = index.behind();
            synchronized (this) {
                behind.addAll(found);
            }
            work();
        } catch (RuntimeException failure) {
            failed(failure);
            again(this::lookBack, AGAIN_MILLIS);
        }
    }

    private void work() {
        long began = System.nanoTime();
        try {
            takeOut();
            if (takeIn()) later(Math.max(GATHERING_MILLIS, REST * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)));
        } catch (RuntimeException failure) {
            failed(failure);
            later(AGAIN_MILLIS);
        }
    }

    /** @return whether there is more to do */
    private boolean takeIn() {
        Set<ChannelName> channels;
        synchronized (this) {
            channels = Set.copyOf(behind);
            behind.clear();
        }
        try {
            Set<ChannelName> left = channels.isEmpty() ? Set.of() : index.advance(channels);
            return goesOn(left);
        } catch (RuntimeException failure) {
            goesOn(channels);
            throw failure;
        }
    }

    private synchronized boolean goesOn(Set<ChannelName> left) {
        behind.addAll(left);
        works = !behind.isEmpty() || sweeps;
        return works;
    }

    private void takeOut() {
        synchronized (this) {
            if (!sweeps) return;
            sweeps = false;
        }
        boolean more = true;
        try {
            more = index.sweep();
        } finally {
            sweepsOn(more);
        }
    }

    private synchronized void sweepsOn(boolean more) {
        sweeps |= more;
    }

    private void later(long millis) {
        again(this::work, millis);
    }

    private void again(Runnable task, long millis) {
        try {
            executor.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            // The next start goes on from where the index is.
        }
    }

    private static void failed(RuntimeException failure) {
        LOG.log(Level.WARNING, "The search index falls behind; it tries again soon: {0}", failure.getMessage());
    }
}
