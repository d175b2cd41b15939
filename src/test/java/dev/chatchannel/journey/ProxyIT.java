package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.Proxy;
import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Behind real proxies with the lines of operating.md. */
@Timeout(60)
class ProxyIT {
    private static final int MINUTE = 60;

    @TempDir
    Path home;

    @TempDir
    Path directory;

    private ServerProcess server;
    private Proxy proxy;

    @AfterEach
    void stop() {
        if (proxy != null) proxy.close();
        if (server != null) server.close();
    }

    @ParameterizedTest
    @EnumSource
    void people_talk_through_it_and_are_known_by_their_own_address(Proxy.Kind kind) {
        start(kind, MINUTE, Map.of("limit-sign-in", "0.001/2"));
        try (Client ann = Client.connect(proxy.ws("chat-channel/"))) {
            ann.send("through").expect("guest-…: through");
            Answer list = Http.at(proxy).asOperator().api("connection.list", "{}");
            assertTrue(list.text().contains("\"127.0.0.1\""), list::toString);
            Answer ben = Http.at(proxy).with("X-Forwarded-For", "203.0.113.7").with("X-Forwarded-Proto", "https").signIn("Ben");
            assertEquals(200, ben.status());
            assertFalse(ben.header("set-cookie").orElseThrow().contains("Secure"), "whoever says https is not believed");
            assertEquals(200, Http.at(proxy).with("X-Forwarded-For", "203.0.113.8").signIn("Cid").status());
            assertEquals(429, Http.at(proxy).with("X-Forwarded-For", "203.0.113.9").signIn("Dan").status(), "a claim helps nobody");
        }
    }

    @ParameterizedTest
    @EnumSource
    void files_as_large_as_they_may_be_go_through_it_both_ways(Proxy.Kind kind) {
        start(kind, MINUTE, Map.of());
        byte[] large = new byte[24 << 20];
        Answer brought = Http.at(proxy).asOperator().bring("lobby", "large.bin", large);
        assertEquals(200, brought.status(), brought::toString);
        String id = brought.result().path("id").asText();
        assertEquals(200, Http.at(proxy).asOperator().publish("lobby", "here", id).status());
        assertEquals(large.length, Http.at(proxy).asOperator().get("files/" + id).body().length);
        assertEquals(413, Http.at(proxy).asOperator().bring("lobby", "larger.bin", new byte[(25 << 20) + 1]).status());
    }

    @ParameterizedTest
    @EnumSource
    void a_quiet_connection_outlives_its_patience_by_our_pings(Proxy.Kind kind) {
        start(kind, 3, Map.of("ping-seconds", "1"));
        Executor later = CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS);
        try (Client ann = Client.connect(proxy.ws("chat-channel/"))) {
            ann.send("quiet now").expect("guest-…: quiet now");
            CompletableFuture<Answer> published = CompletableFuture.supplyAsync(() -> Http.at(server).asOperator().publish("lobby", "still there?"), later);
            ann.expect("operator: still there?");
            assertEquals(200, published.join().status());
        }
    }

    private void start(Proxy.Kind kind, int patience, Map<String, String> more) {
        assumeTrue(kind.isThere(), kind + " is not there: apt-get install nginx-light apache2-bin haproxy");
        Map<String, String> settings = new HashMap<>(Map.of("proxies", Proxy.ADDRESS));
        settings.putAll(more);
        server = ServerProcess.start(home, settings);
        proxy = kind.before(server, directory, patience);
    }
}
