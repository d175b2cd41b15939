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
 * <p><b>Wait.</b> One write for each reader costs about the same whether it carries one message or five. So a message waits for those
 * that will come soon, and leaves with them: {@link #SHARE} times what a round costs, as long as it is with its last reader within
 * {@link #BEARABLE}. It waits only when the one before it came less than that ago: then another is likely to come in time. So a
 * message in a quiet place leaves at once. This is the dial between CPU and delay, and it follows the load by itself.
 *
 * <p>Threads: any. One round at a time, on the delivery executor.
 */
final class Rounds {
    static final long BEARABLE = TimeUnit.MILLISECONDS.toNanos(48);
    static final int SHARE = 5;

    private final Executor delivery;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final List<ChannelLog> next = new ArrayList<>(); // guarded by this
    private boolean planned; // guarded by this: a round will come, or goes on and will look again
    private long heard; // guarded by this: when the last message came
    private long gap; // guarded by this: how long before the first of `next` the last one had come
    private long waitingSince; // guarded by this: when the first of `next` came
    private long cost; // guarded by this: of a round, smoothed

    Rounds(Executor delivery, ScheduledExecutorService timer) {
        this(delivery, timer, System::nanoTime);
    }

    Rounds(Executor delivery, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.delivery = delivery;
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.heard = nanoTime.getAsLong() - BEARABLE;
    }

    /**
     * Has the readers of these logs woken in the next round.
     *
     * @param touched none when events came to such only as wait for the next round already
     */
    void add(List<ChannelLog> touched) {
        long wait;
        synchronized (this) {
            note(nanoTime.getAsLong());
            next.addAll(touched);
            if (planned || next.isEmpty()) return;
            planned = true;
            wait = toWait(heard);
        }
        plan(wait);
    }

    private void note(long now) {
        if (next.isEmpty()) {
            gap = now - heard;
            waitingSince = now;
        }
        heard = now;
    }

    private long toWait(long now) {
        long longest = Math.min(SHARE * cost, BEARABLE - cost);
        return gap < longest ? waitingSince + longest - now : 0;
    }

    private void plan(long wait) {
        try {
            if (wait <= 0) delivery.execute(this::round);
            else timer.schedule(() -> delivery.execute(this::round), wait, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            // The sessions are closed in a moment; who comes back reads on from where it stood.
        }
    }

    private void round() {
        long start = nanoTime.getAsLong();
        try {
            takeNext().forEach(ChannelLog::deliver);
        } finally {
            end(start);
        }
    }

    private synchronized List<ChannelLog> takeNext() {
        List<ChannelLog> taken = List.copyOf(next);
        next.clear();
        return taken;
    }

    private void end(long start) {
        long wait;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            cost = (cost + now - start) / 2;
            planned = !next.isEmpty();
            if (!planned) return;
            wait = toWait(now);
        }
        plan(wait);
    }
}
