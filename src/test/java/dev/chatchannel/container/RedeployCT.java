package dev.chatchannel.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.kit.Redis;
import dev.chatchannel.kit.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Put up and taken down again and again, under clients: {@code -Dredeploys=30} for a long look. */
@ExtendWith(ArquillianExtension.class)
@Timeout(900)
class RedeployCT implements Place {
    private static final String EMBEDDED = "embedded";
    private static final String SHARED = "shared";
    private static final String LENT = "lent";
    private static final int TIMES = Integer.getInteger("redeploys", 5);
    private static final int TIMES_SHARED = Integer.getInteger("redeploys", 2);
    private static final int CLIENTS = 5;
    private static final Path HOME = Path.of(System.getProperty("test.home", "target/homes/none")).toAbsolutePath();
    private static final Redis REDIS = Redis.start();
    private static final String DATABASE = Postgres.shared().newDatabase();
    private static final String LENT_DATABASE = Postgres.shared().newDatabase();

    @ArquillianResource
    private Deployer deployer;

    private final Jvm container = Jvm.ofContainer();
    private final List<String> said = new ArrayList<>();
    private String path;

    @Deployment(name = EMBEDDED, managed = false, testable = false)
    static WebArchive embedded() {
        return InContainer.named("embedded.war");
    }

    @Deployment(name = SHARED, managed = false, testable = false)
    static WebArchive shared() {
        return InContainer.with(Map.of("database", DATABASE, "redis", REDIS.address()), InContainer.named("shared.war"));
    }

    /** Set up by the lines of postgresql.md in Tomcat; in WildFly by a file, where those are for its console. */
    @Deployment(name = LENT, managed = false, testable = false)
    static WebArchive lent() {
        if (!System.getProperty("arquillian.launch", "").equals("wildfly")) {
            return InContainer.named("lent.war").addAsManifestResource(new StringAsset(DataSources.ofTomcat(LENT_DATABASE)), "context.xml");
        }
        WebArchive war = InContainer.with(Map.of("database", DataSources.NAME), InContainer.named("lent.war"));
        return war.addAsWebInfResource(new StringAsset(DataSources.ofWildfly(LENT_DATABASE, "lent.war")), "chat-ds.xml");
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void what_was_put_up_and_taken_down_leaves_nothing_behind_and_nothing_that_was_said_is_lost() {
        for (int i = 0; i < TIMES; i++) putUpAndTakeDown(EMBEDDED);
        assertNothingStays();
        assertNothingIsLost(EMBEDDED);
    }

    @Test
    void on_a_shared_database_and_redis_no_connection_stays_either() {
        for (int i = 0; i < TIMES_SHARED; i++) {
            putUpAndTakeDown(SHARED);
            Wire.await(() -> Postgres.connectionsTo(DATABASE) == 0, () -> Postgres.connectionsTo(DATABASE) + " connections to PostgreSQL");
            Wire.await(() -> !clients().contains("name=chat-channel"), RedeployCT::clients);
        }
        assertNothingStays();
        assertNothingIsLost(SHARED);
    }

    @Test
    void connections_that_the_container_lends_serve_too_and_go_back() {
        for (int i = 0; i < 2; i++) putUpAndTakeDown(LENT);
        Wire.await(() -> Postgres.connectionsTo(LENT_DATABASE) == 0, () -> Postgres.connectionsTo(LENT_DATABASE) + " connections to PostgreSQL");
        assertNothingStays();
        assertNothingIsLost(LENT);
    }

    private void putUp(String war) {
        path = "/" + war + "/";
        deployer.deploy(war);
    }

    private void putUpAndTakeDown(String war) {
        putUp(war);
        List<Client> clients = new ArrayList<>();
        for (int one = 0; one < CLIENTS; one++) clients.add(Client.connect(ws("chat-channel/?channel=hall")));
        String words = "said in round " + said.size() + " of " + Wire.freshName("Redeploy");
        said.add(words);
        Http.at(this).publish("hall", words);
        for (Client client : clients) client.expect("guest-…: " + words);
        assertFalse(container.ourThreads().isEmpty());
        deployer.undeploy(war);
        for (Client client : clients) assertEquals("restarting", client.expectClose(3001));
        assertEquals(List.of(), container.ourThreads());
        assertEquals(List.of(), container.openFiles(HOME));
    }

    private void assertNothingStays() {
        Wire.await(() -> container.generations() <= container.keptAnyway(), () -> container.generations() + " class loaders of ours are still there");
        assertTrue(container.nativeLibraries(HOME).size() <= container.keptAnyway(), () -> container.nativeLibraries(HOME).toString());
        System.out.println("After " + said.size() + " redeployments: " + container.generations() + " class loaders of ours, " + container.ourThreads().size() + " threads, "
                + container.openFiles(HOME).size() + " files, " + container.nativeLibraries(HOME).size() + " native libraries; " + container.total());
    }

    private void assertNothingIsLost(String war) {
        putUp(war);
        List<String> kept = new ArrayList<>();
        Http.at(this).api("history", "{\"channel\":\"hall\",\"reverse\":true,\"limit\":" + said.size() + "}").result().path("publications")
                .forEach(one -> kept.add(0, one.at("/data/text").asText()));
        deployer.undeploy(war);
        assertEquals(said, kept);
    }

    private static String clients() {
        return new String((byte[]) REDIS.ask("CLIENT", "LIST"), StandardCharsets.UTF_8);
    }

    @Override
    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + System.getProperty("test.port") + this.path).resolve(path);
    }

    @Override
    public String operatorToken() {
        return ServerLog.newestOperatorToken();
    }
}
