package dev.chatchannel.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The page in a real Chromium: what a first and a later visit transfer, how long until the newest message is seen, how long until a typed letter is seen while many
 * messages come, and what the heap holds after very many.
 */
final class PageWeight implements Scenario {
    private static final String SEEN = "document.querySelectorAll('[data-testid=message]').length";
    private static final String SIGN_IN = "fetch('sign-in', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({name: 'Reader ' + Date.now()})})"
            + ".then((answer) => { if (!answer.ok) throw answer.status; return 1; })";
    private static final String NOTE_FIRST = "const look = () => " + SEEN + " ? window.first = performance.now() : requestAnimationFrame(look); look()";
    private static final String WATCH_KEYS = "window.waits = []; addEventListener('keydown', (event) => requestAnimationFrame(() => setTimeout(() => "
            + "waits.push(performance.now() - event.timeStamp))), true); document.querySelector('textarea').focus(); 1";
    private static final int KILOBYTE = 1000;

    private final int rate;
    private final int letters;
    private final int messages;

    PageWeight(Options options) {
        rate = options.number("rate", 50);
        letters = options.number("letters", 100);
        messages = options.number("messages", 50_000);
    }

    private record Visit(long bytes, int requests, double millis) {}

    @Override
    public void run() throws Exception {
        try (Server server = new ChatChannelProcess("more", List.of()).start(); Crowd crowd = new Crowd(server.base(), Dialect.PLAIN, Stamp.LENGTH)) {
            Connection talker = crowd.open(List.of("lobby"));
            crowd.awaitReady();
            say(talker, 50, 500);
            visits(server.base());
            try (Chromium page = new Chromium()) {
                comeIn(page, server.base());
                Table table = new Table("what", "is");
                latency(page, talker, table);
                heap(page, talker, table);
                table.print("A page that is left open");
            }
        }
    }

    private void visits(URI base) throws Exception {
        Table table = new Table("visit", "network", "transferred kB", "requests", "first message ms");
        for (int latency : new int[] {0, 100}) {
            try (Chromium page = new Chromium()) {
                page.open(base.resolve("health")); // to have a name, and nothing of the page
                await(() -> page.number("document.readyState === 'complete' ? 1 : 0") == 1);
                page.run(SIGN_IN);
                page.runFirst(NOTE_FIRST);
                page.slow(latency, latency == 0 ? 0 : 500);
                String network = latency == 0 ? "of the machine" : latency + " ms, 4 Mbit/s";
                row(table, "first", network, visit(page, base));
                await(() -> page.number("navigator.serviceWorker.getRegistration().then((one) => one?.active ? 1 : 0)") == 1);
                row(table, "later", network, visit(page, base));
            }
        }
        table.print("A visit, to the newest of 50 messages");
    }

    private static Visit visit(Chromium page, URI base) throws Exception {
        page.open(base);
        await(() -> page.number("window.first ?? 0") > 0);
        double millis = page.number("window.first");
        return new Visit(page.bytes(), page.requests(), millis);
    }

    private static void row(Table table, String visit, String network, Visit measured) {
        table.row(visit, network, Table.number((double) measured.bytes() / KILOBYTE), String.valueOf(measured.requests()), Table.number(measured.millis()));
    }

    static void comeIn(Chromium page, URI base) throws Exception {
        page.open(base.resolve("health"));
        await(() -> page.number("document.readyState === 'complete' ? 1 : 0") == 1);
        page.run(SIGN_IN);
        page.runFirst(NOTE_FIRST);
        visit(page, base);
    }

    /** While others say {@code rate} messages a second. */
    private void latency(Chromium page, Connection talker, Table table) throws Exception {
        page.run(WATCH_KEYS);
        Thread others = new Thread(() -> say(talker, rate * 60, rate), "talker");
        others.setDaemon(true);
        others.start();
        for (int i = 0; i < letters; i++) {
            page.type((char) ('a' + i % 26));
            TimeUnit.MILLISECONDS.sleep(100);
        }
        await(() -> page.number("waits.length") >= letters);
        others.interrupt();
        others.join();
        List<Double> waits = new ArrayList<>();
        for (double share : new double[] {0.5, 0.95, 1}) waits.add(page.number("[...waits].sort((a, b) => a - b)[Math.ceil(waits.length * " + share + ") - 1]"));
        table.row("a letter is seen, %d messages/s: p50, p95, most ms".formatted(rate), waits.stream().map(Table::number).reduce((a, b) -> a + ", " + b).orElseThrow());
    }

    private void heap(Chromium page, Connection talker, Table table) throws Exception {
        say(talker, 3_000, 500); // so that the list has reached its full length
        awaitQuiet(page);
        table.row("heap before, MB", Table.number(page.heap() / 1e6));
        say(talker, messages, 500);
        awaitQuiet(page);
        table.row("heap after %,d messages more, MB".formatted(messages), Table.number(page.heap() / 1e6));
        table.row("messages in the page", String.valueOf((int) page.number(SEEN)));
    }

    /** Until the newest message does not change any more. */
    private static void awaitQuiet(Chromium page) throws InterruptedException {
        String newest = "Number([...document.querySelectorAll('[data-testid=message]')].at(-1).dataset.offset)";
        for (double before = -1, now = page.number(newest); now != before; now = page.number(newest)) {
            before = now;
            TimeUnit.SECONDS.sleep(2);
        }
    }

    static void say(Connection talker, int count, int rate) {
        long began = System.nanoTime();
        for (int i = 0; i < count && !Thread.currentThread().isInterrupted(); i++) {
            talker.sendText(Stamp.text(0, i, System.nanoTime(), Stamp.LENGTH));
            long due = began + (i + 1) * TimeUnit.SECONDS.toNanos(1) / rate;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) TimeUnit.MILLISECONDS.sleep(50);
    }
}
