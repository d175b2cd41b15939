package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.JsonClient;
import dev.chatchannel.kit.Node;
import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.kit.Redis;
import dev.chatchannel.kit.ServerProcess;
import dev.chatchannel.kit.Wire;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that hear each other by Redis. */
class TwoNodesByRedisIT extends TwoNodesJourney {
    @TempDir
    static Path homes;

    private static Redis redis;
    private static ServerProcess first;
    private static ServerProcess second;

    @BeforeAll
    static void start() {
        redis = Redis.start();
        Map<String, String> settings = Map.of("database", Postgres.shared().newDatabase(), "guests", "true", "redis", redis.address());
        first = ServerProcess.start(homes.resolve("first"), settings);
        second = ServerProcess.start(homes.resolve("second"), settings);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        redis.close();
    }

    @Override
    Place here() {
        return first;
    }

    @Override
    Place there() {
        return new Node(second, first.operatorToken());
    }

    @Test
    void who_comes_and_goes_and_types_on_one_node_is_seen_on_the_other() {
        Somebody ann = new Somebody("Ann");
        Somebody ben = new Somebody("Ben");
        JsonClient ears = ann.at(there());
        String talk = rpc(ann.at(here()), "channel.create", "{\"kind\":\"public\",\"name\":\"talk-" + ann.id + "\"}").path("name").asText();
        ears.subscribe(talk);
        JsonClient mouth = ben.at(here());
        mouth.subscribe(talk);
        ears.await(frame -> frame.at("/push/join/info/conn_info/name").asText().equals(ben.name));
        Wire.await(() -> people(mouth, talk) == 2, () -> "Ben sees Ann: " + mouth.done("presence", in(talk)));
        assertEquals(2, people(ears, talk));
        rpc(mouth, "typing", in(talk));
        JsonNode typing = ears.publication(talk);
        assertEquals("typing", typing.at("/data/kind").asText(), typing::toString);
        mouth.close();
        ears.push(talk, "leave");
        assertEquals(1, people(ears, talk));
    }

    private static int people(JsonClient client, String channel) {
        return client.done("presence_stats", in(channel)).path("num_users").asInt();
    }
}
