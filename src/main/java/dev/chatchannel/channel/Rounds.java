package dev.chatchannel.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Wakes the readers of channels where something was said, in rounds.
 *
 * <p><b>Rest.</b> After a round comes a rest: {@link #SHARE} times what the round cost, as long as a message that just missed a round
 * is with its last reader within {@link #BEARABLE}: this round, the rest, the next round. So a message in a quiet place leaves at
 * once, and in a busy one those that come during the rest leave together: one write for each reader, not one for each reader and
 * message. This is the dial between CPU and delay, and it follows the load by itself.
 *
 * <p>Threads: any. One round at a time, on the delivery executor.
 */
final class Rounds {
    static final long BEARABLE = TimeUnit.MILLISECONDS.toNanos(45);
    static final int SHARE = 5;

    private final Executor delivery;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final List<ChannelLog> next = new ArrayList<>(); // guarded by this
    private boolean planned; // guarded by this: a round will come
    private long restUntil; // guarded by this

    Rounds(Executor delivery, ScheduledExecutorService timer) {
        this(delivery, timer, System::nanoTime);
    }

    Rounds(Executor delivery, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.delivery = delivery;
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.restUntil = nanoTime.getAsLong();
    }

    /** Has the readers of these logs woken in the next round. */
    void add(List<ChannelLog> touched) {
        long rest;
        synchronized (this) {
            next.addAll(touched);
            if (planned) return;
            planned = true;
            rest = restUntil - nanoTime.getAsLong();
        }
        plan(rest);
    }

    private void plan(long rest) {
        try {
            if (rest <= 0) delivery.execute(this::round);
            else timer.schedule(() -> delivery.execute(this::round), rest, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            // The sessions are closed in a moment; who comes back reads on from where it stood.
        }
    }

    private void round() {
        long start = nanoTime.getAsLong();
        try {
            takeNext().forEach(ChannelLog::deliver);
        } finally {
            rest(nanoTime.getAsLong() - start);
        }
    }

    private synchronized List<ChannelLog> takeNext() {
        List<ChannelLog> taken = List.copyOf(next);
        next.clear();
        return taken;
    }

    private void rest(long cost) {
        long rest = Math.max(0, Math.min(SHARE * cost, BEARABLE - 2 * cost));
        synchronized (this) {
            restUntil = nanoTime.getAsLong() + rest;
            planned = !next.isEmpty();
            if (!planned) return;
        }
        plan(rest);
    }
}
