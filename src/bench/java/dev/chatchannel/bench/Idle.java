package dev.chatchannel.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Connections that only listen, to several channels each: what one costs in memory. */
final class Idle implements Scenario {
    private final int connections;
    private final int subscriptions;
    private final int channels;
    private final int settle;
    private final List<Target> targets;

    Idle(Options options) {
        connections = options.number("connections", 10_000);
        subscriptions = options.number("subscriptions", 5);
        channels = options.number("channels", 1_000);
        settle = options.number("settle", 10);
        String names = IntStream.range(0, channels).mapToObj(Idle::channel).collect(Collectors.joining(","));
        targets = Targets.of(options, names, "json").stream().filter(target -> target.dialect() == Dialect.JSON).toList();
    }

    @Override
    public void run() {
        Table table = new Table("target", "RSS MB without", "RSS MB with", "RSS KB a connection", "heap KB a connection", "threads", "closed");
        Rounds.run(targets, 1, this::measure).forEach((target, runs) -> row(table, target, runs.get(0)));
        table.print("Idle: %,d connections × %d subscriptions among %,d channels, after a forced collection"
                .formatted(connections, subscriptions, channels));
    }

    private record Sizes(Footprint without, Footprint with, long closed) {}

    private void row(Table table, Target target, Sizes sizes) {
        table.row(
                target.name(),
                Table.number(sizes.without.rssKilobytes() / 1024.0),
                Table.number(sizes.with.rssKilobytes() / 1024.0),
                Table.number((double) (sizes.with.rssKilobytes() - sizes.without.rssKilobytes()) / connections),
                Table.number((double) (sizes.with.heapKilobytes() - sizes.without.heapKilobytes()) / connections),
                String.valueOf(sizes.with.threads()),
                String.valueOf(sizes.closed));
    }

    private Sizes measure(Target target, Server server) throws IOException, InterruptedException {
        fill(target, server, Math.min(100, connections)).close(); // loads classes
        Footprint without = Footprint.of(server);
        try (Crowd crowd = fill(target, server, connections)) {
            TimeUnit.SECONDS.sleep(settle);
            return new Sizes(without, Footprint.of(server), crowd.troubles());
        }
    }

    private Crowd fill(Target target, Server server, int count) throws IOException {
        Crowd crowd = new Crowd(server.base(), target.dialect(), Stamp.LENGTH);
        for (int i = 0; i < count; i++) crowd.open(ownChannels(i));
        crowd.awaitReady();
        return crowd;
    }

    private List<String> ownChannels(int connection) {
        return IntStream.range(0, subscriptions).mapToObj(i -> channel((connection * subscriptions + i) % channels)).toList();
    }

    private static String channel(int number) {
        return "r" + (number + 1);
    }
}
