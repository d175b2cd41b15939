package dev.chatchannel.bench;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.stream.IntStream;

/**
 * A histogram of times, true to 2 %: below 128 µs a bucket for each microsecond, above 64 buckets for each doubling.
 *
 * <p>Threads: any.
 */
final class Latencies {
    private static final int EACH_DOUBLING = 64;

    private final AtomicLongArray buckets = new AtomicLongArray(64 * EACH_DOUBLING);
    private final LongAccumulator max = new LongAccumulator(Math::max, 0);

    void record(long nanos) {
        long micros = Math.max(0, nanos / 1_000);
        buckets.getAndIncrement(bucket(micros));
        max.accumulate(micros);
    }

    /** @param share 0.99 for the time that all but one in a hundred kept below */
    double millis(double share) {
        long rank = (long) Math.ceil(share * count());
        int bucket = 0;
        for (long passed = buckets.get(0); passed < rank; passed += buckets.get(bucket)) bucket++;
        return micros(bucket) / 1_000.0;
    }

    double maxMillis() {
        return max.get() / 1_000.0;
    }

    long count() {
        return IntStream.range(0, buckets.length()).mapToLong(buckets::get).sum();
    }

    private static int bucket(long micros) {
        if (micros < 2 * EACH_DOUBLING) return (int) micros;
        int shift = Long.SIZE - Long.numberOfLeadingZeros(micros / EACH_DOUBLING) - 1;
        return shift * EACH_DOUBLING + (int) (micros >>> shift);
    }

    private static long micros(int bucket) {
        if (bucket < 2 * EACH_DOUBLING) return bucket;
        int shift = bucket / EACH_DOUBLING - 1;
        return (long) (bucket - shift * EACH_DOUBLING) << shift;
    }
}
