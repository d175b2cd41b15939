package dev.chatchannel.bench;

import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.JdbcEvents;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/** Reads a long channel, one page after the other: the newest, and around some offset. By HTTP, and by the class that HTTP ends at. */
final class HistoryPages implements Scenario {
    private static final int HALF = 25;

    private final int messages;
    private final int pages;
    private final int warmUp;
    private final Random random = new Random(1);
    private final Million filled;

    HistoryPages(Options options) {
        messages = options.number("messages", 1_000_000);
        pages = options.number("pages", 2_000);
        warmUp = options.number("warm-up", 2_000);
        filled = new Million(messages);
    }

    @Override
    public void run() throws Exception {
        Table table = new Table("page", "way", "p50 ms", "p99 ms", "max ms");
        Path directory = filled.directory();
        directly(table, directory);
        byHttp(table, directory);
        table.print("History: a channel of %,d messages, %,d pages of %d after %,d more".formatted(messages, pages, 2 * HALF, warmUp));
    }

    private void directly(Table table, Path directory) throws Exception {
        try (Database database = Database.open(directory)) {
            JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
            measure(table, "newest", "JdbcEvents", () -> events.before(Million.NAME, Long.MAX_VALUE, 2 * HALF).size());
            measure(table, "around an offset", "JdbcEvents", () -> {
                long offset = anyOffset();
                return events.before(Million.NAME, offset, HALF).size() + events.after(Million.NAME, offset - 1, HALF).size();
            });
        }
    }

    private void byHttp(Table table, Path directory) throws Exception {
        try (Server server = new ChatChannelProcess(Million.CHANNEL, List.of()).start(directory)) {
            Api api = new Api(server.base());
            String epoch = api.history("\"limit\":0").replaceFirst("(?s).*\"epoch\":\"([^\"]+)\".*", "$1");
            measure(table, "newest", "HTTP", () -> count(api.history("\"limit\":%d,\"reverse\":true".formatted(2 * HALF))));
            measure(table, "around an offset", "HTTP, two requests", () -> {
                long offset = anyOffset();
                String page = "\"limit\":%d,\"since\":{\"offset\":%d,\"epoch\":\"%s\"}";
                return count(api.history(page.formatted(HALF, offset, epoch) + ",\"reverse\":true"))
                        + count(api.history(page.formatted(HALF, offset - 1, epoch)));
            });
        }
    }

    private void measure(Table table, String page, String way, Callable<Integer> read) throws Exception {
        Latencies latencies = new Latencies();
        for (int i = -warmUp; i < pages; i++) {
            long began = System.nanoTime();
            int events = read.call();
            if (i >= 0) latencies.record(System.nanoTime() - began);
            if (events != 2 * HALF) throw new IllegalStateException("A page of " + events + " events");
        }
        table.row(page, way, Table.number(latencies.millis(0.5)), Table.number(latencies.millis(0.99)), Table.number(latencies.maxMillis()));
    }

    /** @return an offset that has a whole page around it */
    private long anyOffset() {
        return HALF + 1 + random.nextInt(messages - 2 * HALF);
    }

    private static int count(String answer) {
        return answer.split("\"author\":", -1).length - 1;
    }

    private record Api(URI base, HttpClient client) {
        Api(URI base) {
            this(base, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
        }

        String history(String params) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(base.resolve("api/history"))
                    .timeout(Duration.ofSeconds(20))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"channel\":\"" + Million.CHANNEL + "\"," + params + "}"))
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) throw new IOException(response.body());
            return response.body();
        }
    }
}
