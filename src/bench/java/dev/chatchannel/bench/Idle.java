package dev.chatchannel.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Connections that only listen, to several channels each: what one more costs in memory. What a server loads and compiles with the first ones is counted apart, since it is there once.
 */
final class Idle implements Scenario {
    private final int connections;
    private final int first;
    private final int subscriptions;
    private final int channels;
    private final int settle;
    private final List<Target> targets;

    Idle(Options options) {
        connections = options.number("connections", 10_000);
        first = options.number("first", 2_000);
        subscriptions = options.number("subscriptions", 5);
        channels = options.number("channels", 1_000);
        settle = options.number("settle", 45);
        String names = IntStream.range(0, channels).mapToObj(Idle::channel).collect(Collectors.joining(","));
        targets = Targets.of(options, names, "json").stream().filter(target -> target.dialect() == Dialect.JSON).toList();
    }

    @Override
    public void run() {
        Table table = new Table("target", "RSS MB empty", "RSS MB with the first", "RSS MB with all", "RSS KB a further connection", "heap KB a further connection", "threads", "closed");
        Rounds.run(targets, 1, this::measure).forEach((target, runs) -> row(table, target, runs.get(0)));
        table.print("Idle: %,d connections, first %,d of them × %d subscriptions among %,d channels, after a forced collection"
                .formatted(connections, first, subscriptions, channels));
    }

    private record Sizes(Footprint empty, Footprint withFirst, Footprint withAll, long closed) {}

    private void row(Table table, Target target, Sizes sizes) {
        table.row(
                target.name(),
                sizes.empty.rssMegabytes(),
                sizes.withFirst.rssMegabytes(),
                sizes.withAll.rssMegabytes(),
                Table.number((double) (sizes.withAll.rssKilobytes() - sizes.withFirst.rssKilobytes()) / (connections - first)),
                Table.number((double) (sizes.withAll.heapKilobytes() - sizes.withFirst.heapKilobytes()) / (connections - first)),
                String.valueOf(sizes.withAll.threads()),
                String.valueOf(sizes.closed));
    }

    private Sizes measure(Target target, Server server) throws IOException, InterruptedException {
        Footprint empty = Footprint.of(server);
        try (Crowd crowd = new Crowd(server.base(), target.dialect(), Stamp.LENGTH)) {
            Footprint withFirst = footprint(server, crowd, 0, first);
            Footprint withAll = footprint(server, crowd, first, connections);
            return new Sizes(empty, withFirst, withAll, crowd.troubles());
        }
    }

    private Footprint footprint(Server server, Crowd crowd, int from, int to) throws IOException, InterruptedException {
        for (int i = from; i < to; i++) crowd.open(ownChannels(i));
        crowd.awaitReady();
        TimeUnit.SECONDS.sleep(settle);
        return Footprint.of(server);
    }

    private List<String> ownChannels(int connection) {
        return IntStream.range(0, subscriptions).mapToObj(i -> channel((connection * subscriptions + i) % channels)).toList();
    }

    private static String channel(int number) {
        return "r" + (number + 1);
    }
}
