package dev.chatchannel.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Wakes the readers of channels where something was said, in rounds.
 *
 * <p><b>Rest.</b> After a round comes a rest, in proportion to what the round cost, and never longer than {@link #LONGEST_REST}. So a
 * message in a quiet place leaves at once, and in a busy one those that come during the rest leave together: one write for each
 * reader, not one for each reader and message. This is the dial between CPU and delay, and it follows the load by itself.
 *
 * <p>Threads: any. One round at a time, on the delivery executor.
 */
final class Rounds {
    static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(Long.getLong("chat-channel.rest", 30));
    private static final int REST_FACTOR = Integer.getInteger("chat-channel.rest-factor", 3);

    private final Executor delivery;
    private final ScheduledExecutorService timer;
    private final List<ChannelLog> next = new ArrayList<>(); // guarded by this
    private boolean planned; // guarded by this: a round will come
    private long restUntil = System.nanoTime(); // guarded by this

    Rounds(Executor delivery, ScheduledExecutorService timer) {
        this.delivery = delivery;
        this.timer = timer;
    }

    /** Has the readers of these logs woken in the next round. */
    void add(List<ChannelLog> touched) {
        long rest;
        synchronized (this) {
            next.addAll(touched);
            if (planned) return;
            planned = true;
            rest = restUntil - System.nanoTime();
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
        long start = System.nanoTime();
        try {
            takeNext().forEach(ChannelLog::deliver);
        } finally {
            rest(System.nanoTime() - start);
        }
    }

    private synchronized List<ChannelLog> takeNext() {
        List<ChannelLog> taken = List.copyOf(next);
        next.clear();
        return taken;
    }

    private void rest(long cost) {
        long rest = Math.min(REST_FACTOR * cost, LONGEST_REST);
        synchronized (this) {
            restUntil = System.nanoTime() + rest;
            planned = !next.isEmpty();
            if (!planned) return;
        }
        plan(rest);
    }
}
