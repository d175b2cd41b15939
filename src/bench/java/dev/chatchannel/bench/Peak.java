package dev.chatchannel.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** How much one room bears: the rate is doubled until the readers are late or miss something, then the interval is halved. */
final class Peak implements Scenario {
    private static final String CHANNEL = "peak";

    private final int readers;
    private final int senders;
    private final int bytes;
    private final int firstRate;
    private final int highestRate;
    private final int halvings;
    private final WarmUp firstWarmUp;
    private final int warmUp;
    private final int seconds;
    private final int lateMillis;
    private final int rounds;
    private final List<Target> targets;

    Peak(Options options) {
        readers = options.number("readers", 500);
        senders = options.number("senders", 8);
        bytes = options.number("bytes", 200);
        firstRate = options.number("rate", 50);
        highestRate = options.number("highest-rate", 20_000);
        halvings = options.number("halvings", 3);
        firstWarmUp = new WarmUp(options.number("first-warm-up", 20), options.number("first-warm-up-most", 120));
        warmUp = options.number("warm-up", 2);
        seconds = options.number("seconds", 5);
        lateMillis = options.number("late", 100);
        rounds = options.number("rounds", 3);
        targets = Targets.of(options, CHANNEL, "json,plain,blocking,async,floor,socket.io");
    }

    @Override
    public void run() {
        print(Rounds.run(targets, rounds, (target, server) -> search(target, server)));
    }

    /** The best that was borne, and why the next was not. */
    private record Best(int rate, Outcome borne, String then) {}

    private Best search(Target target, Server server) throws Exception {
        try (Room room = new Room(target, server)) {
            Best best = new Best(0, null, "");
            int unborne = Integer.MAX_VALUE;
            int rate = firstRate;
            for (int left = halvings; left >= 0 && rate <= highestRate && rate > best.rate; ) {
                Outcome outcome = room.bear(rate);
                if (bears(outcome)) {
                    best = new Best(rate, outcome, best.then);
                } else {
                    unborne = rate;
                    best = new Best(best.rate, best.borne, why(outcome));
                }
                boolean doubling = unborne == Integer.MAX_VALUE;
                if (!doubling) left--;
                rate = doubling ? rate * 2 : (best.rate + unborne) / 2;
            }
            return best;
        }
    }

    private boolean bears(Outcome outcome) {
        return outcome.p99() < lateMillis && outcome.missing() == 0 && outcome.doubled() == 0;
    }

    private static String why(Outcome outcome) {
        return "p99 %s ms, %,d missing".formatted(Table.number(outcome.p99()), outcome.missing());
    }

    private void print(Map<Target, List<Best>> results) {
        Table table = new Table("target", "deliveries/s", "messages/s", "p99 ms", "server CPU, µs a delivery", "generator, of one core", "then");
        results.forEach((target, runs) -> {
            List<Best> borne = runs.stream().filter(best -> best.borne != null).toList();
            if (borne.isEmpty()) table.row(target.name(), "0", "0", "", "", "", runs.get(0).then);
            else table.row(
                    target.name(),
                    Table.spread(borne, best -> (double) best.rate * readers),
                    Table.spread(borne, Best::rate),
                    Table.spread(borne, best -> best.borne.p99()),
                    Table.spread(borne, best -> best.borne.serverMicros()),
                    Table.spread(borne, best -> best.borne.generatorShare()),
                    borne.get(borne.size() - 1).then);
        });
        table.print("Peak: 1 room × %,d readers × %d bytes, %d senders, %d s a step; the highest rate with p99 below %d ms and nothing missing"
                .formatted(readers, bytes, senders, seconds, lateMillis));
    }

    /** The readers; new ones after a step that lost some. */
    private final class Room implements AutoCloseable {
        private final Target target;
        private final Server server;
        private Crowd crowd;
        private List<Traffic.Room> room;
        private int phase;

        Room(Target target, Server server) throws Exception {
            this.target = target;
            this.server = server;
            enter();
            firstWarmUp.run(server, span -> new Traffic(firstRate, senders).send(crowd, room, new Tally(nextPhase()), span));
        }

        Outcome bear(int rate) throws IOException {
            if (crowd.troubles() > 0) {
                crowd.close();
                enter();
            }
            Traffic traffic = new Traffic(rate, senders);
            traffic.send(crowd, room, new Tally(nextPhase()), warmUp);
            Outcome outcome = Outcome.of(server, crowd, traffic, room, nextPhase(), seconds);
            System.err.printf("  %,d messages/s: p99 %s ms, %,d missing; trouble: %s%n", rate, Table.number(outcome.p99()),
                    outcome.missing(), crowd.trouble());
            return outcome;
        }

        @Override
        public void close() throws IOException {
            crowd.close();
        }

        private void enter() throws IOException {
            crowd = new Crowd(server.base(), target.dialect(), bytes);
            room = List.of(new Traffic.Room(CHANNEL, crowd.open(readers, CHANNEL)));
            crowd.awaitReady();
        }

        private int nextPhase() {
            return ++phase & 0xff;
        }
    }
}
