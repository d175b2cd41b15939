package dev.chatchannel.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rooms full of readers, and messages at an even pace: what a delivery costs the server, and how late it is. */
final class FanOut implements Scenario {
    private final String title;
    private final int rooms;
    private final int readers;
    private final Traffic traffic;
    private final Traffic warmUpTraffic;
    private final int bytes;
    private final WarmUp warmUp;
    private final int seconds;
    private final int rounds;
    private final boolean profile;
    private final List<Target> targets;
    private final Map<String, Profile> profiles = new LinkedHashMap<>(); // the newest of each target

    private FanOut(Options options, String title, int rooms, int readers, int rate, int warmUpRate, String targets) {
        this.title = title;
        this.rooms = options.number("rooms", rooms);
        this.readers = options.number("readers", readers);
        this.traffic = new Traffic(options.number("rate", rate), 1);
        this.warmUpTraffic = new Traffic(options.number("warm-up-rate", warmUpRate), 1);
        this.bytes = options.number("bytes", 200);
        this.warmUp = WarmUp.of(options, 20);
        this.seconds = options.number("seconds", 20);
        this.rounds = options.number("rounds", 3);
        this.profile = options.flag("profile");
        this.targets = Targets.of(options, String.join(",", channels()), targets);
    }

    static FanOut busy(Options options) {
        return new FanOut(options, "Fan-out", 1, 1_000, 50, 75, "json,plain,blocking,async,floor,socket.io");
    }

    static FanOut quiet(Options options) {
        return new FanOut(options, "Quiet", 1, 1_000, 2, 20, "json,plain,blocking,async,floor,socket.io");
    }

    static FanOut rooms(Options options) {
        return new FanOut(options, "Rooms", 200, 10, 200, 400, "json,plain");
    }

    @Override
    public void run() throws IOException {
        print(Rounds.run(targets, rounds, this::measure));
        for (Map.Entry<String, Profile> one : profiles.entrySet()) one.getValue().print(one.getKey());
    }

    private Outcome measure(Target target, Server server) throws Exception {
        try (Crowd crowd = new Crowd(server.base(), target.dialect(), bytes)) {
            List<Traffic.Room> full = new ArrayList<>();
            for (String channel : channels()) full.add(new Traffic.Room(channel, crowd.open(readers, channel)));
            crowd.awaitReady();
            warmUp.run(server, span -> warmUpTraffic.send(crowd, full, new Tally(0), span));
            Profile newest = profile ? Profile.begin(server) : null;
            Outcome outcome = Outcome.of(server, crowd, traffic, full, 1, seconds);
            if (newest != null) {
                newest.end();
                profiles.put(target.name(), newest);
            }
            if (crowd.troubles() > 0) System.out.printf("%n%s: %d troubles, such as: %s%n", target.name(), crowd.troubles(), crowd.trouble());
            return outcome;
        }
    }

    private List<String> channels() {
        return IntStream.rangeClosed(1, rooms).mapToObj(i -> "r" + i).collect(Collectors.toList());
    }

    private void print(Map<Target, List<Outcome>> results) {
        Table table = new Table("target", "server CPU, µs a delivery", "of the first", "of it compilers", "p50 ms", "p99 ms", "max ms", "missing", "doubled",
                "RSS MB", "generator, of one core");
        double first = results.values().stream().findFirst().map(runs -> Table.median(runs, Outcome::serverMicros)).orElse(1.0);
        results.forEach((target, runs) -> table.row(
                target.name(),
                Table.spread(runs, Outcome::serverMicros),
                "× " + Table.number(Table.median(runs, Outcome::serverMicros) / first),
                Table.spread(runs, Outcome::compilerShare),
                Table.spread(runs, Outcome::p50),
                Table.spread(runs, Outcome::p99),
                Table.spread(runs, Outcome::max),
                String.valueOf(runs.stream().mapToLong(Outcome::missing).sum()),
                String.valueOf(runs.stream().mapToLong(Outcome::doubled).sum()),
                Table.spread(runs, Outcome::rssMegabytes),
                Table.spread(runs, Outcome::generatorShare)));
        table.print("%s: rooms %,d × readers %,d × %,d messages/s in all × %d bytes, %d s after %s, at %,d messages/s, %d rounds"
                .formatted(title, rooms, readers, traffic.perSecond(), bytes, seconds, warmUp, warmUpTraffic.perSecond(), rounds));
    }
}
