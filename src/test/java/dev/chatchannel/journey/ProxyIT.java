package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.Nginx;
import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Behind a real nginx with the lines of operating.md. */
@Timeout(60)
class ProxyIT {
    @TempDir
    Path home;

    @TempDir
    Path proxy;

    @BeforeAll
    static void needs_nginx() {
        assumeTrue(Nginx.isThere(), "There is no nginx here");
    }

    @Test
    void people_talk_through_it_and_are_known_by_their_own_address() {
        try (ServerProcess server = ServerProcess.startQuickly(home, Map.of("proxies", Nginx.ADDRESS, "limit-sign-in", "0.001/2"));
                Nginx nginx = Nginx.before(server, proxy, "60s");
                Client ann = Client.connect(nginx.ws("chat-channel/"))) {
            ann.send("through").expect("guest-…: through");
            Answer list = Http.at(nginx).asOperator().api("connection.list", "{}");
            assertTrue(list.text().contains("\"127.0.0.1\""), list::toString);
            assertEquals(200, Http.at(nginx).with("X-Forwarded-For", "203.0.113.7").signIn("Ben").status());
            assertEquals(200, Http.at(nginx).with("X-Forwarded-For", "203.0.113.8").signIn("Cid").status());
            assertEquals(429, Http.at(nginx).with("X-Forwarded-For", "203.0.113.9").signIn("Dan").status(), "a claim helps nobody");
        }
    }

    @Test
    void files_as_large_as_they_may_be_go_through_it_both_ways() {
        byte[] large = new byte[24 << 20];
        try (ServerProcess server = ServerProcess.startQuickly(home, Map.of("proxies", Nginx.ADDRESS));
                Nginx nginx = Nginx.before(server, proxy, "60s")) {
            Answer brought = Http.at(nginx).asOperator().bring("lobby", "large.bin", large);
            assertEquals(200, brought.status(), brought::toString);
            String id = brought.result().path("id").asText();
            assertEquals(200, Http.at(nginx).asOperator().publish("lobby", "here", id).status());
            assertEquals(large.length, Http.at(nginx).asOperator().get("files/" + id).body().length);
            assertEquals(413, Http.at(nginx).asOperator().bring("lobby", "larger.bin", new byte[(25 << 20) + 1]).status());
        }
    }

    @Test
    void a_quiet_connection_outlives_its_patience_by_our_pings() {
        Executor later = CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS);
        try (ServerProcess server = ServerProcess.startQuickly(home, Map.of("proxies", Nginx.ADDRESS, "ping-seconds", "1"));
                Nginx nginx = Nginx.before(server, proxy, "3s");
                Client ann = Client.connect(nginx.ws("chat-channel/"))) {
            ann.send("quiet now").expect("guest-…: quiet now");
            CompletableFuture<Answer> published = CompletableFuture.supplyAsync(() -> Http.at(server).asOperator().publish("lobby", "still there?"), later);
            ann.expect("operator: still there?");
            assertEquals(200, published.join().status());
        }
    }
}
