package dev.chatchannel.limit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts who did what how often. It keeps one number for each who and what: the time at which the next one would be due if all came
 * evenly. Who is ahead of that by more than the burst waits.
 *
 * <p>Threads: any.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm">Generic cell rate algorithm</a>
 */
public final class Limiter {
    private static final int SWEEP_EVERY = 10_000;

    private final Map<Limit, Rate> rates;
    private final LongSupplier nanos;
    private final ConcurrentMap<Key, Long> due = new ConcurrentHashMap<>();
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param rates those that differ from the standard
     * @param nanos a clock that only goes forward, in nanoseconds, from 0 or more
     */
    public Limiter(Map<Limit, Rate> rates, LongSupplier nanos) {
        this.rates = Map.copyOf(rates);
        this.nanos = nanos;
    }

    /**
     * Takes one, if the limit leaves one.
     *
     * @param who an account or an address
     * @return zero when it was taken; else how long to wait, and then nothing was taken
     */
    public Duration take(Limit limit, Object who) {
        Rate rate = rates.getOrDefault(limit, limit.standard());
        if (rate.isOff()) return Duration.ZERO;
        long now = nanos.getAsLong();
        if (taken.incrementAndGet() % SWEEP_EVERY == 0) sweep(now);
        Key key = new Key(limit, who);
        long wait = tooEarly(due.getOrDefault(key, 0L), rate, now);
        if (wait > 0) return Duration.ofNanos(wait);
        due.merge(key, now + rate.interval(), (known, fresh) -> Math.max(known + rate.interval(), fresh));
        return Duration.ZERO;
    }

    int size() {
        return due.size();
    }

    private static long tooEarly(long due, Rate rate, long now) {
        return Math.max(0, due - rate.tolerance() - now);
    }

    /** Who is not ahead of the time any more is as good as never seen. */
    private void sweep(long now) {
        due.values().removeIf(time -> time <= now);
    }

    private record Key(Limit limit, Object who) {}
}
