package dev.chatchannel.bench;

import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.JdbcEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Senders who each post again when the last post was acknowledged, that is, committed. Nobody listens. */
final class Posts implements Scenario {
    private static final String CHANNEL = "posts";

    private final int senders;
    private final int bytes;
    private final WarmUp warmUp;
    private final int seconds;
    private final int rounds;
    private final List<Target> targets;

    Posts(Options options) {
        senders = options.number("senders", 200);
        bytes = options.number("bytes", 200);
        warmUp = WarmUp.of(options, 10);
        seconds = options.number("seconds", 10);
        rounds = options.number("rounds", 3);
        targets = Targets.of(options, CHANNEL, "json").stream().filter(target -> target.dialect() == Dialect.JSON).toList();
    }

    @Override
    public void run() throws IOException {
        Table table = new Table("target", "senders", "acknowledged/s", "p50 ms", "p99 ms", "max ms", "server CPU, µs a post");
        Rounds.run(targets, rounds, this::measure).forEach((target, runs) -> {
            row(table, target, senders, runs.stream().map(Pair::many).toList());
            row(table, target, 1, runs.stream().map(Pair::one).toList());
        });
        row(table, "one commit per post, in this process", 1, List.of(oneByOne()));
        table.print("Posts: %d bytes, %d s after %s, %d rounds".formatted(bytes, seconds, warmUp, rounds));
    }

    private record Pair(Acknowledged many, Acknowledged one) {}

    private record Acknowledged(double perSecond, double p50, double p99, double max, double serverMicros) {}

    private static void row(Table table, Target target, int senders, List<Acknowledged> runs) {
        row(table, target.name(), senders, runs);
    }

    private static void row(Table table, String name, int senders, List<Acknowledged> runs) {
        table.row(
                name,
                String.valueOf(senders),
                Table.spread(runs, Acknowledged::perSecond),
                Table.spread(runs, Acknowledged::p50),
                Table.spread(runs, Acknowledged::p99),
                Table.spread(runs, Acknowledged::max),
                Table.spread(runs, Acknowledged::serverMicros));
    }

    private Pair measure(Target target, Server server) throws Exception {
        return new Pair(measure(target, server, senders), measure(target, server, 1));
    }

    private Acknowledged measure(Target target, Server server, int count) throws Exception {
        try (Crowd crowd = new Crowd(server.base(), target.dialect(), bytes)) {
            Loop loop = new Loop();
            for (int i = 0; i < count; i++) loop.add(crowd.open(List.of()));
            crowd.awaitReady();
            loop.start();
            warmUp.run(server, TimeUnit.SECONDS::sleep);
            Tally tally = new Tally(0);
            crowd.count(tally);
            loop.tally = tally;
            long began = System.nanoTime();
            ProcessStatus before = server.status();
            TimeUnit.SECONDS.sleep(seconds);
            ProcessStatus after = server.status();
            double took = (System.nanoTime() - began) / 1e9;
            long acknowledged = tally.deliveries();
            loop.tally = null;
            if (crowd.troubles() > 0) throw new IllegalStateException(crowd.trouble());
            double micros = (double) (after.cpuTicks() - before.cpuTicks()) * ProcessStatus.MICROS_PER_TICK;
            Latencies latencies = tally.latencies();
            return new Acknowledged(acknowledged / took, latencies.millis(0.5), latencies.millis(0.99), latencies.maxMillis(),
                    micros / Math.max(1, acknowledged));
        }
    }

    /** The yardstick: what the same tables take when each post is a transaction of its own. */
    private Acknowledged oneByOne() throws IOException {
        try (Database database = Database.open(Files.createTempDirectory(Child.SCRATCH, "one-by-one-"))) {
            JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
            events.createChannel(Million.NAME);
            commitOneByOne(events, warmUp.least());
            ProcessStatus before = ProcessStatus.of(ProcessHandle.current().pid());
            Latencies latencies = commitOneByOne(events, seconds);
            long ticks = ProcessStatus.of(ProcessHandle.current().pid()).cpuTicks() - before.cpuTicks();
            return new Acknowledged((double) latencies.count() / seconds, latencies.millis(0.5), latencies.millis(0.99), latencies.maxMillis(),
                    (double) ticks * ProcessStatus.MICROS_PER_TICK / latencies.count());
        }
    }

    private Latencies commitOneByOne(JdbcEvents events, int seconds) {
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            events.commit(Million.batch(1, bytes), System.currentTimeMillis());
            latencies.record(System.nanoTime() - start);
        }
        return latencies;
    }

    /** Posts again and again, on the crowd's thread; counts while there is a tally. */
    private final class Loop {
        private final String text = Stamp.text(0, 0, 0, bytes);
        private final List<Runnable> posts = new ArrayList<>();
        private volatile Tally tally;

        void add(Connection sender) {
            long[] sent = {0};
            Runnable post = () -> {
                sent[0] = System.nanoTime();
                sender.publish(CHANNEL, text);
            };
            sender.onAcknowledged(() -> {
                Tally counting = tally;
                if (counting != null) counting.delivered(System.nanoTime() - sent[0]);
                post.run();
            });
            posts.add(post);
        }

        void start() {
            posts.forEach(Runnable::run);
        }
    }
}
