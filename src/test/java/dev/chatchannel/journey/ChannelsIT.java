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
import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Private and public channels through real sockets: each attack after the honest way. */
@Timeout(60)
class ChannelsIT {
    @TempDir
    Path home;

    private final Map<String, Answer> people = new HashMap<>(); // as they were signed up
    private ServerProcess server;
    private JsonClient ann;
    private JsonClient ben;
    private JsonClient cid;
    private String plans;

    @BeforeEach
    void a_private_channel_of_ann_and_ben() {
        server = ServerProcess.start(home);
        for (String name : List.of("Ann", "Ben", "Cid")) people.put(name, Http.at(server).signUp(Http.at(server).invitation(), name, Http.PASSWORD));
        ann = json("Ann");
        ben = json("Ben");
        cid = json("Cid");
        plans = rpc(ann, "channel.create", "{\"kind\":\"private\",\"title\":\"Plans\"}").path("name").asText();
        rpc(ann, "channel.invite", about("Ben"));
    }

    @AfterEach
    void close() {
        for (JsonClient one : new JsonClient[] {ann, ben, cid}) one.close();
        server.close();
    }

    @Test
    void a_removed_member_no_longer_hears_the_channel() {
        JsonNode place = ben.subscribe(plans);
        ann.subscribe(plans);
        try (Client plain = plain("Ben")) {
            ann.publish(plans, "before");
            assertEquals("before", ben.publication(plans).at("/data/text").asText());
            plain.expect("Ann: before");
            rpc(ann, "channel.remove", about("Ben"));
            ann.publish(plans, "after");
            JsonNode end = ben.push(plans, "unsubscribe").at("/push/unsubscribe");
            assertEquals(2011, end.path("code").asInt());
            assertEquals("out of the channel", plain.expectClose(4511));
        }
        assertEquals("after", ann.publications(plans, 3).get(2).at("/data/text").asText());
        JsonNode alone = ann.done("presence", in(plans)).path("presence");
        assertFalse(alone.findValuesAsText("client").isEmpty());
        for (String method : new String[] {"subscribe", "history", "presence", "presence_stats"}) ben.refused(102, method, in(plans));
        ben.refused(102, "subscribe", "{\"channel\":\"" + plans + "\",\"recover\":true,\"epoch\":\"" + place.path("epoch").asText() + "\",\"offset\":1}");
        ben.subscribe("lobby");
        ben.publish("lobby", "nothing came meanwhile");
        assertEquals("nothing came meanwhile", ben.await(frame -> frame.at("/push").has("pub")).at("/push/pub/data/text").asText());
        rpc(ann, "channel.invite", about("Ben"));
        ben.subscribe(plans);
        ann.publish(plans, "welcome back");
        assertEquals("welcome back", ben.publication(plans).at("/data/text").asText());
    }

    @Test
    void a_private_channel_is_answered_at_each_door_as_one_that_there_is_not() {
        String nowhere = plans.substring(0, plans.length() - 4) + "zzzz";
        assertEquals(200, web("Ben").api("history", in(plans)).status());
        for (String method : new String[] {"history", "presence", "presence_stats", "typing", "channel.join", "channel.members", "channel.archive"}) {
            assertSame(web("Cid").api(method, in(nowhere)), web("Cid").api(method, in(plans)));
        }
        assertEquals(cid.ask("subscribe", in(nowhere)).get("error"), cid.ask("subscribe", in(plans)).get("error"));
        assertSame(web("Cid").get("chat-channel/?channel=" + nowhere), web("Cid").get("chat-channel/?channel=" + plans));
        assertFalse(rpc(cid, "channel.browse", "{}").toString().contains(plans));
    }

    @Test
    void a_file_of_a_private_channel_is_for_those_who_read_it() {
        ben.subscribe(plans);
        try (Client plain = plain("Ann")) {
            plain.send(new byte[] {1, 2, 3});
            plain.expect(new byte[] {1, 2, 3});
        }
        String file = ben.publication(plans).at("/data/file/id").asText();
        assertEquals(200, web("Ben").get("files/" + file).status());
        assertSame(web("Cid").get("files/" + "0".repeat(26)), web("Cid").get("files/" + file));
        rpc(ann, "channel.remove", about("Ben"));
        assertEquals(404, web("Ben").get("files/" + file).status());
    }

    @Test
    void who_hears_a_channel_that_is_deleted_is_told() {
        ben.subscribe(plans);
        try (Client plain = plain("Ben")) {
            ann.publish(plans, "hi");
            plain.expect("Ann: hi");
            rpc(ann, "channel.delete", "{\"channel\":\"" + plans + "\",\"name\":\"" + plans + "\"}");
            assertEquals("channel deleted", plain.expectClose(4512));
        }
        assertEquals(2012, ben.push(plans, "unsubscribe").at("/push/unsubscribe/code").asInt());
        ann.refused(102, "history", in(plans));
    }

    @Test
    void guests_go_when_a_channel_is_closed_to_them() {
        try (JsonClient guest = JsonClient.over(Client.connect(server.ws("connection/websocket"))); Client plain = Client.connect(server.ws("chat-channel/"))) {
            guest.done("connect", "{}");
            guest.subscribe("lobby");
            plain.send("hi");
            guest.publication("lobby");
            assertEquals(200, Http.at(server).asOperator().api("channel.open_to_guests", "{\"channel\":\"lobby\",\"open\":false}").status());
            assertEquals(2011, guest.push("lobby", "unsubscribe").at("/push/unsubscribe/code").asInt());
            guest.refused(103, "subscribe", in("lobby"));
        }
        ben.subscribe("lobby");
    }

    @Test
    void the_same_two_people_have_one_direct_channel() {
        String direct = rpc(ann, "channel.direct", "{\"accounts\":[\"" + id("Ben") + "\"]}").path("name").asText();
        assertEquals(direct, rpc(ben, "channel.direct", "{\"accounts\":[\"" + id("Ann") + "\"]}").path("name").asText());
        assertNotEquals(plans, direct);
        ben.subscribe(direct);
        ann.publish(direct, "psst");
        assertEquals("psst", ben.publication(direct).at("/data/text").asText());
        cid.refused(102, "subscribe", in(direct));
        assertTrue(rpc(ben, "channel.list", "{}").toString().contains("\"name\":\"Ann\""));
    }

    @Test
    void who_is_put_into_a_channel_or_out_of_it_is_told_without_hearing_it() {
        rpc(ann, "channel.invite", about("Cid"));
        cid.channelsChanged();
        assertTrue(rpc(cid, "channel.list", "{}").toString().contains(plans));
        rpc(ann, "channel.remove", about("Cid"));
        cid.channelsChanged();
        assertFalse(rpc(cid, "channel.list", "{}").toString().contains(plans));
        String direct = rpc(ann, "channel.direct", "{\"accounts\":[\"" + id("Cid") + "\"]}").path("name").asText();
        cid.channelsChanged();
        assertTrue(rpc(cid, "channel.list", "{}").toString().contains(direct));
    }

    @Test
    void people_with_an_account_find_each_other_by_a_part_of_the_name() {
        assertEquals(List.of("Ben"), found(ann, "en"));
        assertEquals(List.of("Ben"), found(ann, "BEN"), "case does not count");
        assertEquals(List.of(), found(ann, "%"), "nothing is a wildcard");
        assertTrue(found(ann, "").containsAll(List.of("Ann", "Ben", "Cid")));
        Http.at(server).asOperator().api("account.deactivate", "{\"user\":\"" + id("Ben") + "\"}");
        assertEquals(List.of(), found(ann, "ben"), "who is deactivated is not found");
        Http.at(server).asOperator().api("account.reactivate", "{\"user\":\"" + id("Ben") + "\"}");
        try (JsonClient guest = JsonClient.over(Client.connect(server.ws("connection/websocket")))) {
            guest.done("connect", "{}");
            guest.refused(103, "rpc", "{\"method\":\"account.find\",\"data\":{}}");
        }
    }

    @Test
    void all_devices_of_an_account_learn_at_once_how_far_it_has_read_and_how_it_wants_a_channel() {
        ann.publish(plans, "one");
        ann.publish(plans, "two @Ben");
        try (JsonClient phone = json("Ben")) {
            rpc(ben, "channel.mark", "{\"channel\":\"" + plans + "\",\"offset\":2}");
            JsonNode mark = phone.toldOf("mark");
            assertEquals(plans, mark.path("channel").asText());
            assertEquals(2, mark.path("offset").asLong());
            JsonNode listed = rpc(phone, "channel.list", "{}").at("/channels/0");
            assertEquals("2 1 1", listed.path("mark").asText() + " " + listed.path("unread").asText() + " " + listed.path("mentions").asText());
            web("Ben").api("channel.prefer", "{\"channel\":\"" + plans + "\",\"notify\":\"none\",\"favourite\":true}");
            assertEquals("none", phone.toldOf("preference").path("notify").asText());
            assertTrue(ben.toldOf("preference").path("favourite").asBoolean());
        }
        cid.refused(102, "rpc", "{\"method\":\"channel.mark\",\"data\":{\"channel\":\"" + plans + "\",\"offset\":1}}");
        ann.done("ping", "{}");
        assertFalse(ann.socket().seen().contains("mark"), "another's marks are nobody's business");
    }

    private static List<String> found(JsonClient asker, String text) {
        List<String> names = new ArrayList<>();
        rpc(asker, "account.find", "{\"text\":\"" + text + "\"}").path("accounts").forEach(one -> names.add(one.path("name").asText()));
        return names;
    }

    private String id(String name) {
        return people.get(name).result().at("/account/id").asText();
    }

    private JsonClient json(String name) {
        JsonClient client = JsonClient.over(Client.dial(server.ws("connection/websocket")).with("Cookie", people.get(name).cookie()).connect());
        client.done("connect", "{}");
        return client;
    }

    private Client plain(String name) {
        return Client.dial(server.ws("chat-channel/?channel=" + plans)).with("Cookie", people.get(name).cookie()).connect();
    }

    private Http web(String name) {
        return Http.at(server).with("Cookie", people.get(name).cookie());
    }

    private String about(String name) {
        return "{\"channel\":\"" + plans + "\",\"account\":\"" + id(name) + "\"}";
    }

    private static String in(String channel) {
        return "{\"channel\":\"" + channel + "\"}";
    }

    private static JsonNode rpc(JsonClient client, String method, String data) {
        return client.done("rpc", "{\"method\":\"" + method + "\",\"data\":" + data + "}").path("data");
    }

    private static void assertSame(Answer expected, Answer actual) {
        assertEquals(expected.status(), actual.status());
        assertEquals(expected.text(), actual.text());
    }
}
