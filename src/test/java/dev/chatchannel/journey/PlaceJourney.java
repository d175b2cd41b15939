package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.JsonClient;
import dev.chatchannel.kit.Opening;
import dev.chatchannel.kit.Wire;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What administrators set for all while the place runs. Each test leaves it as it was. */
public interface PlaceJourney extends Journey {
    @AfterEach
    default void as_it_was() {
        set("{\"name\":\"Chat Channel\",\"guests\":true,\"sign_up\":\"invite\",\"edit_seconds\":0}");
    }

    @Test
    default void guests_are_switched_off_and_on() {
        Http named = web().with("Cookie", web().signIn(Wire.freshName("Gus")).cookie());
        Http member = web().signUp(Wire.freshName("Mia"));
        String ofMember = signInAgain(member);
        try (Client plain = greet(Client.connect(plainPath("lobby"))); JsonClient guest = json(); Client stays = greet(Client.dial(plainPath("news")).with("Cookie", ofMember).connect())) {
            guest.subscribe("lobby");
            assertFalse(set("{\"guests\":false}").path("guests").asBoolean());
            assertEquals("guests are off", plain.expectClose(4513));
            guest.socket().expectEnd(4513);
            stays.send("still here").expect("…: still here");
        }
        for (String path : List.of("chat-channel/", "connection/websocket")) {
            Answer refused = Opening.of(ws(path)).answer();
            assertEquals(403, refused.status());
            assertEquals("guests-off", refused.reason());
            Opening withCookie = Opening.of(ws(path)).with("Cookie", ofMember);
            assertEquals(101, withCookie.answer().status());
            for (String origin : foreignOrigins()) assertEquals(403, withCookie.with("Origin", origin).answer().status(), origin);
        }
        assertEquals("guests-off", web().publish("lobby", "hi").reason());
        assertEquals("guests-off", named.publish("lobby", "hi").reason());
        assertEquals("guests-off", web().signIn(Wire.freshName("Gil")).reason());
        assertEquals(200, member.publish("news", "hi").status());
        JsonNode door = named.get("sign-in").result();
        assertFalse(door.has("account"), door::toString);
        assertFalse(door.at("/place/guests").asBoolean(), door::toString);
        set("{\"guests\":true}");
        assertEquals(200, named.publish("lobby", "back").status());
        greet(Client.connect(plainPath("lobby"))).close();
    }

    @Test
    default void the_edit_window_holds_for_the_author_and_not_for_moderators() {
        Http mia = web().signUp(Wire.freshName("Mia"));
        String message = "{\"channel\":\"news\",\"offset\":" + mia.publish("news", "helo").result().path("offset").asLong();
        assertEquals(200, mia.api("message.edit", message + ",\"text\":\"hello\"}").status());
        set("{\"edit_seconds\":1}");
        Wire.await(() -> mia.api("message.edit", message + ",\"text\":" + Wire.quoted(Wire.freshName("hello")) + "}").status() == 403, () -> "still edited");
        assertEquals("not-allowed", mia.api("message.delete", message + "}").reason());
        assertEquals(200, web().asOperator().api("message.delete", message + "}").status());
    }

    @Test
    default void where_signing_up_is_open_no_link_is_needed() {
        Answer closed = signUp(web(), Wire.freshName("Mia"));
        assertEquals(403, closed.status(), closed::toString);
        assertEquals("not-allowed", closed.reason());
        set("{\"sign_up\":\"open\"}");
        assertEquals("open", web().get("sign-in").result().at("/place/sign_up").asText());
        String name = Wire.freshName("Gus");
        Answer guest = web().signIn(name);
        Answer member = signUp(web().with("Cookie", guest.cookie()), name);
        assertEquals(guest.result().at("/account/id"), member.result().at("/account/id"));
        assertEquals("member", member.result().at("/account/kind").asText());
        assertEquals(200, web().signIn(name, Http.PASSWORD).status());
        assertEquals("name-taken", signUp(web(), name).reason());
        assertEquals("password-refused", web().post("sign-up", "{\"name\":\"Max\",\"password\":\"password\"}").reason());
        assertEquals("link-ended", web().signUp("", Wire.freshName("Max"), Http.PASSWORD).reason(), "a wrong link is wrong");
        assertEquals(403, signUp(web().with("Origin", "https://evil.example"), Wire.freshName("Max")).status());
        set("{\"guests\":false}");
        assertEquals(200, signUp(web(), Wire.freshName("Max")).status(), "who signs up is no guest");
    }

    @Test
    default void the_place_has_a_name_that_everybody_is_told() {
        JsonNode named = set("{\"name\":\"  花园 – the garden 🌱 \"}");
        assertEquals("花园 – the garden 🌱", named.path("name").asText());
        assertEquals(named, place());
        assertTrue(named.path("guests_allowed").asBoolean());
        assertEquals("花园 – the garden 🌱", web().get("sign-in").result().at("/place/name").asText());
        assertEquals(60, set("{\"name\":\"" + "🌱".repeat(60) + "\"}").path("name").asText().codePoints().count());
        for (String wrong : List.of("", "  ", "a\\nb", "a\\u0007b", "a\\u202eb", "a\\u2066b", "\\u200b", "a\\u2028b", "x".repeat(61))) {
            Answer refused = web().asOperator().api("place.set", "{\"name\":\"" + wrong + "\"}");
            assertEquals("bad-request", refused.reason(), wrong);
        }
        for (String wrong : List.of("{\"guests\":\"yes\"}", "{\"sign_up\":\"closed\"}", "{\"edit_seconds\":-1}", "{\"edit_seconds\":315360001}")) {
            assertEquals("bad-request", web().asOperator().api("place.set", wrong).reason(), wrong);
        }
    }

    @Test
    default void what_was_set_stands_in_the_audit_once() {
        set("{\"edit_seconds\":77,\"sign_up\":\"invite\"}");
        set("{\"edit_seconds\":77}");
        JsonNode deeds = web().asOperator().api("audit.list", "{}").result().path("deeds");
        assertEquals("operator place.set edit_seconds 77", "%s %s %s %s".formatted(deeds.at("/0/name").asText(), deeds.at("/0/action").asText(),
                deeds.at("/0/target").asText(), deeds.at("/0/detail").asText()));
        assertFalse(deeds.at("/1/detail").asText().equals("77"), deeds::toString);
    }

    @Test
    default void guests_are_banned_by_address_and_people_with_an_account_are_not() {
        Http named = web().with("Cookie", web().signIn(Wire.freshName("Gus")).cookie());
        Http member = web().signUp(Wire.freshName("Mia"));
        String cookie = signInAgain(member);
        String here = member.api("session.list", "{}").result().at("/sessions/0/address").asText();
        String address = "{\"address\":\"" + here + "\"";
        try (Client plain = greet(Client.connect(plainPath("lobby"))); JsonClient guest = json(); Client stays = greet(Client.dial(plainPath("news")).with("Cookie", cookie).connect())) {
            guest.subscribe("lobby");
            assertEquals(200, web().asOperator().api("address.ban", address + ",\"seconds\":3600}").status());
            assertEquals("address banned", plain.expectClose(4514));
            guest.socket().expectEnd(4514);
            stays.send("still here").expect("…: still here");
            Answer refused = Opening.of(ws("connection/websocket")).answer();
            assertEquals("403 address-banned", refused.status() + " " + refused.reason());
            for (Http guests : List.of(web(), named)) {
                assertEquals("address-banned", guests.publish("lobby", "hi").reason());
                assertEquals("address-banned", guests.signIn(Wire.freshName("Gil")).reason());
                assertFalse(guests.get("sign-in").result().has("account"));
            }
            set("{\"sign_up\":\"open\"}");
            assertEquals("address-banned", signUp(web(), Wire.freshName("Max")).reason());
            assertEquals(200, web().signUp(web().invitation(), Wire.freshName("Max"), Http.PASSWORD).status(), "who was invited may come");
            assertEquals(200, member.publish("news", "hi").status());
            JsonNode ban = web().asOperator().api("address.list", "{}").result().at("/addresses/0");
            assertEquals("operator", ban.at("/by/name").asText());
            assertEquals(3_600_000, ban.path("until").asLong() - ban.path("time").asLong());
            assertEquals("{\"until\":" + ban.path("until") + "}", web().get("sign-in").result().path("address_ban").toString());
        } finally {
            assertEquals(200, web().asOperator().api("address.unban", address + "}").status());
        }
        assertFalse(web().get("sign-in").result().has("address_ban"));
        assertEquals("not-found", web().asOperator().api("address.unban", address + "}").reason());
        assertEquals(200, named.publish("lobby", "back").status());
        List<String> actions = web().asOperator().api("audit.list", "{}").result().path("deeds").findValuesAsText("action");
        assertTrue(actions.containsAll(List.of("address.ban", "address.unban")), actions::toString);
    }

    @Test
    default void a_guest_who_only_sends_requests_is_banned_by_what_they_said() {
        Http named = web().with("Cookie", web().signIn(Wire.freshName("Gus")).cookie());
        Http member = web().signUp(Wire.freshName("Mia"));
        for (Http guest : List.of(web(), named)) {
            String said = Wire.freshName("buy");
            assertEquals(200, guest.publish("clean", said).status());
            String author = newest("clean").at("/data/author/id").asText();
            try {
                assertEquals(200, web().asOperator().api("address.ban", "{\"user\":\"" + author + "\",\"seconds\":3600}").status());
                assertEquals("address-banned", guest.publish("clean", said).reason());
                assertEquals("address-banned", web().publish("clean", said).reason(), "by any other name");
                assertEquals(200, member.publish("clean", "hi").status());
            } finally {
                JsonNode ban = web().asOperator().api("address.list", "{}").result().at("/addresses/0/address");
                assertEquals(200, web().asOperator().api("address.unban", "{\"address\":" + ban + "}").status());
            }
        }
        String members = newest("clean").at("/data/author/id").asText();
        assertEquals("not-found", web().asOperator().api("address.ban", "{\"user\":\"" + members + "\"}").reason(), "where people with an account are is not kept");
        assertEquals("not-found", web().asOperator().api("address.ban", "{\"user\":\"01m876fj1f69egmzcz56tmbya8\"}").reason());
        for (String wrong : List.of("{}", "{\"user\":\"" + members + "\",\"address\":\"203.0.113.7\"}")) {
            assertEquals("bad-request", web().asOperator().api("address.ban", wrong).reason(), wrong);
        }
    }

    @Test
    default void administrators_see_what_the_operator_set_and_no_secret() {
        JsonNode settings = web().asOperator().api("settings.get", "{}").result().path("settings");
        List<String> names = settings.findValuesAsText("name");
        assertTrue(names.containsAll(List.of("channels", "guests", "text-limit", "limit-publish", "proxies", "send-seconds")), names::toString);
        assertFalse(names.contains("home"), "where the data are is the operator's");
        assertFalse(settings.toString().contains(operatorToken()));
        for (JsonNode setting : settings) {
            if (setting.path("name").asText().equals("text-limit")) assertEquals("16384", setting.path("value").asText());
        }
    }

    @Test
    default void accounts_are_listed_by_kind() {
        String guest = web().signIn(Wire.freshName("Gus")).result().at("/account/id").asText();
        String member = web().signUp(Wire.freshName("Mia")).get("sign-in").result().at("/account/id").asText();
        assertFalse(listed("{}", guest));
        assertTrue(listed("{\"kind\":\"guest\"}", guest));
        assertFalse(listed("{\"kind\":\"guest\"}", member));
        assertTrue(listed("{\"kind\":\"member\"}", member));
        assertEquals("bad-request", web().asOperator().api("account.list", "{\"kind\":\"king\"}").reason());
    }

    @Test
    default void the_place_is_the_administrators() {
        Http member = web().signUp(Wire.freshName("Mia"));
        assertEquals(200, web().asOperator().api("place.get", "{}").status());
        for (String method : List.of("place.get", "place.set", "settings.get", "address.ban", "address.unban", "address.list")) {
            assertEquals("not-allowed", member.api(method, "{}").reason());
            assertEquals("not-allowed", web().api(method, "{}").reason());
        }
    }

    private JsonNode newest(String channel) {
        return web().asOperator().api("history", "{\"channel\":\"" + channel + "\",\"reverse\":true,\"limit\":1}").result().at("/publications/0");
    }

    /** Looks through all pages. */
    private boolean listed(String params, String account) {
        JsonNode page = web().asOperator().api("account.list", params).result().path("accounts");
        List<String> ids = page.findValuesAsText("id");
        if (ids.contains(account) || ids.size() < 100) return ids.contains(account);
        String after = "\"after\":\"" + ids.get(ids.size() - 1) + "\"";
        return listed(params.replaceFirst(",?\"after\":\"[^\"]*\"", "").replaceFirst("}$", (params.startsWith("{\"k") ? "," : "") + after + "}"), account);
    }

    private JsonNode place() {
        return web().asOperator().api("place.get", "{}").result();
    }

    private JsonNode set(String params) {
        Answer answer = web().asOperator().api("place.set", params);
        assertEquals(200, answer.status(), answer::toString);
        return answer.result();
    }

    private String signInAgain(Http member) {
        return web().signIn(member.get("sign-in").result().at("/account/name").asText(), Http.PASSWORD).cookie();
    }

    private static Answer signUp(Http who, String name) {
        return who.post("sign-up", "{\"name\":" + Wire.quoted(name) + ",\"password\":" + Wire.quoted(Http.PASSWORD) + "}");
    }
}
