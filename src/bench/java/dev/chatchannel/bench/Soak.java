package dev.chatchannel.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Everything at once for a long time: what grows, and whether anything is missing. */
final class Soak implements Scenario {
    private static final int VISITORS = 5;
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int minutes;
    private final int rooms;
    private final int readers;
    private final int guests;
    private final Traffic traffic;
    private final int bytes;
    private final List<Target> targets;

    Soak(Options options) {
        minutes = options.number("minutes", 10);
        rooms = options.number("rooms", 10);
        readers = options.number("readers", 20);
        guests = options.number("guests", 50);
        traffic = new Traffic(options.number("rate", 50), 4);
        bytes = options.number("bytes", 200);
        targets = Targets.of(options, names(), "json").stream().filter(target -> target.dialect() == Dialect.JSON).toList();
    }

    @Override
    public void run() {
        Rounds.run(targets, 1, this::measure).forEach((target, tables) -> tables.get(0).print(
                "Soak, %s: %d rooms × %d readers, %d messages/s in all × %d bytes, %d guests who come and go, %d visitors who resume each second, pages of history, edits and reactions"
                        .formatted(target.name(), rooms, readers, traffic.perSecond(), bytes, guests, VISITORS)));
    }

    private Table measure(Target target, Server server) throws Exception {
        Table table = new Table("minute", "heap MB", "RSS MB", "threads", "descriptors", "deliveries", "missing", "doubled", "p99 ms",
                "visits", "heard by visitors", "missing", "doubled", "changes and pages", "refused", "troubles");
        ScheduledExecutorService busy = Executors.newScheduledThreadPool(3);
        try (Crowd steady = new Crowd(server.base(), target.dialect(), bytes);
                Crowd fickle = new Crowd(server.base(), target.dialect(), bytes)) {
            List<Traffic.Room> full = new ArrayList<>();
            for (int i = 1; i <= rooms; i++) full.add(new Traffic.Room("r" + i, steady.open(readers, "r" + i)));
            steady.awaitReady();
            Comings comings = new Comings(fickle);
            Returns returns = new Returns(server.base());
            Changes changes = new Changes(server.base());
            busy.scheduleAtFixedRate(comings::next, 0, 200, TimeUnit.MILLISECONDS);
            busy.scheduleAtFixedRate(returns::next, 0, 1_000 / VISITORS, TimeUnit.MILLISECONDS);
            busy.scheduleWithFixedDelay(changes::next, 0, 100, TimeUnit.MILLISECONDS);
            for (int minute = 1; minute <= minutes; minute++) {
                Outcome outcome = Outcome.of(server, steady, traffic, full, minute % 256, 60);
                Footprint footprint = Footprint.of(server);
                table.row(cells(minute, outcome, footprint, returns, changes, steady.troubles() + fickle.troubles()));
                System.err.printf("minute %d of %d: heap %s MB, missing %d%n", minute, minutes, footprint.heapMegabytes(), outcome.missing());
            }
            return table;
        } finally {
            busy.shutdownNow();
        }
    }

    private static String[] cells(int minute, Outcome outcome, Footprint footprint, Returns returns, Changes changes, long troubles) {
        return new String[] {
            String.valueOf(minute), footprint.heapMegabytes(), footprint.rssMegabytes(), String.valueOf(footprint.threads()),
            String.valueOf(footprint.descriptors()), String.valueOf(outcome.deliveries()), String.valueOf(outcome.missing()),
            String.valueOf(outcome.doubled()), Table.number(outcome.p99()), String.valueOf(returns.visits),
            String.valueOf(returns.visitors.stream().mapToLong(Visitor::heard).sum()),
            String.valueOf(returns.visitors.stream().mapToLong(Visitor::missing).sum()),
            String.valueOf(returns.visitors.stream().mapToLong(Visitor::doubled).sum()),
            String.valueOf(changes.done), String.valueOf(changes.refused), String.valueOf(troubles)
        };
    }

    private String names() {
        return IntStream.rangeClosed(1, rooms).mapToObj(i -> "r" + i).collect(Collectors.joining(","));
    }

    /** Guests who come, and leave when there are too many, the first first. */
    private final class Comings {
        private final Crowd crowd;
        private final Queue<Connection> here = new ArrayDeque<>();
        private int count;

        Comings(Crowd crowd) {
            this.crowd = crowd;
        }

        void next() {
            try {
                here.add(crowd.open(List.of("r" + (1 + count++ % rooms))));
                if (here.size() > guests) crowd.leave(here.remove());
            } catch (IOException failure) {
                System.out.println("A guest cannot come: " + failure);
            }
        }
    }

    /** Visitors who come back in turn. */
    private final class Returns {
        private final List<Visitor> visitors = new ArrayList<>();
        private volatile long visits;

        Returns(URI base) {
            for (int i = 0; i < VISITORS; i++) visitors.add(new Visitor(base, "r" + (1 + i % rooms)));
        }

        void next() {
            visitors.get((int) (visits % VISITORS)).visit();
            visits++;
        }
    }

    /** One with a name who posts, edits, reacts, and turns pages, by request. */
    private final class Changes {
        private final URI base;
        private final String cookie;
        private final AtomicLong done = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();

        Changes(URI base) throws IOException, InterruptedException {
            this.base = base;
            this.cookie = post("sign-in", "{\"name\":\"Soaker\"}", "").headers().firstValue("Set-Cookie").orElse("").replaceFirst(";.*", "");
        }

        void next() {
            try {
                String channel = "r" + (1 + done.get() % rooms);
                String posted = ask("publish", "{\"channel\":\"%s\",\"data\":{\"text\":\"first words\"}}".formatted(channel));
                String target = "\"channel\":\"%s\",\"offset\":%s".formatted(channel, posted.replaceFirst("(?s).*\"offset\":(\\d+).*", "$1"));
                ask("message.edit", "{%s,\"text\":\"better words\"}".formatted(target));
                ask("reaction.add", "{%s,\"reaction\":\"👍\"}".formatted(target));
                if (done.get() % 3 == 0) ask("reaction.remove", "{%s,\"reaction\":\"👍\"}".formatted(target));
                if (done.get() % 5 == 0) ask("message.delete", "{%s}".formatted(target));
                ask("history", "{\"channel\":\"%s\",\"limit\":50,\"reverse\":true}".formatted(channel));
            } catch (IOException failure) {
                refused.incrementAndGet();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }

        private String ask(String method, String params) throws IOException, InterruptedException {
            HttpResponse<String> answer = post("api/" + method, params, cookie);
            (answer.statusCode() == 200 ? done : refused).incrementAndGet();
            return answer.body();
        }

        private HttpResponse<String> post(String path, String body, String cookie) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.ofString(body));
            if (!cookie.isEmpty()) request.header("Cookie", cookie);
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        }
    }
}
