package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Contract;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.JsonClient;
import dev.chatchannel.kit.Pictures;
import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One life in which every message of the contract is spoken. The clients hold each against it, so that what is not as it says fails;
 * this holds the contract against life, so that nothing stands in it that is not so.
 */
@Timeout(60)
class ContractIT {
    private static final String LOBBY = "\"channel\":\"lobby\"";

    @TempDir
    Path home;

    @Test
    void every_message_of_the_contract_is_spoken() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("ping-seconds", "1", "auto-reply", "true"))) {
            Answer signedIn = Http.at(server).signIn("Ann");
            try (JsonClient ann = json(server, signedIn.cookie()); JsonClient operator = json(server, ""); JsonClient mia = json(server, member(server, "Mia").cookie())) {
                comeIn(ann, operator, server.operatorToken());
                talk(ann);
                everythingByRpc(ann, operator);
                accounts(server, mia, operator);
                hearEverything(operator);
                comeAndGo(server, ann, operator);
                leadTheLobby(ann, operator, signedIn.json().at("/result/account/id").asText());
                try (JsonClient eve = json(server, member(server, "Eve").cookie())) {
                    haveChannels(eve, member(server, "Fay").result().at("/account/id").asText());
                    assertSpoken(Contract.JSON, ann.socket(), operator.socket(), eve.socket(), mia.socket());
                }
            }
            try (Client plain = Client.dial(server.ws("chat-channel/")).with("Cookie", signedIn.cookie()).connect();
                    JsonClient ann = json(server, signedIn.cookie())) {
                plainText(plain, ann);
                assertSpoken(Contract.PLAIN, plain);
            }
        }
    }

    private static void comeIn(JsonClient ann, JsonClient operator, String token) {
        ann.done("connect", "{}");
        operator.done("connect", "{\"token\":\"" + token + "\"}");
        ann.subscribe("lobby");
        operator.subscribe("lobby");
        ann.await(frame -> frame.isEmpty());
        ann.socket().send("{}");
    }

    private static void talk(JsonClient ann) {
        ann.publish("lobby", "hi");
        ann.done("history", "{" + LOBBY + ",\"limit\":10}");
        ann.done("presence", "{" + LOBBY + "}");
        ann.done("presence_stats", "{" + LOBBY + "}");
        ann.done("ping", "{}");
        ann.socket().send("{\"send\":{\"any\":\"thing\"}}");
        ann.refused(1001, "publish", "{" + LOBBY + ",\"data\":{\"text\":\" \"}}");
    }

    private static void everythingByRpc(JsonClient ann, JsonClient operator) {
        rpc(ann, "publish", "{" + LOBBY + ",\"data\":{\"text\":\"by rpc\"}}"); // the second message
        String target = "{" + LOBBY + ",\"offset\":2";
        rpc(ann, "message.edit", target + ",\"text\":\"edited\"}");
        rpc(ann, "reaction.add", target + ",\"reaction\":\"👍\"}");
        rpc(ann, "reaction.list", target + "}");
        rpc(ann, "reaction.mine", "{" + LOBBY + ",\"offsets\":[1,2]}");
        rpc(ann, "history", "{" + LOBBY + ",\"limit\":10}");
        rpc(ann, "reaction.remove", target + ",\"reaction\":\"👍\"}");
        rpc(ann, "message.delete", target + "}");
        rpc(operator, "topic.set", "{" + LOBBY + ",\"topic\":\"tea\"}");
        rpc(ann, "channel.join", "{" + LOBBY + "}");
        rpc(ann, "channel.leave", "{" + LOBBY + "}");
        rpc(ann, "history", "{" + LOBBY + ",\"limit\":100}");
        rpc(ann, "presence", "{" + LOBBY + "}");
        rpc(ann, "presence_stats", "{" + LOBBY + "}");
        ann.done("rpc", "{\"method\":\"health\"}");
        rpc(ann, "search", "{\"text\":\"hi\"," + LOBBY + ",\"limit\":5}");
        rpc(ann, "search", "{\"text\":\"from:Nobody\",\"zone\":\"Europe/Berlin\",\"has\":\"link\"}");
    }

    private static Answer member(ServerProcess server, String name) {
        return Http.at(server).signUp(Http.at(server).invitation(), name, Http.PASSWORD);
    }

    private static void accounts(ServerProcess server, JsonClient mia, JsonClient operator) {
        JsonNode account = mia.done("connect", "{}").at("/data/account");
        rpc(mia, "session.list", "{}");
        rpc(mia, "session.end_others", "{}");
        mia.refused(1007, "rpc", "{\"method\":\"session.end\",\"data\":{\"session\":\"none\"}}");
        rpc(mia, "password.change", "{\"old\":\"" + Http.PASSWORD + "\",\"password\":\"seven green kettles\"}");
        rpc(mia, "profile.set", "{\"name\":\"Mia\",\"language\":\"en\",\"time_zone\":\"Europe/Berlin\"}");
        String user = "{\"user\":\"" + account.path("id").asText() + "\"}";
        String invitation = operator.done("rpc", "{\"method\":\"invite.create\",\"data\":{\"uses\":2}}").at("/data/id").asText();
        rpc(operator, "invite.list", "{}");
        rpc(operator, "invite.revoke", "{\"invite\":\"" + invitation + "\"}");
        rpc(mia, "account.find", "{\"text\":\"mi\",\"limit\":5}");
        rpc(operator, "account.list", "{}");
        rpc(operator, "account.list", "{\"kind\":\"guest\"}");
        rpc(operator, "account.reset", user);
        Http.at(server).signIn("Mia", "seven green kettles");
        JsonNode sessions = mia.done("rpc", "{\"method\":\"session.list\",\"data\":{}}").at("/data/sessions");
        int other = sessions.at("/0/current").asBoolean() ? 1 : 0;
        rpc(mia, "session.end", "{\"session\":\"" + sessions.at("/" + other + "/id").asText() + "\"}");
        String zoe = Http.at(server).signUp(Http.at(server).invitation(), "Zoe", Http.PASSWORD).result().at("/account/id").asText();
        rpc(operator, "account.set_kind", "{\"user\":\"" + zoe + "\",\"kind\":\"administrator\"}");
        JsonNode picture = Http.at(server).with("Cookie", Http.at(server).signIn("Mia", "seven green kettles").cookie()).post("avatar", Pictures.png(4, 4)).json();
        assertEquals("{\"result\":{}}", picture.toString());
        rpc(operator, "avatar.remove", user);
        rpc(operator, "account.deactivate", user);
        rpc(operator, "account.reactivate", user);
        String bot = operator.done("rpc", "{\"method\":\"bot.create\",\"data\":{\"name\":\"Builder\"}}").at("/data/user").asText();
        String wanted = "{\"user\":\"" + bot + "\",\"name\":\"CI\",\"scopes\":[\"post\"],\"days\":30}";
        String token = operator.done("rpc", "{\"method\":\"token.create\",\"data\":" + wanted + "}").at("/data/id").asText();
        rpc(operator, "token.list", "{\"user\":\"" + bot + "\"}");
        rpc(operator, "token.revoke", "{\"token\":\"" + token + "\"}");
        rpc(operator, "place.set", "{\"name\":\"The garden\",\"guests\":true,\"sign_up\":\"invite\",\"edit_seconds\":0}");
        operator.done("rpc", "{\"method\":\"place.get\"}");
        operator.done("rpc", "{\"method\":\"settings.get\"}");
        rpc(operator, "address.ban", "{\"address\":\"203.0.113.7\",\"seconds\":60}");
        rpc(operator, "address.ban", "{\"address\":\"2001:db8::7\"}");
        operator.done("rpc", "{\"method\":\"address.list\"}");
        rpc(operator, "address.unban", "{\"address\":\"203.0.113.7\"}");
        rpc(operator, "audit.list", "{}");
    }

    private static void hearEverything(JsonClient operator) {
        assertEquals("leave", operator.publications("lobby", 9).get(8).at("/data/kind").asText());
    }

    private static void comeAndGo(ServerProcess server, JsonClient ann, JsonClient operator) {
        rpc(ann, "typing", "{" + LOBBY + "}");
        operator.await(frame -> frame.at("/push/pub/data/kind").asText().equals("typing"));
        try (JsonClient ben = json(server, Http.at(server).signIn("Ben").cookie())) {
            String connection = ben.done("connect", "{}").path("client").asText();
            ben.subscribe("lobby");
            ann.await(frame -> frame.at("/push/join/info/conn_info/name").asText().equals("Ben"));
            rpc(operator, "connection.list", "{\"limit\":200}");
            rpc(operator, "connection.close", "{\"client\":\"" + connection + "\",\"code\":4123,\"reason\":\"enough\"}");
        }
        ann.await(frame -> frame.at("/push/leave/info/conn_info/name").asText().equals("Ben"));
        ann.done("unsubscribe", "{" + LOBBY + "}");
    }

    /** Ann is a guest; what the operator does to her stands in the lobby's log. */
    private static void leadTheLobby(JsonClient ann, JsonClient operator, String id) {
        String her = "{" + LOBBY + ",\"account\":\"" + id + "\"";
        rpc(ann, "channel.join", "{" + LOBBY + "}");
        rpc(operator, "channel.set_role", her + ",\"role\":\"read_only\"}");
        rpc(operator, "channel.set_role", her + ",\"role\":\"member\"}"); // read-only stays when one is removed
        rpc(operator, "channel.remove", her + "}");
        rpc(operator, "channel.mute", her + ",\"seconds\":86400}");
        rpc(operator, "channel.mute", her + ",\"seconds\":0}");
        rpc(operator, "channel.ban", her + "}");
        rpc(operator, "channel.banned", "{" + LOBBY + "}");
        rpc(operator, "channel.unban", her + "}");
        rpc(operator, "channel.slow_mode", "{" + LOBBY + ",\"seconds\":1}");
        rpc(operator, "channel.slow_mode", "{" + LOBBY + ",\"seconds\":0}");
        rpc(operator, "channel.rename", "{" + LOBBY + ",\"title\":\"The lobby\"}");
        rpc(operator, "channel.open_to_guests", "{" + LOBBY + ",\"open\":false}");
        rpc(operator, "channel.open_to_guests", "{" + LOBBY + ",\"open\":true}");
        rpc(operator, "channel.archive", "{" + LOBBY + "}");
        rpc(operator, "channel.unarchive", "{" + LOBBY + "}");
        operator.await(frame -> frame.at("/push/pub/data/kind").asText().equals("archive"));
    }

    private static void haveChannels(JsonClient eve, String fay) {
        eve.done("connect", "{}");
        rpc(eve, "channel.direct", "{\"accounts\":[\"" + fay + "\"]}");
        String plans = eve.done("rpc", "{\"method\":\"channel.create\",\"data\":{\"kind\":\"private\"}}").at("/data/name").asText();
        String there = "{\"channel\":\"" + plans + "\"";
        eve.subscribe(plans);
        rpc(eve, "channel.invite", there + ",\"account\":\"" + fay + "\"}");
        eve.push(plans, "pub");
        rpc(eve, "channel.members", there + "}");
        rpc(eve, "channel.mark", there + ",\"offset\":1}");
        rpc(eve, "channel.prefer", there + ",\"notify\":\"all\",\"favourite\":true}");
        eve.toldOf("preference");
        eve.done("rpc", "{\"method\":\"channel.list\"}");
        rpc(eve, "channel.browse", "{\"prefix\":\"lob\"}");
        rpc(eve, "channel.delete", there + ",\"name\":\"" + plans + "\"}");
        eve.push(plans, "unsubscribe");
    }

    private static void plainText(Client plain, JsonClient ann) {
        plain.send(" ").send("hello");
        Set<String> both = new TreeSet<>(Set.of(plain.next(), plain.next()));
        assertEquals(Set.of("Ann: hello", "hello"), both);
        plain.send(new byte[] {1, 2, 3}).expect(new byte[] {1, 2, 3});
        plain.send("x".repeat(20_000)).expect("! …");
        ann.done("connect", "{}");
        long hello = ann.done("history", "{" + LOBBY + "}").path("offset").asLong() - 1; // the file came after it
        rpc(ann, "message.edit", "{" + LOBBY + ",\"offset\":" + hello + ",\"text\":\"two\\nlines\"}");
        plain.expect("Ann (edited): two\n    lines");
    }

    private static JsonClient json(ServerProcess server, String cookie) {
        Client.Dialling dialling = Client.dial(server.ws("connection/websocket"));
        return JsonClient.over(cookie.isEmpty() ? dialling.connect() : dialling.with("Cookie", cookie).connect());
    }

    private static void rpc(JsonClient client, String method, String data) {
        client.done("rpc", "{\"method\":\"" + method + "\",\"data\":" + data + "}");
    }

    private static void assertSpoken(String channel, Client... clients) {
        Set<String> unspoken = new TreeSet<>(Contract.ours().names(channel));
        for (Client client : clients) unspoken.removeAll(client.seen());
        assertEquals(Set.of(), unspoken);
    }
}
