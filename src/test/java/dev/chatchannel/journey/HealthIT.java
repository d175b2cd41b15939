package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.kit.Redis;
import dev.chatchannel.kit.ServerProcess;
import dev.chatchannel.kit.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What watches a server is told: load balancers and Prometheus. */
@Timeout(60)
class HealthIT {
    private static final String TOKEN = "0123456789abcdef";
    private static final Pattern METRIC = Pattern.compile("\\b(chat_channel|jvm|process)_[a-z_]+");

    @TempDir
    Path home;

    @Test
    void it_is_live_and_ready_until_the_database_cannot_be_written() throws Exception {
        try (ServerProcess server = ServerProcess.start(home)) {
            assertEquals("{\"live\":true}", Http.at(server).get("health/live").text());
            Answer ready = Http.at(server).get("health/ready");
            assertEquals(200, ready.status());
            assertEquals("{\"ready\":true}", ready.text());
            try (Connection stranger = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("chat-channel.db"));
                    Statement statement = stranger.createStatement()) {
                statement.execute("begin immediate");
                Wire.await(() -> Http.at(server).get("health/ready").text().startsWith("{\"ready\":false,\"reason\":\"the database "), () -> "still ready");
                assertEquals(503, Http.at(server).get("health/ready").status());
                assertEquals(200, Http.at(server).get("health/live").status());
                statement.execute("rollback");
            }
            Wire.await(() -> Http.at(server).get("health/ready").status() == 200, () -> "still not ready");
        }
    }

    @Test
    void metrics_are_for_the_bearer_of_the_token_alone() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("metrics-token", TOKEN))) {
            assertEquals(401, Http.at(server).get("metrics").status());
            assertEquals(401, Http.at(server).with("Authorization", "Bearer " + TOKEN + "0").get("metrics").status());
            assertEquals(401, Http.at(server).asOperator().get("metrics").status());
            assertEquals(405, Http.at(server).with("Authorization", "Bearer " + TOKEN).post("metrics", "").status());
            Answer page = Http.at(server).with("Authorization", "Bearer " + TOKEN).get("metrics");
            assertEquals(200, page.status());
            assertEquals("text/plain;version=0.0.4;charset=utf-8", page.header("Content-Type").orElse("").replace(" ", ""));
            assertEquals("no-store", page.header("Cache-Control").orElse(""));
            assertEquals(401, Http.at(server).with("Authorization", "Bearer " + TOKEN).publish("lobby", "hi").status(), "the token is good for nothing else");
            assertFalse(Http.at(server).asOperator().api("settings.get", "{}").text().contains(TOKEN));
        }
    }

    @Test
    void without_a_token_there_are_no_metrics() {
        try (ServerProcess server = ServerProcess.start(home)) {
            assertEquals(404, Http.at(server).get("metrics").status());
        }
    }

    @Test
    void what_happens_is_counted() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("metrics-token", TOKEN));
                Client ann = Client.connect(server.ws("chat-channel/"));
                Client ben = Client.connect(server.ws("chat-channel/"))) {
            ann.send("one").expect("guest-…: one");
            ben.expect("guest-…: one");
            ben.send("two").expect("guest-…: two");
            ann.expect("guest-…: two");
            assertEquals(404, Http.at(server).publish("no-such-channel", "hi").status());
            Map<String, Double> scraped = scraped(server);
            assertEquals(2, scraped.get("chat_channel_connections"));
            assertEquals(2, scraped.get("chat_channel_sessions{protocol=\"plain\"}"));
            assertEquals(4, scraped.get("chat_channel_deliveries_total"));
            assertTrue(scraped.get("chat_channel_frames_sent_total") >= 4);
            assertEquals(2, scraped.get("chat_channel_commit_drafts_sum"));
            assertEquals(0, scraped.get("chat_channel_events_behind"));
            assertEquals(1, scraped.get("chat_channel_refusals_total{reason=\"unknown-channel\"}"));
            ann.send("x".repeat(2 << 20));
            ann.expectClose(1009);
            Wire.await(() -> scraped(server).getOrDefault("chat_channel_closes_total{code=\"1009\"}", 0.0) == 1, () -> "not counted");
        }
    }

    @Test
    void every_metric_of_the_dashboard_is_told() throws Exception {
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(Path.of("src/docs/grafana-dashboard.json")));
        Set<String> asked = new TreeSet<>();
        for (JsonNode expression : dashboard.findValues("expr")) {
            Matcher metric = METRIC.matcher(expression.asText());
            while (metric.find()) asked.add(metric.group());
        }
        assertTrue(asked.size() > 15, asked::toString);
        String database = Postgres.shared().newDatabase();
        try (Redis redis = Redis.start();
                ServerProcess server = ServerProcess.start(home, Map.of("metrics-token", TOKEN, "database", database, "redis", redis.address()));
                Client ann = Client.connect(server.ws("chat-channel/"));
                Client ben = Client.connect(server.ws("chat-channel/"))) {
            assertEquals(426, Http.at(server).get("chat-channel/").status());
            ben.send("here").expect("guest-…: here");
            ann.send("x".repeat(2 << 20));
            ann.expectEnd(1009);
            Wire.await(() -> names(server).containsAll(asked), () -> asked.stream().filter(metric -> !names(server).contains(metric)).toList().toString());
        }
    }

    /** People are served without it: so a balancer goes on sending them, and whoever watches knows. */
    @Test
    void a_node_is_ready_without_redis_and_says_that_it_is_away() {
        try (Redis redis = Redis.start();
                ServerProcess server = ServerProcess.start(home, Map.of("database", Postgres.shared().newDatabase(), "redis", redis.address()))) {
            Wire.await(() -> ready(server).equals("{\"ready\":true,\"redis\":true}"), () -> ready(server));
            redis.kill();
            Wire.await(() -> ready(server).equals("{\"ready\":true,\"redis\":false}"), () -> ready(server));
            assertEquals(200, Http.at(server).get("health/ready").status());
            redis.restart();
            Wire.await(() -> ready(server).equals("{\"ready\":true,\"redis\":true}"), () -> ready(server));
        }
    }

    private static String ready(ServerProcess server) {
        return Http.at(server).get("health/ready").text();
    }

    private static Set<String> names(ServerProcess server) {
        return scraped(server).keySet().stream().map(name -> name.replaceFirst("\\{.*", "")).collect(Collectors.toSet());
    }

    private static Map<String, Double> scraped(ServerProcess server) {
        return Http.at(server).with("Authorization", "Bearer " + TOKEN).get("metrics").text().lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(line -> line.substring(0, line.lastIndexOf(' ')), line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    }
}
