package dev.chatchannel.bench;

import java.util.List;

/**
 * What one stretch of traffic cost.
 *
 * @param serverMicros CPU of the server, user and system, for each delivery
 * @param compilerShare how much of it the JVM's compilers took, as far as their threads still live
 * @param generatorShare CPU of this process, of one core; near 1 it measures itself
 * @param deliveriesPerSecond from the first message to the last arrival
 */
record Outcome(
        long deliveries,
        long missing,
        long doubled,
        double serverMicros,
        double compilerShare,
        double p50,
        double p99,
        double max,
        long rssMegabytes,
        double generatorShare,
        double deliveriesPerSecond) {

    /** Sends and measures. @param phase another one each time that something is measured with this crowd */
    static Outcome of(Server server, Crowd crowd, Traffic traffic, List<Traffic.Room> rooms, int phase, double seconds) {
        Tally tally = new Tally(phase);
        long began = System.nanoTime();
        ProcessStatus before = server.status();
        long compiledBefore = ProcessStatus.compilerTicks(server.pid());
        ProcessStatus usBefore = ProcessStatus.of(ProcessHandle.current().pid());
        long expected = traffic.send(crowd, rooms, tally, seconds);
        ProcessStatus usAfter = ProcessStatus.of(ProcessHandle.current().pid());
        ProcessStatus after = server.status();
        double compiled = Math.max(0, ProcessStatus.compilerTicks(server.pid()) - compiledBefore);
        double micros = (System.nanoTime() - began) / 1_000.0;
        Latencies latencies = tally.latencies();
        return new Outcome(
                tally.deliveries(),
                expected - tally.deliveries(),
                tally.doubled(),
                micros(before, after) / Math.max(1, tally.deliveries()),
                compiled / Math.max(1, after.cpuTicks() - before.cpuTicks()),
                latencies.millis(0.5),
                latencies.millis(0.99),
                latencies.maxMillis(),
                after.rssKilobytes() / 1_024,
                micros(usBefore, usAfter) / micros,
                tally.deliveries() / micros * 1e6);
    }

    private static double micros(ProcessStatus before, ProcessStatus after) {
        return (double) (after.cpuTicks() - before.cpuTicks()) * ProcessStatus.MICROS_PER_TICK;
    }
}
