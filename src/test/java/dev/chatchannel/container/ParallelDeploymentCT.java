package dev.chatchannel.container;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.chatchannel.fault.Traffic;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.kit.Redis;
import dev.chatchannel.kit.Wire;
import java.io.File;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat's parallel deployment: a newer version beside the old one, which then goes, and nobody who talks misses a word. */
@ExtendWith(ArquillianExtension.class)
@Timeout(240)
class ParallelDeploymentCT implements Place {
    private static final int ENOUGH = 30;

    @TempDir
    Path directory;

    @BeforeEach
    void only_tomcat_has_it() {
        assumeFalse(Jvm.ofContainer().isWildfly(), "WildFly has no parallel deployment");
    }

    @Test
    void when_a_newer_version_takes_over_nothing_is_lost_or_doubled() throws Exception {
        try (Redis redis = Redis.start()) {
            File war = directory.resolve("chat.war").toFile();
            InContainer.with(Map.of("database", Postgres.shared().newDatabase(), "redis", redis.address()), InContainer.war()).as(ZipExporter.class).exportTo(war);
            deploy(war, 1);
            new Traffic(List.of(this, this), List.of(this, this), this, System.nanoTime()).during(() -> {
                awaitMore();
                deploy(war, 2);
                awaitMore();
                undeploy(1);
                awaitMore();
            });
        }
    }

    @AfterEach
    void leave_none_behind() throws Exception {
        for (int version = 1; version <= 2; version++) manager("undeploy?path=/chat&version=" + version); // the old one has gone, unless the test was broken off
    }

    @Override
    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + System.getProperty("test.port") + "/chat/").resolve(path);
    }

    @Override
    public String operatorToken() {
        return ServerLog.newestOperatorToken();
    }

    private void deploy(File war, int version) throws Exception {
        manage("deploy?path=/chat&version=" + version + "&war=" + URLEncoder.encode(war.toURI().toString(), StandardCharsets.UTF_8));
    }

    private void undeploy(int version) throws Exception {
        manage("undeploy?path=/chat&version=" + version);
    }

    private void manage(String order) throws Exception {
        String said = manager(order);
        assertTrue(said.startsWith("OK"), said);
    }

    /** It answers when the version has started, or has ended. */
    private String manager(String order) throws Exception {
        String login = Base64.getEncoder().encodeToString("arquillian:arquillian".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(http("/manager/text/" + order)).header("Authorization", "Basic " + login).timeout(Duration.ofMinutes(2)).build();
        return InContainer.BROWSER.send(request, BodyHandlers.ofString()).body();
    }

    private void awaitMore() {
        long before = messages();
        Wire.await(() -> messages() >= before + ENOUGH, () -> "more messages");
    }

    private long messages() {
        return Http.at(this).api("history", "{\"channel\":\"lobby\"}").result().path("offset").asLong();
    }
}
