package dev.chatchannel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From {@code java -jar} to the line that says it is ready, and to the first message that comes back. */
final class Start implements Scenario {
    private final int starts;
    private final Million filled;

    Start(Options options) {
        starts = options.number("starts", 5);
        filled = new Million(options.number("messages", 1_000_000));
    }

    @Override
    public void run() throws Exception {
        Path full = filled.directory();
        List<Times> empty = new ArrayList<>();
        List<Times> filledUp = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            empty.add(start(Files.createTempDirectory(Child.SCRATCH, "home-")));
            filledUp.add(start(full));
        }
        Table table = new Table("data", "ready ms", "first message ms");
        row(table, "none", empty);
        row(table, "%,d messages".formatted(filled.messages()), filledUp);
        table.print("Start: java -jar, %d times each in turn".formatted(starts));
    }

    private record Times(double ready, double message) {}

    private static void row(Table table, String data, List<Times> runs) {
        table.row(data, Table.spread(runs, Times::ready), Table.spread(runs, Times::message));
    }

    private static Times start(Path home) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (Server server = new ChatChannelProcess(Million.CHANNEL, List.of()).start(home)) {
            double ready = millisSince(began);
            try (Crowd crowd = new Crowd(server.base(), Dialect.PLAIN, Stamp.LENGTH)) {
                Connection talker = crowd.open(List.of(Million.CHANNEL));
                crowd.awaitReady();
                Tally tally = new Tally(0);
                crowd.count(tally);
                talker.sendText(Stamp.text(0, 0, System.nanoTime(), Stamp.LENGTH));
                while (tally.deliveries() == 0) TimeUnit.MICROSECONDS.sleep(200);
                return new Times(ready, millisSince(began));
            }
        }
    }

    private static double millisSince(long began) {
        return (System.nanoTime() - began) / 1e6;
    }
}
