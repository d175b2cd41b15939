package dev.chatchannel.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Some of a room's readers stop reading: what the others notice, what the server keeps for them, and what they hear in the end. */
final class SlowReaders implements Scenario {
    private static final String CHANNEL = "r1";
    private static final int SMALL_BUFFER = 8 << 10;
    private static final long STANDSTILL = TimeUnit.SECONDS.toNanos(3);

    private final int readers;
    private final int stalled;
    private final Traffic traffic;
    private final int bytes;
    private final int warmUp;
    private final int seconds;
    private final int rounds;
    private final List<Target> targets;

    SlowReaders(Options options) {
        readers = options.number("readers", 500);
        stalled = options.number("stalled", 50);
        traffic = new Traffic(options.number("rate", 100), 1);
        bytes = options.number("bytes", 1_000);
        warmUp = options.number("warm-up", 10);
        seconds = options.number("seconds", 20);
        rounds = options.number("rounds", 3);
        targets = Targets.of(options, CHANNEL, "json,plain");
    }

    /**
     * One round.
     *
     * @param behind deliveries that the stalled ones had not taken when the traffic ended
     * @param lost of these, how many did not come when they read on
     * @param closed how many of all connections the server closed
     */
    private record Result(Outcome before, Outcome during, Footprint without, Footprint with, long behind, long lost, long closed) {
        double slowdown() {
            return during.p99() / before.p99();
        }
    }

    @Override
    public void run() {
        Table table = new Table("target", "p99 ms, all read", "p99 ms of those who read", "times", "missing", "doubled", "heap MB, all read",
                "heap MB, some stalled", "RSS MB, all read", "RSS MB, some stalled", "held back, deliveries", "of these lost", "closed");
        Rounds.run(targets, rounds, this::measure).forEach((target, runs) -> table.row(
                target.name(),
                Table.spread(runs, run -> run.before.p99()),
                Table.spread(runs, run -> run.during.p99()),
                Table.spread(runs, Result::slowdown),
                String.valueOf(runs.stream().mapToLong(run -> run.before.missing() + run.during.missing()).sum()),
                String.valueOf(runs.stream().mapToLong(run -> run.before.doubled() + run.during.doubled()).sum()),
                Table.spread(runs, run -> run.without.heapKilobytes() / 1024.0),
                Table.spread(runs, run -> run.with.heapKilobytes() / 1024.0),
                Table.spread(runs, run -> run.without.rssKilobytes() / 1024.0),
                Table.spread(runs, run -> run.with.rssKilobytes() / 1024.0),
                Table.spread(runs, run -> run.behind),
                String.valueOf(runs.stream().mapToLong(Result::lost).sum()),
                String.valueOf(runs.stream().mapToLong(Result::closed).sum())));
        table.print("Slow readers: %,d of %,d stop reading × %,d messages/s × %d bytes, %d s after %d s, %d rounds"
                .formatted(stalled, readers, traffic.perSecond(), bytes, seconds, warmUp, rounds));
    }

    private Result measure(Target target, Server server) throws IOException, InterruptedException {
        try (Crowd reading = new Crowd(server.base(), target.dialect(), bytes);
                Crowd slow = new Crowd(server.base(), target.dialect(), bytes)) {
            List<Traffic.Room> rooms = List.of(new Traffic.Room(CHANNEL, reading.open(readers - stalled, CHANNEL)));
            slow.receiveBuffer(SMALL_BUFFER);
            slow.open(stalled, CHANNEL);
            reading.awaitReady();
            slow.awaitReady();
            traffic.send(reading, rooms, new Tally(0), warmUp);
            Outcome before = Outcome.of(server, reading, traffic, rooms, 1, seconds);
            Footprint without = Footprint.of(server);
            Tally late = new Tally(2);
            slow.count(late);
            slow.stopReading();
            Outcome during = Outcome.of(server, reading, traffic, rooms, 2, seconds);
            Footprint with = Footprint.of(server);
            long expected = (long) traffic.perSecond() * seconds * stalled;
            long behind = expected - late.deliveries();
            slow.readOn();
            awaitStandstill(late, expected);
            return new Result(before, during, without, with, behind, expected - late.deliveries(), reading.troubles() + slow.troubles());
        }
    }

    private static void awaitStandstill(Tally tally, long expected) {
        long seen = -1;
        for (long movedAt = System.nanoTime(); tally.deliveries() < expected && System.nanoTime() - movedAt < STANDSTILL; ) {
            if (tally.deliveries() != seen) movedAt = System.nanoTime();
            seen = tally.deliveries();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
