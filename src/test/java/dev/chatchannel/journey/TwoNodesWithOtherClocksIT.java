package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.JsonClient;
import dev.chatchannel.kit.Node;
import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.kit.Redis;
import dev.chatchannel.kit.ServerProcess;
import dev.chatchannel.kit.Wire;
import dev.chatchannel.kit.WrongClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node's clock is an hour behind, and the other's an hour ahead: nobody notices. */
class TwoNodesWithOtherClocksIT extends TwoNodesJourney {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration NEARLY = Duration.ofMinutes(5);

    @TempDir
    static Path homes;

    private static Redis redis;
    private static ServerProcess behind;
    private static ServerProcess ahead;

    @BeforeAll
    static void start() {
        assumeTrue(WrongClock.isThere(), "There is no C compiler here: apt-get install tcc");
        redis = Redis.start();
        Map<String, String> settings = Map.of("database", Postgres.shared().newDatabase(), "guests", "true", "redis", redis.address());
        behind = ServerProcess.start(homes.resolve("behind"), settings, WrongClock.ahead(HOUR.negated()));
        ahead = ServerProcess.start(homes.resolve("ahead"), settings, WrongClock.ahead(HOUR));
    }

    @AfterAll
    static void stop() {
        if (ahead != null) ahead.close();
        if (behind != null) behind.close();
        if (redis != null) redis.close();
    }

    @Override
    Place here() {
        return behind;
    }

    @Override
    Place there() {
        return new Node(ahead, behind.operatorToken());
    }

    @Test
    void messages_have_the_time_of_the_database_whichever_node_stored_them() {
        Talk talk = new Talk();
        talk.ann.at(here()).publish(talk.name, "stored here");
        talk.ann.at(there()).publish(talk.name, "stored there");
        JsonNode said = talk.ann.at(here()).done("history", "{\"channel\":\"" + talk.name + "\",\"limit\":2,\"reverse\":true}").path("publications");
        assertEquals(2, said.size(), said::toString);
        for (JsonNode one : said) assertTrue(Math.abs(one.at("/data/time").asLong() - now()) < NEARLY.toMillis(), one::toString);
    }

    @Test
    void who_is_muted_for_minutes_is_so_on_both_nodes_and_then_on_neither() {
        Talk talk = new Talk();
        talk.mute(NEARLY.toSeconds());
        for (Place node : List.of(here(), there())) Wire.await(() -> talk.benSays(node).status() == 403, () -> "Ben is muted");
        talk.mute(1);
        for (Place node : List.of(here(), there())) Wire.await(() -> talk.benSays(node).status() == 200, () -> "Ben speaks again");
    }

    @Test
    void slow_mode_counts_what_was_said_on_either_node() {
        Talk talk = new Talk();
        talk.slow(300);
        assertEquals(200, talk.benSays(here()).status());
        mustWait(talk.benSays(here()));
        mustWait(talk.benSays(there()));
        talk.slow(0);
        assertEquals(200, talk.benSays(there()).status());
        talk.slow(300);
        mustWait(talk.benSays(here()));
        mustWait(talk.benSays(there()));
    }

    @Test
    void what_was_said_here_may_be_edited_there_for_as_long_as_one_may() {
        Talk talk = new Talk();
        operator(here(), "place.set", "{\"edit_seconds\":300}");
        try {
            long offset = talk.ben.at(here()).publish(talk.name, "wrog").path("offset").asLong();
            rpc(talk.ben.at(there()), "message.edit", "{\"channel\":\"%s\",\"offset\":%d,\"text\":\"wrong\"}".formatted(talk.name, offset));
        } finally {
            operator(here(), "place.set", "{\"edit_seconds\":0}");
        }
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    /** Not for an hour, but for what is left of five minutes. */
    private static void mustWait(Answer answer) {
        assertEquals(429, answer.status(), answer::toString);
        long seconds = answer.json().at("/error/retry_after").asLong();
        assertTrue(0 < seconds && seconds <= NEARLY.toSeconds(), answer::toString);
    }

    /** A public channel of Ann's, in which Ben is too. */
    private final class Talk {
        final Somebody ann = new Somebody("Ann");
        final Somebody ben = new Somebody("Ben");
        final String name = rpc(ann.at(here()), "channel.create", "{\"kind\":\"public\",\"name\":\"talk-" + ann.id + "\"}").path("name").asText();
        final List<JsonClient> ears = List.of(ann.at(here()), ann.at(there()));

        Talk() {
            rpc(ben.at(here()), "channel.join", in(name));
            ears.forEach(ear -> ear.subscribe(name));
        }

        Answer benSays(Place node) {
            return ben.web(node).with("Origin", node.origin()).publish(name, "hi");
        }

        void mute(long seconds) {
            rpc(ann.at(here()), "channel.mute", "{\"channel\":\"%s\",\"account\":\"%s\",\"seconds\":%d}".formatted(name, ben.id, seconds));
        }

        /** Returns when both nodes know. */
        void slow(int seconds) {
            rpc(ann.at(here()), "channel.slow_mode", "{\"channel\":\"%s\",\"seconds\":%d}".formatted(name, seconds));
            for (JsonClient ear : ears) ear.await(frame -> frame.at("/push/pub/data/kind").asText().equals("slow"));
        }
    }
}
