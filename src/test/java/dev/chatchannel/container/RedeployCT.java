package dev.chatchannel.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Put up and taken down again and again, under clients: {@code -Dredeploys=30} for a long look. */
@ExtendWith(ArquillianExtension.class)
@Timeout(900)
class RedeployCT implements Place {
    private static final String WAR = "again";
    private static final int TIMES = Integer.getInteger("redeploys", 5);
    private static final int CLIENTS = 5;
    private static final Path HOME = Path.of(System.getProperty("test.home", "target/homes/none")).toAbsolutePath();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = WAR, managed = false, testable = false)
    static WebArchive war() {
        return InContainer.war();
    }

    @Test
    void what_was_put_up_and_taken_down_leaves_nothing_behind_and_nothing_that_was_said_is_lost() {
        Jvm container = Jvm.ofContainer();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            deployer.deploy(WAR);
            List<Client> clients = new ArrayList<>();
            for (int one = 0; one < CLIENTS; one++) clients.add(Client.connect(ws("chat-channel/?channel=hall")));
            said.add("said in round " + i + " of " + Wire.freshName("Redeploy"));
            Http.at(this).publish("hall", said.get(i));
            for (Client client : clients) client.expect("guest-…: " + said.get(i));
            assertFalse(container.ourThreads().isEmpty());
            deployer.undeploy(WAR);
            for (Client client : clients) assertEquals("restarting", client.expectClose(3001));
            assertEquals(List.of(), container.ourThreads());
            assertEquals(List.of(), container.openFiles(HOME));
        }
        Wire.await(() -> container.generations() <= container.keptAnyway(), () -> container.generations() + " class loaders of ours are still there");
        assertTrue(container.nativeLibraries(HOME).size() <= container.keptAnyway(), () -> container.nativeLibraries(HOME).toString());
        deployer.deploy(WAR);
        List<String> kept = new ArrayList<>();
        Http.at(this).api("history", "{\"channel\":\"hall\",\"reverse\":true,\"limit\":" + TIMES + "}").result().path("publications")
                .forEach(one -> kept.add(0, one.at("/data/text").asText()));
        deployer.undeploy(WAR);
        assertEquals(said, kept);
    }

    @Override
    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + System.getProperty("test.port") + "/chat/").resolve(path);
    }

    @Override
    public String operatorToken() {
        return ServerLog.newestOperatorToken();
    }
}
