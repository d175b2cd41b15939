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
import dev.chatchannel.kit.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Accounts with passwords: how they begin, who gets into them, and how that ends. */
public interface PeopleJourney extends Journey {
    String OTHER_PASSWORD = "seven green kettles";

    @Test
    default void an_invitation_makes_one_member_and_then_counts_no_more() {
        String code = web().invitation();
        String name = Wire.freshName("Mia");
        Answer member = web().signUp(code, name, Http.PASSWORD);
        assertEquals(200, member.status(), member::toString);
        assertEquals("member", member.result().at("/account/kind").asText());
        assertEquals(member.result().path("account"), web().with("Cookie", member.cookie()).get("sign-in").result().path("account"));
        Answer late = web().signUp(code, Wire.freshName("Max"), Http.PASSWORD);
        assertEquals(410, late.status());
        assertEquals("link-ended", late.reason());
    }

    @Test
    default void of_many_who_use_an_invitation_at_once_one_gets_in() throws Exception {
        String code = web().invitation();
        List<Integer> statuses = atOnce(50, i -> web().signUp(code, Wire.freshName("Mia"), Http.PASSWORD).status());
        assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
        assertEquals(49, statuses.stream().filter(status -> status == 410).count(), statuses::toString);
    }

    @Test
    default void of_many_who_want_a_name_at_once_one_gets_it_and_no_invitation_is_lost() throws Exception {
        String name = Wire.freshName("Mia");
        List<String> codes = IntStream.range(0, 8).mapToObj(i -> web().invitation()).toList();
        List<Integer> statuses = atOnce(8, i -> web().signUp(codes.get(i), name, Http.PASSWORD).status());
        assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
        assertEquals(7, statuses.stream().filter(status -> status == 409).count(), statuses::toString);
        for (int i = 0; i < 8; i++) {
            int again = web().signUp(codes.get(i), Wire.freshName("Max"), Http.PASSWORD).status();
            assertEquals(statuses.get(i) == 200 ? 410 : 200, again);
        }
    }

    @Test
    default void of_many_guests_who_want_a_name_at_once_one_gets_it() throws Exception {
        String name = Wire.freshName("Gus");
        List<Integer> statuses = atOnce(50, i -> web().signIn(name).status());
        assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
        assertEquals(49, statuses.stream().filter(status -> status == 409).count(), statuses::toString);
    }

    @Test
    default void an_invitation_that_was_revoked_counts_no_more() {
        JsonNode invitation = web().asOperator().api("invite.create", "{\"uses\":3,\"days\":1}").result();
        String params = "{\"invite\":\"" + invitation.path("id").asText() + "\"}";
        assertEquals(200, web().signUp(invitation.path("code").asText(), Wire.freshName("Mia"), Http.PASSWORD).status());
        assertEquals(200, web().asOperator().api("invite.revoke", params).status());
        assertEquals(410, web().signUp(invitation.path("code").asText(), Wire.freshName("Max"), Http.PASSWORD).status());
        assertEquals(404, web().asOperator().api("invite.revoke", params).status());
    }

    @Test
    default void a_guest_who_signs_up_stays_the_same_account() {
        String name = Wire.freshName("Gus");
        Answer guest = web().signIn(name);
        Answer member = web().with("Cookie", guest.cookie()).signUp(web().invitation(), name, Http.PASSWORD);
        assertEquals(guest.result().at("/account/id"), member.result().at("/account/id"));
        assertEquals("member", member.result().at("/account/kind").asText());
        assertFalse(isKnown(web().with("Cookie", guest.cookie())), "the session of before has ended");
    }

    @Test
    default void a_wrong_password_and_an_unknown_name_are_answered_alike() {
        String name = Wire.freshName("Mia");
        web().signUp(name);
        assertEquals(200, web().signIn(name, Http.PASSWORD).status());
        assertEquals(200, web().signIn("  " + name.toUpperCase() + " ", Http.PASSWORD).status(), "a name that looks the same is the same");
        Answer wrong = web().signIn(name, OTHER_PASSWORD);
        assertEquals(403, wrong.status());
        assertEquals("wrong-password", wrong.reason());
        for (String nobody : List.of(Wire.freshName("Max"), "operator", "\u202e", "", "x".repeat(500))) {
            Answer unknown = web().signIn(nobody, Http.PASSWORD);
            assertEquals(wrong.text(), unknown.text(), nobody);
            assertEquals(wrong.status(), unknown.status());
            assertTrue(unknown.header("Set-Cookie").isEmpty());
        }
        assertEquals(wrong.text(), web().signIn(name, "").text());
        assertEquals(wrong.text(), web().signIn(name, "x".repeat(2_000)).text());
        assertEquals(413, web().signIn(name, "x".repeat(100_000)).status());
    }

    @Test
    default void a_password_that_is_easy_to_guess_is_refused_and_the_invitation_still_counts() {
        String code = web().invitation();
        String name = Wire.freshName("Mia");
        for (String easy : List.of("", "short", "password", "12345678", "qwertyuiop", "iloveyou123", name, "aaaaaaaaaaaaaaaa", "x".repeat(257))) {
            Answer refused = web().signUp(code, name, easy);
            assertEquals(422, refused.status(), easy);
            assertEquals("password-refused", refused.reason());
        }
        assertEquals("link-ended", web().signUp("A".repeat(43), name, "short").reason(), "nothing dear is done for a link that does not count");
        assertEquals(200, web().signUp(code, name, "我爱北京天安门广场").status());
        assertEquals(200, web().signIn(name, "我爱北京天安门广场").status());
    }

    @Test
    default void a_guest_cannot_take_the_name_of_an_account() {
        String name = Wire.freshName("Mia");
        assertEquals(200, web().signIn(Wire.freshName("Max")).status());
        web().signUp(name);
        assertEquals(409, web().signIn(name).status());
        assertEquals(409, web().signUp(web().invitation(), name, Http.PASSWORD).status());
    }

    @Test
    default void who_signs_in_gets_a_new_session_and_the_one_of_before_ends() {
        String name = Wire.freshName("Mia");
        Http first = web().signUp(name);
        Answer second = first.signIn(name, Http.PASSWORD);
        assertEquals(200, second.status());
        assertFalse(isKnown(first));
        assertEquals(name, web().with("Cookie", second.cookie()).get("sign-in").result().at("/account/name").asText());
    }

    @Test
    default void only_our_own_pages_sign_up_and_reset() {
        String code = web().invitation();
        String name = Wire.freshName("Mia");
        assertEquals(403, web().with("Origin", "https://evil.example").signUp(code, name, Http.PASSWORD).status());
        assertEquals(403, web().with("Origin", "null").signUp(code, name, Http.PASSWORD).status());
        assertEquals(403, web().with("Origin", origin() + ".evil.example").signUp(code, name, Http.PASSWORD).status());
        assertEquals(403, web().with("Origin", "null").post("reset", "{}").status());
        assertEquals(200, web().with("Origin", origin()).signUp(code, name, Http.PASSWORD).status());
    }

    @Test
    default void a_new_password_ends_all_other_sessions_and_their_sockets() {
        String name = Wire.freshName("Mia");
        Http here = web().signUp(name);
        Http there = web().with("Cookie", web().signIn(name, Http.PASSWORD).cookie());
        try (Client socket = greet(Client.dial(plainPath("lobby")).with("Cookie", web().signIn(name, Http.PASSWORD).cookie()).connect())) {
            Answer wrong = here.api("password.change", passwords(OTHER_PASSWORD, OTHER_PASSWORD));
            assertEquals("wrong-password", wrong.reason());
            assertEquals("password-refused", here.api("password.change", passwords(Http.PASSWORD, "password")).reason());
            assertEquals(200, here.api("password.change", passwords(Http.PASSWORD, OTHER_PASSWORD)).status());
            socket.expectClose(3003);
        }
        assertTrue(isKnown(here));
        assertFalse(isKnown(there));
        assertEquals(403, web().signIn(name, Http.PASSWORD).status());
        assertEquals(200, web().signIn(name, OTHER_PASSWORD).status());
    }

    @Test
    default void sessions_are_listed_and_ended_one_by_one_and_together() {
        String name = Wire.freshName("Mia");
        Http here = web().signUp(name);
        String phone = web().with("User-Agent", "A phone").signIn(name, Http.PASSWORD).cookie();
        JsonNode sessions = here.api("session.list", "{}").result().path("sessions");
        assertEquals(2, sessions.size());
        JsonNode listed = sessions.get(0).path("current").asBoolean() ? sessions.get(1) : sessions.get(0);
        assertEquals("A phone", listed.path("device").asText());
        try (Client socket = greet(Client.dial(plainPath("lobby")).with("Cookie", phone).connect())) {
            Http stranger = web().signUp(Wire.freshName("Max"));
            String params = "{\"session\":\"" + listed.path("id").asText() + "\"}";
            assertEquals(404, stranger.api("session.end", params).status(), "somebody else's");
            assertEquals(200, here.api("session.end", params).status());
            socket.expectClose(3003);
        }
        web().signIn(name, Http.PASSWORD);
        assertEquals(200, here.api("session.end_others", "{}").status());
        assertEquals(1, here.api("session.list", "{}").result().path("sessions").size());
    }

    @Test
    default void a_deactivated_account_lets_nobody_in_until_it_is_reactivated() {
        String name = Wire.freshName("Mia");
        Http mia = web().signUp(name);
        String params = "{\"user\":\"" + id(mia) + "\"}";
        Answer wrong = web().signIn(name, OTHER_PASSWORD);
        try (Client socket = greet(Client.dial(plainPath("lobby")).with("Cookie", web().signIn(name, Http.PASSWORD).cookie()).connect())) {
            assertEquals(200, web().asOperator().api("account.deactivate", params).status());
            socket.expectClose(3003);
        }
        assertEquals(wrong.text(), web().signIn(name, Http.PASSWORD).text());
        assertFalse(isKnown(mia));
        assertEquals(409, web().signIn(name).status(), "the name stays theirs");
        assertEquals(409, web().asOperator().api("account.deactivate", params).status());
        assertEquals(404, web().asOperator().api("account.reset", params).status());
        assertEquals(200, web().asOperator().api("account.reactivate", params).status());
        assertEquals(200, web().signIn(name, Http.PASSWORD).status());
    }

    @Test
    default void a_link_from_an_administrator_sets_a_new_password_once() {
        String name = Wire.freshName("Mia");
        Http mia = web().signUp(name);
        String code = web().asOperator().api("account.reset", "{\"user\":\"" + id(mia) + "\"}").result().path("code").asText();
        assertEquals(410, web().signUp(code, Wire.freshName("Max"), Http.PASSWORD).status(), "it makes no account");
        assertEquals(422, web().post("reset", reset(code, "password")).status());
        assertEquals(200, mia.get("sign-in").status());
        Answer reset = web().post("reset", reset(code, OTHER_PASSWORD));
        assertEquals(200, reset.status(), reset::toString);
        assertEquals(name, web().with("Cookie", reset.cookie()).get("sign-in").result().at("/account/name").asText());
        assertFalse(isKnown(mia));
        assertEquals(403, web().signIn(name, Http.PASSWORD).status());
        assertEquals(200, web().signIn(name, OTHER_PASSWORD).status());
        assertEquals(410, web().post("reset", reset(code, Http.PASSWORD)).status());
        assertEquals(410, web().post("reset", reset(web().invitation(), Http.PASSWORD)).status(), "an invitation resets nothing");
    }

    @Test
    default void people_change_their_name_and_stay_who_they_are() {
        String name = Wire.freshName("Mia");
        String other = Wire.freshName("Maria");
        Http mia = web().signUp(name);
        String account = id(mia);
        assertEquals(200, mia.api("profile.set", "{\"name\":" + Wire.quoted(other) + "}").status());
        assertEquals(account, id(mia));
        assertEquals(200, web().signIn(other, Http.PASSWORD).status());
        assertEquals(403, web().signIn(name, Http.PASSWORD).status());
        assertEquals("name-refused", mia.api("profile.set", "{\"name\":\"operator\"}").reason());
        web().signUp(name);
        assertEquals("name-taken", mia.api("profile.set", "{\"name\":" + Wire.quoted(name) + "}").reason());
        assertEquals(403, mia.signIn(Wire.freshName("Gil")).status(), "people with an account do not become guests by a name");
    }

    @Test
    default void a_profile_is_for_its_owner_alone() {
        Http mia = web().signUp(Wire.freshName("Mia"));
        assertEquals(200, mia.api("profile.set", "{\"language\":\"ZH-cn\",\"time_zone\":\"Asia/Shanghai\"}").status());
        assertEquals(200, mia.api("profile.set", "{\"name\":" + Wire.quoted(Wire.freshName("Maria")) + "}").status());
        JsonNode own = mia.get("sign-in").result().path("account");
        assertEquals("zh-CN Asia/Shanghai", own.path("language").asText() + " " + own.path("time_zone").asText());
        assertFalse(web().asOperator().api("account.list", "{}").text().contains("Shanghai"));
        for (String wrong : List.of("{}", "{\"language\":\"a language\"}", "{\"language\":\"und\"}", "{\"language\":7}", "{\"time_zone\":\"Berlin\"}",
                "{\"time_zone\":\"+02:00\"}", "{\"language\":\"en-" + "x-abcdefgh".repeat(4) + "\"}")) {
            assertEquals("bad-request", mia.api("profile.set", wrong).reason(), wrong);
        }
        assertEquals(200, mia.api("profile.set", "{\"language\":\"\"}").status());
        JsonNode left = mia.get("sign-in").result().path("account");
        assertFalse(left.has("language"), left::toString);
        assertEquals("Asia/Shanghai", left.path("time_zone").asText());
    }

    @Test
    default void what_is_for_administrators_is_not_for_members_and_what_is_for_members_is_not_for_guests() {
        Http member = web().signUp(Wire.freshName("Mia"));
        Http guest = web().with("Cookie", web().signIn(Wire.freshName("Gus")).cookie());
        String user = "{\"user\":\"" + id(member) + "\"}";
        assertEquals(200, web().asOperator().api("account.list", "{}").status());
        for (String method : List.of("invite.create", "invite.revoke", "account.list", "account.reset", "account.deactivate", "account.reactivate",
                "audit.list")) {
            assertEquals("not-allowed", member.api(method, user).reason(), method);
            assertEquals("not-allowed", guest.api(method, user).reason(), method);
            assertEquals("not-allowed", web().api(method, user).reason(), method);
        }
        assertEquals(200, member.api("session.list", "{}").status());
        for (String method : List.of("profile.set", "password.change", "session.list", "session.end", "session.end_others")) {
            assertEquals("not-allowed", guest.api(method, "{}").reason(), method);
        }
        assertFalse(isKnown(web().with("Origin", "https://evil.example").with("Cookie", "x=y")));
        assertEquals(403, member.with("Origin", "https://evil.example").api("session.end_others", "{}").status(), "a foreign page");
    }

    @Test
    default void a_bot_does_what_the_scopes_of_its_token_say_until_it_is_revoked() {
        String name = Wire.freshName("Builder");
        String bot = web().asOperator().api("bot.create", "{\"name\":" + Wire.quoted(name) + "}").result().path("user").asText();
        assertEquals("name-taken", web().asOperator().api("bot.create", "{\"name\":" + Wire.quoted(name) + "}").reason());
        Http poster = bearing(bot, "post");
        Http reader = bearing(bot, "read");
        assertEquals(200, poster.publish("lobby", "build 42 is green").status());
        assertEquals("not-allowed", poster.api("history", "{\"channel\":\"lobby\"}").reason());
        assertEquals(200, reader.api("history", "{\"channel\":\"lobby\",\"limit\":1}").status());
        assertEquals("not-allowed", reader.publish("lobby", "I only read").reason());
        assertEquals("not-allowed", reader.api("channel.create", "{\"kind\":\"private\"}").reason());
        assertEquals("not-allowed", poster.api("account.list", "{}").reason());
        for (String method : List.of("session.list", "session.end_others", "password.change")) {
            assertEquals("not-allowed", poster.api(method, "{\"old\":\"x\",\"password\":\"y\"}").reason(), "a token does not end its neighbours");
        }
        assertEquals(200, bearing(bot, "administer").api("account.list", "{}").status());

        JsonNode tokens = web().asOperator().api("token.list", "{\"user\":\"" + bot + "\"}").result().path("tokens");
        assertEquals(3, tokens.size());
        assertFalse(tokens.toString().contains("\"token\""), "the secret is told once");
        assertEquals("post", tokens.at("/0/scopes/0").asText());
        try (JsonClient socket = unconnected()) {
            String hello = "{\"token\":\"" + token(bot, "read") + "\"}";
            assertEquals("bot", socket.done("connect", hello).at("/data/account/kind").asText());
            socket.subscribe("lobby");
            JsonNode last = web().asOperator().api("token.list", "{\"user\":\"" + bot + "\"}").result().at("/tokens/3/id");
            assertEquals(200, web().asOperator().api("token.revoke", "{\"token\":" + last + "}").status());
            socket.socket().expectEnd(3003);
        }
        assertEquals(200, web().asOperator().api("token.revoke", "{\"token\":" + tokens.at("/0/id") + "}").status());
        assertEquals(401, poster.publish("lobby", "still here?").status());
        assertEquals(200, reader.api("presence", "{\"channel\":\"lobby\"}").status());
    }

    @Test
    default void a_session_is_no_bearer_and_a_bearer_is_no_session() {
        String name = Wire.freshName("Mia");
        String cookie = web().signUp(web().invitation(), name, Http.PASSWORD).cookie();
        String guest = web().signIn(Wire.freshName("Gus")).cookie();
        String bot = web().asOperator().api("bot.create", "{\"name\":" + Wire.quoted(Wire.freshName("Bo")) + "}").result().path("user").asText();
        String bots = token(bot, "post");
        for (String session : List.of(cookie, guest)) {
            String secret = session.substring(session.indexOf('=') + 1);
            assertEquals(200, web().with("Cookie", session).publish("lobby", "by cookie").status());
            assertEquals(401, web().with("Authorization", "Bearer " + secret).publish("lobby", "by bearer").status());
            try (JsonClient socket = unconnected()) {
                socket.refused(101, "connect", "{\"token\":\"" + secret + "\"}");
                assertEquals("bot", socket.done("connect", "{\"token\":\"" + bots + "\"}").at("/data/account/kind").asText());
            }
        }
        String cookieName = cookie.substring(0, cookie.indexOf('=') + 1);
        for (String secret : List.of(bots, operatorToken())) {
            assertEquals(200, web().with("Authorization", "Bearer " + secret).publish("lobby", "by bearer").status());
            assertFalse(isKnown(web().with("Cookie", cookieName + secret)));
            assertEquals("not-allowed", web().with("Cookie", cookieName + secret).api("account.list", "{}").reason());
        }
    }

    @Test
    default void tokens_are_for_bots_and_have_a_name_and_scopes() {
        Http mia = web().signUp(Wire.freshName("Mia"));
        assertEquals(404, web().asOperator().api("token.create", tokenOf(id(mia), "post")).status(), "people have passwords");
        String bot = web().asOperator().api("bot.create", "{\"name\":" + Wire.quoted(Wire.freshName("Bo")) + "}").result().path("user").asText();
        for (String wrong : List.of("[]", "[\"all\"]", "\"post\"", "[\"post\",7]")) {
            assertEquals(400, web().asOperator().api("token.create", tokenOf(bot, "post").replace("[\"post\"]", wrong)).status(), wrong);
        }
        assertEquals(400, web().asOperator().api("token.create", tokenOf(bot, "post").replace("\"a token\"", "\" \"")).status());
        assertEquals("not-allowed", mia.api("bot.create", "{\"name\":\"Mine\"}").reason());
        assertEquals("not-allowed", mia.api("token.create", tokenOf(bot, "post")).reason());
    }

    @Test
    default void what_administrators_did_stands_in_the_audit() {
        Http mia = web().signUp(Wire.freshName("Mia"));
        String account = id(mia);
        String user = "{\"user\":\"" + account + "\"}";
        web().asOperator().api("account.deactivate", user);
        web().asOperator().api("account.reactivate", user);
        JsonNode deeds = web().asOperator().api("audit.list", "{}").result().path("deeds");
        List<String> hers = IntStream.range(0, deeds.size())
                .mapToObj(deeds::get)
                .filter(deed -> deed.path("target").asText().equals(account))
                .map(deed -> deed.path("name").asText() + " " + deed.path("action").asText())
                .toList();
        assertEquals(List.of("operator account.reactivate", "operator account.deactivate"), hers);
    }

    @Test
    default void what_was_done_in_a_channel_stands_in_the_audit_when_the_channel_is_gone() {
        Http mia = web().signUp(Wire.freshName("Mia"));
        String max = id(web().signUp(Wire.freshName("Max")));
        String channel = "\"tea-" + Wire.freshName("").strip() + "\"";
        assertEquals(200, mia.api("channel.create", "{\"kind\":\"public\",\"name\":" + channel + "}").status());
        assertEquals(200, mia.api("channel.ban", "{\"channel\":" + channel + ",\"account\":\"" + max + "\"}").status());
        assertEquals(200, mia.api("channel.delete", "{\"channel\":" + channel + ",\"name\":" + channel + "}").status());
        JsonNode deeds = web().asOperator().api("audit.list", "{}").result().path("deeds");
        List<String> there = IntStream.range(0, deeds.size()).mapToObj(deeds::get).filter(deed -> deed.path("channel").toString().equals(channel))
                .map(deed -> deed.path("action").asText() + " " + deed.path("target").asText()).toList();
        assertEquals(List.of("channel.delete ", "channel.ban " + max), there);
    }

    @Test
    default void members_speak_as_members() {
        String name = Wire.freshName("Mia");
        Http mia = web().signUp(name);
        String cookie = web().signIn(name, Http.PASSWORD).cookie();
        try (JsonClient socket = JsonClient.over(Client.dial(ws("connection/websocket")).with("Cookie", cookie).connect())) {
            assertEquals("member", socket.done("connect", "{}").at("/data/account/kind").asText());
            socket.subscribe("lobby");
            mia.publish("lobby", "hello from " + name);
            JsonNode heard = socket.publication("lobby");
            while (!heard.at("/data/text").asText().equals("hello from " + name)) heard = socket.publication("lobby");
            assertEquals("member", heard.at("/data/author/kind").asText());
        }
    }

    @Test
    default void a_password_stands_in_no_answer() {
        String name = Wire.freshName("Mia");
        Answer member = web().signUp(web().invitation(), name, Http.PASSWORD);
        assertFalse(member.toString().contains(Http.PASSWORD));
        assertTrue(member.header("Set-Cookie").orElse("").contains("HttpOnly"), member::toString);
        assertEquals("no-store", member.header("Cache-Control").orElse(""));
        assertNotEquals(200, web().signIn(name, Http.PASSWORD + " ").status());
    }

    private static boolean isKnown(Http who) {
        return who.get("sign-in").result().has("account");
    }

    private static String id(Http who) {
        return who.get("sign-in").result().at("/account/id").asText();
    }

    private Http bearing(String bot, String scope) {
        return web().with("Authorization", "Bearer " + token(bot, scope));
    }

    private String token(String bot, String scope) {
        return web().asOperator().api("token.create", tokenOf(bot, scope)).result().path("token").asText();
    }

    private static String tokenOf(String bot, String scope) {
        return "{\"user\":\"" + bot + "\",\"name\":\"a token\",\"scopes\":[\"" + scope + "\"]}";
    }

    private static String passwords(String old, String wanted) {
        return "{\"old\":" + Wire.quoted(old) + ",\"password\":" + Wire.quoted(wanted) + "}";
    }

    private static String reset(String code, String password) {
        return "{\"code\":\"" + code + "\",\"password\":" + Wire.quoted(password) + "}";
    }

    /** Does it by as many threads at once. */
    static <T> List<T> atOnce(int count, IntFunction<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Callable<T>> all = IntStream.range(0, count).<Callable<T>>mapToObj(i -> () -> work.apply(i)).toList();
            List<Future<T>> done = threads.invokeAll(all);
            List<T> results = new ArrayList<>();
            for (Future<T> one : done) results.add(one.get());
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
