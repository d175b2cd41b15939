package dev.chatchannel.bench;

import java.util.concurrent.atomic.LongAdder;

/** What was heard of the messages of one phase. Threads: any. */
final class Tally {
    private final int phase;
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder doubled = new LongAdder();
    private final Latencies latencies = new Latencies();

    /** @param phase from 0 to 255 */
    Tally(int phase) {
        this.phase = phase;
    }

    int phase() {
        return phase;
    }

    void delivered(long nanos) {
        deliveries.increment();
        latencies.record(nanos);
    }

    void deliveredAgain() {
        doubled.increment();
    }

    long deliveries() {
        return deliveries.sum();
    }

    long doubled() {
        return doubled.sum();
    }

    Latencies latencies() {
        return latencies;
    }
}
