package dev.chatchannel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The same rooms on one node, on two, on three: what a delivery and a post cost the nodes, the database and the relay. The readers of each room are spread over the nodes, and so are the
 * senders.
 *
 * <p>A PostgreSQL and a Redis run already; their processes are named by {@code --watch}, all of them, so that their CPU is counted.
 */
final class Nodes implements Scenario {
    private final String database;
    private final String redis;
    private final int most;
    private final int rooms;
    private final int readers;
    private final Traffic traffic;
    private final Traffic warmUpTraffic;
    private final int bytes;
    private final WarmUp warmUp;
    private final int seconds;
    private final int rounds;
    private final List<String> watched;

    Nodes(Options options) {
        database = options.text("database").orElseThrow(() -> new IllegalArgumentException("Expected --database=jdbc:postgresql://…, an empty one"));
        redis = options.text("redis").orElse("");
        most = options.number("most", 3);
        rooms = options.number("rooms", 1);
        readers = options.number("readers", 600);
        traffic = new Traffic(options.number("rate", 50), Integer.MAX_VALUE);
        warmUpTraffic = new Traffic(options.number("warm-up-rate", 2 * traffic.perSecond()), Integer.MAX_VALUE);
        bytes = options.number("bytes", 200);
        warmUp = WarmUp.of(options, 20);
        seconds = options.number("seconds", 15);
        rounds = options.number("rounds", 3);
        watched = options.list("watch", "");
    }

    /**
     * One round.
     *
     * @param nodeMicros CPU of all nodes for each delivery
     * @param nodeMicrosOfPost the same for each post
     * @param watchedMicros CPU of what is watched, together, for each post
     */
    private record Result(double nodeMicros, double nodeMicrosOfPost, double watchedMicros, double p50, double p99, long missing, long doubled) {}

    @Override
    public void run() throws Exception {
        Table table = new Table("nodes", "their CPU, µs a delivery", "µs a post", "database and relay, µs a post", "p50 ms", "p99 ms", "missing", "doubled");
        for (int nodes = 1; nodes <= most; nodes++) {
            List<Result> results = new ArrayList<>();
            for (int round = 0; round < rounds; round++) results.add(measure(nodes));
            table.row(String.valueOf(nodes), Table.spread(results, Result::nodeMicros), Table.spread(results, Result::nodeMicrosOfPost), Table.spread(results, Result::watchedMicros),
                    Table.spread(results, Result::p50), Table.spread(results, Result::p99), String.valueOf(results.stream().mapToLong(Result::missing).sum()),
                    String.valueOf(results.stream().mapToLong(Result::doubled).sum()));
        }
        table.print("Nodes: rooms %,d × readers %,d over all nodes × %,d messages/s in all × %d bytes, %s, %d s after %s, %d rounds"
                .formatted(rooms, readers, traffic.perSecond(), bytes, redis.isEmpty() ? "without Redis" : "with Redis", seconds, warmUp, rounds));
    }

    private Result measure(int nodes) throws Exception {
        List<Server> servers = new ArrayList<>();
        List<Crowd> crowds = new ArrayList<>();
        try {
            for (int i = 0; i < nodes; i++) servers.add(new ChatChannelProcess(channels(), settings()).start());
            for (Server server : servers) crowds.add(new Crowd(server.base(), Dialect.JSON, bytes));
            List<Traffic.Room> full = new ArrayList<>();
            for (int room = 1; room <= rooms; room++) full.add(new Traffic.Room("r" + room, members("r" + room, room, crowds)));
            for (Crowd crowd : crowds) crowd.awaitReady();
            warmUp.run(servers, span -> send(warmUpTraffic, crowds, full, new Tally(0), span));
            return measured(servers, crowds, full);
        } finally {
            for (Crowd crowd : crowds) crowd.close();
            servers.forEach(Server::close);
        }
    }

    private Result measured(List<Server> servers, List<Crowd> crowds, List<Traffic.Room> full) {
        Tally tally = new Tally(1);
        long nodesBefore = ticks(servers);
        long watchedBefore = watchedTicks();
        long expected = send(traffic, crowds, full, tally, seconds);
        double nodeMicros = (double) (ticks(servers) - nodesBefore) * ProcessStatus.MICROS_PER_TICK;
        double watchedMicros = (double) (watchedTicks() - watchedBefore) * ProcessStatus.MICROS_PER_TICK;
        double posts = (double) traffic.perSecond() * seconds;
        return new Result(nodeMicros / Math.max(1, tally.deliveries()), nodeMicros / posts, watchedMicros / posts, tally.latencies().millis(0.5), tally.latencies().millis(0.99),
                expected - tally.deliveries(), tally.doubled());
    }

    private static long send(Traffic traffic, List<Crowd> crowds, List<Traffic.Room> full, Tally tally, int seconds) {
        crowds.forEach(crowd -> crowd.count(tally));
        return traffic.send(crowds.get(0), full, tally, seconds);
    }

    /** In turn, beginning with another node for each room, so that small rooms spread evenly too. */
    private List<Connection> members(String channel, int room, List<Crowd> crowds) throws Exception {
        List<Connection> members = new ArrayList<>();
        for (int i = 0; i < readers; i++) members.add(crowds.get((room + i) % crowds.size()).open(List.of(channel)));
        return members;
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>(List.of("-Dchat-channel.database=" + database));
        if (!redis.isEmpty()) settings.add("-Dchat-channel.redis=" + redis);
        return settings;
    }

    private String channels() {
        return IntStream.rangeClosed(1, rooms).mapToObj(i -> "r" + i).collect(Collectors.joining(","));
    }

    private static long ticks(List<Server> servers) {
        return servers.stream().mapToLong(server -> server.status().cpuTicks()).sum();
    }

    /** Of the processes themselves and of all that they started, since a PostgreSQL has a process for each connection. */
    private long watchedTicks() {
        return watched.stream()
                .map(Long::parseLong)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(process -> ProcessStatus.of(process.pid()).cpuTicks())
                .sum();
    }
}
