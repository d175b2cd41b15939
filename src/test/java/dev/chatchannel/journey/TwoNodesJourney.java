package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.JsonClient;
import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done on one node of a place holds on the other: by whichever way they hear each other. */
@Timeout(60)
abstract class TwoNodesJourney {
    private final List<AutoCloseable> open = new ArrayList<>();

    /** Where things are done. */
    abstract Place here();

    /** Where they are seen. */
    abstract Place there();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) one.close();
    }

    @Test
    void a_removed_member_no_longer_hears_the_channel_on_the_other_node() {
        Somebody ann = new Somebody("Ann");
        Somebody ben = new Somebody("Ben");
        JsonClient ears = ben.at(there());
        String plans = rpc(ann.at(here()), "channel.create", "{\"kind\":\"private\",\"title\":\"Plans\"}").path("name").asText();
        rpc(ann.at(here()), "channel.invite", about(plans, ben));
        ears.channelsChanged();
        Wire.await(() -> ears.ask("subscribe", in(plans)).has("subscribe"), () -> "Ben is in");
        ann.at(here()).publish(plans, "before");
        assertEquals("before", ears.publication(plans).at("/data/text").asText());
        rpc(ann.at(here()), "channel.remove", about(plans, ben));
        ann.at(here()).publish(plans, "after");
        JsonNode next = ears.await(frame -> frame.at("/push").has("unsubscribe") || frame.at("/push").has("pub"));
        assertEquals(2011, next.at("/push/unsubscribe/code").asInt(), next::toString);
        ears.refused(102, "history", in(plans));
    }

    @Test
    void a_deleted_channel_is_over_on_the_other_node() {
        Somebody ann = new Somebody("Ann");
        String talk = rpc(ann.at(here()), "channel.create", "{\"kind\":\"private\",\"title\":\"Talk\"}").path("name").asText();
        JsonClient ears = ann.at(there());
        ears.subscribe(talk);
        rpc(ann.at(here()), "channel.delete", "{\"channel\":\"" + talk + "\",\"name\":\"" + talk + "\"}");
        assertEquals(2012, ears.push(talk, "unsubscribe").at("/push/unsubscribe/code").asInt());
        ears.refused(102, "history", in(talk));
    }

    @Test
    void who_signs_out_here_is_signed_out_there() {
        Somebody ann = new Somebody("Ann");
        JsonClient ears = ann.at(there());
        assertEquals(200, ann.web(here()).with("Origin", here().origin()).post("sign-out", "").status());
        ears.socket().expectEnd(3003);
    }

    @Test
    void guests_who_are_turned_out_here_are_turned_out_there() {
        try (JsonClient guest = JsonClient.over(Client.connect(there().ws("connection/websocket")))) {
            guest.done("connect", "{}");
            operator(here(), "place.set", "{\"guests\":false}");
            guest.socket().expectEnd(4513);
            assertEquals(403, Http.at(there()).api("history", in("lobby")).status());
        } finally {
            operator(here(), "place.set", "{\"guests\":true}");
            Wire.await(() -> Http.at(there()).api("history", in("lobby")).status() == 200, () -> "guests are back");
        }
    }

    @Test
    void an_administrator_closes_connections_of_any_node() {
        Somebody ann = new Somebody("Ann");
        JsonClient ears = ann.at(there());
        operator(here(), "connection.close", "{\"user\":\"" + ann.id + "\",\"code\":4100,\"reason\":\"come back\"}");
        ears.socket().expectEnd(4100);
    }

    @Test
    void administrators_see_which_node_answered_and_which_others_there_are() {
        Somebody ann = new Somebody("Ann");
        ann.at(here());
        List<JsonNode> lists = new ArrayList<>();
        for (Place node : List.of(here(), there())) {
            Wire.await(() -> nodes(node).size() == 2, () -> "it knows the other");
            lists.add(Http.at(node).asOperator().api("connection.list", "{}").result());
        }
        assertTrue(lists.get(0).path("connections").findValuesAsText("name").contains(ann.name));
        assertFalse(lists.get(1).path("connections").findValuesAsText("name").contains(ann.name));
        List<String> answering = lists.stream().map(TwoNodesJourney::here).toList();
        assertNotEquals(answering.get(0), answering.get(1));
        assertEquals(answering.stream().sorted().toList(), lists.get(0).path("nodes").findValuesAsText("id"));
        JsonNode closed = Http.at(there()).asOperator().api("connection.close", "{\"user\":\"" + ann.id + "\",\"code\":4100}").result();
        assertEquals("{\"closed\":0,\"others\":1}", closed.toString());
    }

    @Test
    void how_far_one_has_read_here_is_told_to_ones_connections_there() {
        Somebody ann = new Somebody("Ann");
        String talk = rpc(ann.at(here()), "channel.create", "{\"kind\":\"private\",\"title\":\"Talk\"}").path("name").asText();
        ann.at(here()).publish(talk, "hi");
        JsonClient ears = ann.at(there());
        rpc(ann.at(here()), "channel.mark", "{\"channel\":\"" + talk + "\",\"offset\":1}");
        assertEquals(1, ears.toldOf("mark").path("offset").asLong());
        rpc(ann.at(here()), "channel.prefer", "{\"channel\":\"" + talk + "\",\"notify\":\"none\"}");
        assertEquals(talk, ears.toldOf("preference").path("channel").asText());
    }

    @Test
    void who_resumes_on_the_other_node_gets_what_followed() {
        Somebody ann = new Somebody("Ann");
        String talk = rpc(ann.at(here()), "channel.create", "{\"kind\":\"private\",\"title\":\"Talk\"}").path("name").asText();
        ann.at(there()).subscribe(talk); // that node knows the channel as it is now
        JsonNode place = ann.at(here()).subscribe(talk);
        for (int i = 1; i <= 20; i++) {
            JsonNode said = ann.at(here()).publish(talk, "message " + i);
            JsonNode resumed = ann.at(there()).done("subscribe", "{\"channel\":\"%s\",\"recover\":true,\"epoch\":\"%s\",\"offset\":%d}".formatted(
                    talk, place.path("epoch").asText(), said.path("offset").asLong()));
            assertEquals(true, resumed.path("recovered").asBoolean(), resumed::toString);
        }
    }

    private static JsonNode nodes(Place node) {
        return Http.at(node).asOperator().api("connection.list", "{}").result().path("nodes");
    }

    /** @return the id of the node that answered */
    private static String here(JsonNode list) {
        for (JsonNode node : list.path("nodes")) {
            if (node.path("here").asBoolean()) return node.path("id").asText();
        }
        throw new AssertionError("None is here: " + list);
    }

    static void operator(Place place, String method, String params) {
        Answer answer = Http.at(place).asOperator().api(method, params);
        if (answer.status() != 200) throw new AssertionError(method + ": " + answer.text());
    }

    static JsonNode rpc(JsonClient client, String method, String data) {
        return client.done("rpc", "{\"method\":\"" + method + "\",\"data\":" + data + "}").path("data");
    }

    static String in(String channel) {
        return "{\"channel\":\"" + channel + "\"}";
    }

    private static String about(String channel, Somebody who) {
        return "{\"channel\":\"" + channel + "\",\"account\":\"" + who.id + "\"}";
    }

    /** A person with an account, whom both nodes know. */
    final class Somebody {
        final String name;
        final String id;
        private final String cookie;

        Somebody(String first) {
            name = Wire.freshName(first);
            Answer signedUp = Http.at(here()).signUp(Http.at(here()).invitation(), name, Http.PASSWORD);
            if (signedUp.status() != 200) throw new AssertionError("Not signed up: " + signedUp.text());
            id = signedUp.result().at("/account/id").asText();
            cookie = signedUp.cookie();
        }

        /** @return a new connection of theirs */
        JsonClient at(Place node) {
            JsonClient client = JsonClient.over(Client.dial(node.ws("connection/websocket")).with("Cookie", cookie).connect());
            open.add(client);
            client.done("connect", "{}");
            return client;
        }

        Http web(Place node) {
            return Http.at(node).with("Cookie", cookie);
        }
    }
}
