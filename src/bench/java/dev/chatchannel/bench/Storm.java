package dev.chatchannel.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server is stopped or killed under very many clients, and started again on the same port and data: how long until each of them is back and has what was said meanwhile.
 *
 * <p>The clients do as SDKs of Centrifugo do: they come back after a random pause that doubles with each try, and say how far they have come.
 */
final class Storm implements Scenario {
    private static final int ROOMS = 50;
    private static final int SAID = 10; // in each room, right after the start
    private static final int OPENING_AT_ONCE = 100;
    private static final long SHORTEST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 20_000;
    private static final long PATIENCE_SECONDS = 120;

    private final int clients;
    private final int rounds;
    private final List<String> javaOptions;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Storm::daemon);
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();

    Storm(Options options) {
        clients = options.number("clients", 5_000);
        rounds = options.number("rounds", 3);
        javaOptions = options.list("java-options", "");
    }

    /** One end and one return, in seconds since the end began. */
    private record Result(double ended, double ready, double half, double all, double cpu, long tries, long missing, long doubled) {}

    @Override
    public void run() throws Exception {
        Table table = new Table("the server", "ended after s", "ready after s", "half are back after s", "all are back after s", "its CPU s", "tries of a client", "missing", "doubled");
        for (boolean isKilled : new boolean[] {false, true}) {
            List<Result> results = new ArrayList<>();
            for (int round = 0; round < rounds; round++) results.add(measure(isKilled));
            table.row(isKilled ? "is killed" : "is stopped", Table.spread(results, Result::ended), Table.spread(results, Result::ready), Table.spread(results, Result::half),
                    Table.spread(results, Result::all), Table.spread(results, Result::cpu), Table.spread(results, one -> (double) one.tries / clients),
                    String.valueOf(results.stream().mapToLong(Result::missing).sum()), String.valueOf(results.stream().mapToLong(Result::doubled).sum()));
        }
        table.print("A storm: %,d clients in %d rooms come back, %d rounds".formatted(clients, ROOMS, rounds));
    }

    private Result measure(boolean isKilled) throws Exception {
        Path home = Files.createTempDirectory(Child.SCRATCH, "home-");
        Gathering gathering;
        long began;
        double ended;
        try (Server first = server(home, 0)) {
            gathering = new Gathering(first.base());
            gathering.come();
            began = System.nanoTime();
            gathering.expectReturn();
            if (isKilled) ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        }
        ended = secondsSince(began);
        gathering.all.forEach(Returner::noticeEnd);
        try (Server second = server(home, gathering.base.getPort())) {
            double ready = secondsSince(began);
            gathering.sayMore();
            gathering.awaitAll();
            double all = secondsSince(began);
            double cpu = second.status().cpuTicks() / 100.0;
            gathering.end();
            return new Result(ended, ready, (gathering.halfAt - began) / 1e9, all, cpu, gathering.tries.get(), gathering.missing(), gathering.doubled());
        }
    }

    private Server server(Path home, int port) {
        List<String> rooms = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) rooms.add("r" + i);
        return new ChatChannelProcess(String.join(",", rooms), javaOptions).start(home, port);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "storm");
        thread.setDaemon(true);
        return thread;
    }

    /** All clients together. */
    private final class Gathering {
        private final URI base;
        private final List<Returner> all = new ArrayList<>();
        private final AtomicInteger tries = new AtomicInteger();
        private final AtomicInteger back = new AtomicInteger();
        private volatile CountDownLatch here = new CountDownLatch(OPENING_AT_ONCE);
        private volatile CountDownLatch whole = new CountDownLatch(clients);
        private volatile boolean over;
        private volatile long halfAt;

        Gathering(URI base) {
            this.base = base;
        }

        /** Not all at once: the coming is not what is measured. */
        void come() throws InterruptedException {
            for (int from = 0; from < clients; from += OPENING_AT_ONCE) {
                int count = Math.min(OPENING_AT_ONCE, clients - from);
                here = new CountDownLatch(count);
                for (int i = 0; i < count; i++) {
                    Returner one = new Returner(this, "r" + (from + i) % ROOMS);
                    all.add(one);
                    one.attempt();
                }
                mustCome(here);
            }
        }

        void expectReturn() {
            tries.set(0);
            back.set(0);
            whole = new CountDownLatch(clients);
            all.forEach(Returner::expectMore);
        }

        void sayMore() {
            for (int i = 0; i < SAID; i++) {
                List<CompletableFuture<Void>> answers = new ArrayList<>();
                for (int room = 0; room < ROOMS; room++) answers.add(say("r" + room, "said meanwhile " + i));
                answers.forEach(CompletableFuture::join);
            }
        }

        private CompletableFuture<Void> say(String channel, String text) {
            String body = "{\"channel\":\"%s\",\"data\":{\"text\":\"%s\"}}".formatted(channel, text);
            HttpRequest request = HttpRequest.newBuilder(base.resolve("api/publish")).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
            return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenAccept(answer -> {
                if (answer.statusCode() != 200) throw new IllegalStateException(answer.body());
            });
        }

        void awaitAll() throws InterruptedException {
            mustCome(whole);
        }

        void isWhole() {
            if (back.incrementAndGet() == clients / 2) halfAt = System.nanoTime();
            whole.countDown();
        }

        void end() {
            over = true;
            all.forEach(Returner::leave);
        }

        long missing() {
            return all.stream().mapToLong(one -> one.missing).sum();
        }

        long doubled() {
            return all.stream().mapToLong(one -> one.doubled).sum();
        }

        private void mustCome(CountDownLatch awaited) throws InterruptedException {
            if (!awaited.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) throw new IllegalStateException(awaited.getCount() + " clients did not come: " + all.stream().filter(Returner::isAwaited).toList());
        }
    }

    /** One client. Threads: its fields are guarded by this. */
    private final class Returner implements WebSocket.Listener {
        private static final Pattern PLACE = Pattern.compile("\"epoch\":\"([^\"]+)\"|\"offset\":(\\d+)");
        private static final Pattern PUSH = Pattern.compile("\\{\"push\":\\{\"channel\":\"[^\"]+\",\"pub\":\\{\"offset\":(\\d+)");

        private final Gathering gathering;
        private final String room;
        private final StringBuilder frame = new StringBuilder();
        private WebSocket socket;
        private String epoch = "";
        private long offset;
        private long wanted = Long.MAX_VALUE; // the offset that makes it whole
        private int failures;
        private long missing;
        private long doubled;

        Returner(Gathering gathering, String room) {
            this.gathering = gathering;
            this.room = room;
        }

        void attempt() {
            gathering.tries.incrementAndGet();
            URI address = URI.create(gathering.base.toString().replaceFirst("http", "ws")).resolve("connection/websocket");
            http.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10)).buildAsync(address, this).whenComplete((opened, failure) -> {
                if (failure != null) comeBack();
                else greet(opened);
            });
        }

        synchronized void expectMore() {
            wanted = offset + SAID;
        }

        /** The JDK's client now and then does not tell of the end of a socket. */
        synchronized void noticeEnd() {
            WebSocket known = socket;
            if (known == null) return;
            known.abort();
            lost(known);
        }

        synchronized boolean isAwaited() {
            return offset < wanted;
        }

        @Override
        public synchronized String toString() {
            return "one in %s %s at %d of %d, %d tries, %d missing, %d doubled".formatted(room, socket == null ? "away" : "connected", offset, wanted, failures, missing, doubled);
        }

        synchronized void leave() {
            if (socket != null) socket.abort();
        }

        private synchronized void greet(WebSocket opened) {
            socket = opened;
            frame.setLength(0);
            String resume = epoch.isEmpty() ? "" : ",\"recover\":true,\"epoch\":\"%s\",\"offset\":%d".formatted(epoch, offset);
            opened.sendText("{\"id\":1,\"connect\":{}}\n{\"id\":2,\"subscribe\":{\"channel\":\"%s\"%s}}".formatted(room, resume), true);
        }

        private synchronized void comeBack() {
            if (gathering.over) return;
            long longest = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS << Math.min(failures++, 10));
            timer.schedule(this::attempt, SHORTEST_MILLIS + ThreadLocalRandom.current().nextLong(longest), TimeUnit.MILLISECONDS);
        }

        @Override
        public synchronized CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            frame.append(part);
            if (isLast) {
                frame.toString().lines().forEach(line -> hear(from, line));
                frame.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            lost(from);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            lost(from);
        }

        private synchronized void lost(WebSocket from) {
            if (from != socket) return; // told of the same end twice
            socket = null;
            comeBack();
        }

        private void hear(WebSocket from, String line) {
            Matcher push = PUSH.matcher(line);
            if (line.equals("{}")) from.sendText("{}", true);
            else if (push.lookingAt()) note(Long.parseLong(push.group(1)));
            else if (line.startsWith("{\"id\":2,")) subscribed(line);
        }

        private void subscribed(String line) {
            failures = 0;
            if (epoch.isEmpty()) {
                PLACE.matcher(line).results().forEach(found -> {
                    if (found.group(1) != null) epoch = found.group(1);
                    else offset = Long.parseLong(found.group(2));
                });
                gathering.here.countDown();
            } else if (!line.contains("\"recovered\":true")) {
                missing++;
            }
        }

        private void note(long next) {
            if (next <= offset) doubled++;
            else missing += next - offset - 1;
            offset = Math.max(offset, next);
            if (next == wanted) gathering.isWhole();
        }
    }
}
