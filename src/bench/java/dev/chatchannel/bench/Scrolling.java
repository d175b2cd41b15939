package dev.chatchannel.bench;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A reader who goes through a long channel in a real Chromium: up until all is loaded, then down through it and up again; how long each frame takes. */
final class Scrolling implements Scenario {
    private static final String PANE = "const pane = document.querySelector('[data-testid=timeline]');";
    private static final String AT_HAND = "document.querySelector('chat-app').page.chat.channel.talk.timeline.messages.length";

    /** For as many frames as are wanted, or until there is no further way. */
    private static final String GO =
            "new Promise((resolve) => { %s window.frames = []; let last = 0; const step = (now) => { if (last) frames.push(now - last); last = now; const before = pane.scrollTop; "
                    + "pane.scrollTop += %d; if (pane.scrollTop === before || frames.length >= %d) resolve(frames.length); else requestAnimationFrame(step); }; requestAnimationFrame(step); })";

    private static final int PATIENCE = 10; // minutes

    private final int messages;
    private final int pixels;
    private final int frames;

    Scrolling(Options options) {
        messages = options.number("messages", 10_000);
        pixels = options.number("pixels", 200);
        frames = options.number("frames", 1_000);
    }

    @Override
    public void run() throws Exception {
        try (Server server = new ChatChannelProcess("more", List.of()).start(); Crowd crowd = new Crowd(server.base(), Dialect.PLAIN, Stamp.LENGTH)) {
            Connection talker = crowd.open(List.of("lobby"));
            crowd.awaitReady();
            PageWeight.say(talker, messages, 1_000);
            Table table = new Table("way", "frames", "p50 ms", "p95 ms", "most ms", "share over 17 ms", "share over 50 ms");
            try (Chromium page = new Chromium()) {
                goesUp(page, server.base(), table);
                goes(page, pixels, "down, all at hand", table);
                goes(page, -pixels, "up, all at hand", table);
            }
            table.print("Scrolling by %d px a frame through %,d loaded messages".formatted(pixels, messages));
        }
    }

    private void goesUp(Chromium page, URI base, Table table) throws Exception {
        PageWeight.comeIn(page, base);
        goes(page, -pixels, "up, with loading", table);
        for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE); page.number(AT_HAND) < messages; ) {
            if (System.nanoTime() > end) throw new IllegalStateException("Only %.0f messages came".formatted(page.number(AT_HAND)));
            page.run("{ " + PANE + " pane.scrollTop = 0 }");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void goes(Chromium page, int step, String way, Table table) {
        page.run(GO.formatted(PANE, step, frames));
        table.row(way, share(page, "frames.length"), sorted(page, 0.5), sorted(page, 0.95), sorted(page, 1), over(page, 17), over(page, 50));
    }

    private static String sorted(Chromium page, double share) {
        return share(page, "[...frames].sort((a, b) => a - b)[Math.max(0, Math.ceil(frames.length * " + share + ") - 1)]");
    }

    private static String over(Chromium page, int millis) {
        return share(page, "frames.filter((one) => one > " + millis + ").length / frames.length");
    }

    private static String share(Chromium page, String script) {
        return Table.number(page.number(script));
    }
}
