package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.RawSocket;
import dev.chatchannel.kit.Wire;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What somebody tries who means harm, each after the honest way. */
public interface AttacksJourney extends Journey {
    @Test
    default void no_disguise_of_a_path_leads_to_guarded_files() {
        assertEquals(200, asIs("health").status());
        for (String path : List.of(
                "WEB-INF/web.xml", "web-inf/web.xml", "%57EB-INF/web.xml", "WEB-INF;x=1/web.xml", "./WEB-INF/web.xml", "//WEB-INF/web.xml",
                "x/../WEB-INF/web.xml", "x/..;/WEB-INF/web.xml", "x/%2e%2e/WEB-INF/web.xml", "x/%2e%2e;/WEB-INF/web.xml", "api/..;/WEB-INF/web.xml",
                "files/..%2fWEB-INF%2fweb.xml", "webjars/..;/WEB-INF/web.xml", "WEB-INF%2fweb.xml", "WEB-INF/web.xml%00.html", "WEB-INF/lib/",
                "META-INF/MANIFEST.MF", "META-INF;/MANIFEST.MF", "%4dETA-INF/MANIFEST.MF", "methods/../META-INF/MANIFEST.MF")) {
            Answer answer = asIs(path);
            assertTrue(answer.status() >= 400 && answer.status() < 500, () -> path + " was answered " + answer);
            assertFalse(answer.text().contains("<web-app") || answer.text().contains("Manifest-Version"), path);
        }
    }

    @Test
    default void a_disguise_of_a_path_leads_past_no_guard() {
        String member = web().signUp(Wire.freshName("Mia")).get("sign-in").result().at("/account/kind").asText();
        assertEquals("member", member);
        for (String path : List.of("api/account.list;x=1", "api/;/account.list", "api//account.list", "x/..;/api/account.list", "api/%61ccount.list")) {
            Answer answer = asIs("POST", path, "{}");
            assertNotEquals(200, answer.status(), () -> path + " was answered " + answer);
        }
    }

    @Test
    default void no_disguise_of_a_path_leads_elsewhere_or_is_kept_for_ever() {
        for (String path : List.of("api", "/evil.example/..;/api", "/evil.example/..%2fapi", "api;/evil.example")) {
            String location = asIs(path).header("location").orElse("");
            assertTrue(location.isEmpty() || location.endsWith(http("api/").getPath()) && !location.contains("evil"), () -> path + " leads to " + location);
        }
        assertTrue(web().get("webjars/lit/3.3.2/index.js").header("cache-control").orElse("").contains("immutable"));
        for (String path : List.of("webjars/..;/admin", "webjars/none.js", "webjars/%2e%2e/admin", "webjars;x=1/..;/sign-in")) {
            assertFalse(asIs(path).header("cache-control").orElse("").contains("public"), path);
        }
    }

    @Test
    default void every_answer_carries_the_guards_of_the_browser() {
        for (Answer answer : List.of(
                web().get(""), web().get("admin"), web().get("api/"), web().get("css/base.css"), web().get("health"), web().get("sign-in"),
                web().get("no-such-page"), web().get("api/publish"), web().api("publish", "{"), web().api("account.list", "{}"),
                web().with("Authorization", "Bearer nobody").get("sign-in"), web().get("files/none"), web().get("chat-channel/"))) {
            String policy = answer.header("content-security-policy").orElse("");
            assertTrue(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), answer::toString);
            assertEquals("nosniff", answer.header("x-content-type-options").orElse(""), answer::toString);
            assertEquals("no-referrer", answer.header("referrer-policy").orElse(""), answer::toString);
            assertEquals("same-origin", answer.header("cross-origin-opener-policy").orElse(""), answer::toString);
        }
        assertEquals("no-store", web().get("sign-in").header("cache-control").orElse(""));
        assertEquals("no-store", web().api("channel.browse", "{}").header("cache-control").orElse(""));
    }

    @Test
    default void a_foreign_page_does_nothing_with_the_cookie_of_its_victim() {
        Http mia = web().signUp(Wire.freshName("Mia"));
        String own = http("").getScheme() + "://" + http("").getAuthority();
        String name = mia.get("sign-in").result().at("/account/name").asText();
        assertEquals(200, mia.with("Origin", own).api("profile.set", "{\"name\":\"" + name + "\"}").status());
        String host = http("").getHost();
        for (String origin : List.of(
                "https://evil.example", "null", "http://" + host + ".evil.example", "http://evil-" + host, "http://" + host + ":1", "http://user@" + host + ":1",
                "file://", own + ".evil.example", "http://[::1]:1")) {
            Http foreign = mia.with("Origin", origin);
            assertEquals(403, foreign.api("profile.set", "{\"name\":\"Pwned\"}").status(), origin);
            assertEquals(403, foreign.with("Content-Type", "text/plain").api("channel.create", "{\"kind\":\"private\"}").status(), origin);
            assertEquals(403, foreign.api("session.end_others", "{}").status(), origin);
            assertEquals(403, foreign.post("sign-out", "{}").status(), origin);
            assertTrue(foreign.get("sign-in").result().path("account").isMissingNode(), origin);
        }
        assertEquals(name, mia.get("sign-in").result().at("/account/name").asText());
    }

    @Test
    default void a_token_in_an_address_counts_for_nothing() {
        assertEquals(200, web().asOperator().api("account.list", "{}").status());
        for (String name : List.of("token", "access_token", "authorization", "bearer")) {
            assertEquals(403, web().post("api/account.list?" + name + "=" + operatorToken(), "{}").status(), name);
        }
    }

    @Test
    default void nobody_gives_themselves_what_they_were_not_asked_for() {
        String gift = "\"kind\":\"administrator\",\"role\":\"owner\",\"id\":\"01m876fj1f69egmzcz56tmbya8\",\"author\":{\"id\":\"x\",\"name\":\"Eve\",\"kind\":\"operator\"},"
                + "\"time\":1,\"offset\":1,\"active\":true,\"guests\":true";
        String name = Wire.freshName("Mia");
        Answer member = web().post("sign-up", "{\"code\":\"" + web().invitation() + "\",\"name\":\"" + name + "\",\"password\":\"" + Http.PASSWORD + "\"," + gift + "}");
        assertEquals("member", member.result().at("/account/kind").asText(), member::toString);
        Http mia = web().with("Cookie", member.cookie());
        assertEquals(200, mia.api("profile.set", "{\"name\":\"" + name + "\"," + gift + "}").status());
        assertEquals("member", mia.get("sign-in").result().at("/account/kind").asText());
        Answer said = mia.api("publish", "{\"channel\":\"clean\",\"data\":{\"text\":\"hi\"," + gift + "}," + gift + "}");
        assertEquals(200, said.status(), said::toString);
        var newest = mia.api("history", "{\"channel\":\"clean\",\"reverse\":true,\"limit\":1}").result().at("/publications/0");
        assertEquals(said.result().path("offset").asLong(), newest.path("offset").asLong());
        assertEquals(name, newest.at("/data/author/name").asText());
        assertEquals("message", newest.at("/data/kind").asText());
        assertTrue(newest.at("/data/time").asLong() > 1);
    }

    @Test
    default void json_that_is_a_bomb_is_refused_and_the_server_goes_on() {
        assertEquals(200, web().api("publish", "{\"channel\":\"clean\",\"data\":{\"text\":\"honest\"}}").status());
        for (String bomb : List.of(
                "[".repeat(100_000), "{\"a\":".repeat(50_000), "{\"channel\":\"clean\",\"data\":" + "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000) + "}",
                "{\"channel\":\"clean\",\"limit\":1e999999}", "{\"channel\":\"clean\",\"limit\":" + "9".repeat(100_000) + "}",
                "{\"channel\":\"clean\",\"channel\":\"lobby\",\"data\":{\"text\":\"x\"}}", "{\"channel\":\"cl\\u0000ean\",\"data\":{\"text\":\"x\"}}",
                "{\"channel\":\"\\ud800\",\"data\":{\"text\":\"x\"}}", "\"" + "x".repeat(100_000) + "\"")) {
            Answer answer = web().api("publish", bomb);
            assertTrue(answer.status() >= 400 && answer.status() < 500, () -> bomb.substring(0, Math.min(60, bomb.length())) + " was answered " + answer);
        }
        assertEquals(200, web().get("health").status());
    }

    @Test
    default void fifty_who_sign_in_at_once_keep_nobody_from_being_served() throws Exception {
        String name = Wire.freshName("Mia");
        web().signUp(web().invitation(), name, Http.PASSWORD);
        List<Integer> statuses = PeopleJourney.atOnce(51, i -> i == 25 ? web().get("health").status() : web().signIn(name, "not " + i).status());
        assertEquals(200, statuses.get(25));
        IntStream.range(0, 51).filter(i -> i != 25).forEach(i -> assertTrue(List.of(403, 429, 503).contains(statuses.get(i)), statuses::toString));
        assertEquals(413, web().signIn(name, "x".repeat(1 << 20)).status(), "a password of a mebibyte is not even read");
        assertEquals(200, web().signIn(name, Http.PASSWORD).status());
    }

    private Answer asIs(String path) {
        return asIs("GET", path, "");
    }

    /** As it stands: other clients tidy up an address before they ask. */
    private Answer asIs(String method, String path, String body) {
        try (RawSocket socket = RawSocket.connect(http(""))) {
            return socket.write(method + " " + http("").getPath() + path + " HTTP/1.1\r\nHost: " + http("").getAuthority() + "\r\nContent-Length: " + body.length()
                    + "\r\nConnection: close\r\n\r\n" + body).readAnswer();
        }
    }
}
