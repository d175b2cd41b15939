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
import dev.chatchannel.kit.Opening;
import dev.chatchannel.kit.RawSocket;
import dev.chatchannel.kit.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What somebody tries who means harm, each after the honest way. */
public interface AttacksJourney extends Journey {
    int LEAVING = 6;
    int TIMES = 300;

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
                web().get(""), web().get("admin"), web().get("api/"), web().get("workers/colourist.js"), web().get("service-worker.js"), web().get("health"), web().get("sign-in"),
                web().get("no-such-page"), web().get("no-such-script.js"), web().get("css/none.css"), web().get("files/none.js"), web().get("api/none.js"), web().get("api/publish"), web().api("publish", "{"), web().api("account.list", "{}"),
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
    default void parts_of_a_page_are_bound_by_its_policy_and_say_no_more_than_what_they_are() {
        for (Answer answer : List.of(web().get("app.js"), web().get("css/base.css"), web().get("webjars/lit/3.3.2/index.js"))) {
            assertEquals(200, answer.status(), answer::toString);
            assertEquals("nosniff", answer.header("x-content-type-options").orElse(""), answer::toString);
            assertEquals("same-origin", answer.header("cross-origin-resource-policy").orElse(""), answer::toString);
            assertEquals("", answer.header("content-security-policy").orElse(""), answer::toString);
        }
    }

    @Test
    default void a_foreign_page_does_nothing_with_the_cookie_of_its_victim() {
        Http mia = web().signUp(Wire.freshName("Mia"));
        String own = http("").getScheme() + "://" + http("").getAuthority();
        String name = mia.get("sign-in").result().at("/account/name").asText();
        assertEquals(200, mia.with("Origin", own).api("profile.set", "{\"name\":\"" + name + "\"}").status());
        for (String origin : foreignOrigins()) {
            Http foreign = mia.with("Origin", origin);
            assertEquals(403, foreign.api("profile.set", "{\"name\":\"Pwned\"}").status(), origin);
            assertEquals(403, foreign.with("Content-Type", "text/plain").api("channel.create", "{\"kind\":\"private\"}").status(), origin);
            assertEquals(403, foreign.api("session.end_others", "{}").status(), origin);
            assertEquals(403, foreign.post("sign-out", "{}").status(), origin);
            assertTrue(foreign.get("sign-in").result().path("account").isMissingNode(), origin);
        }
        assertEquals(name, mia.get("sign-in").result().at("/account/name").asText());
    }

    /** Each method is asked with everything that any of them takes, so that one that would do something does it. */
    @Test
    default void a_foreign_page_does_nothing_with_the_cookie_of_an_administrator() {
        String name = Wire.freshName("Ada");
        Http ada = web().signUp(name);
        String id = ada.get("sign-in").result().at("/account/id").asText();
        assertEquals(200, web().asOperator().api("account.set_kind", "{\"user\":\"" + id + "\",\"kind\":\"administrator\"}").status());
        Http inside = web().with("Cookie", web().signIn(name, Http.PASSWORD).cookie());
        String channel = "inside-" + Wire.freshName("").strip();
        Http own = inside.with("Origin", http("").getScheme() + "://" + http("").getAuthority());
        assertEquals(200, own.api("channel.create", "{\"kind\":\"public\",\"name\":\"" + channel + "\"}").status());
        assertEquals(200, own.publish(channel, "honest").status());
        assertEquals(200, own.api("account.list", "{}").status());
        String before = everything(inside, channel);
        String wish = """
                {"channel":"%1$s","name":"%1$s","data":{"text":"pwned"},"offset":1,"text":"pwned","reaction":"ok","topic":"pwned","title":"pwned","account":"%2$s",
                "accounts":["%2$s"],"user":"%2$s","role":"read_only","until":9000000000000,"seconds":9,"open":true,"kind":"member","language":"de",
                "time_zone":"Europe/Berlin","session":"x","invite":"x","token":"x","code":4123,"reason":"pwned","old":"%3$s","password":"seven green kettles",
                "uses":9,"days":9,"scopes":["administer"],"guests":false,"sign_up":"open","edit_seconds":1,"address":"203.0.113.99"}
                """.formatted(channel, id, Http.PASSWORD);
        List<String> done = new ArrayList<>();
        for (String method : methods()) {
            for (String origin : foreignOrigins()) {
                Answer answer = inside.with("Origin", origin).with("Content-Type", "text/plain").api(method, wish);
                if (answer.status() == 200) done.add(method);
            }
            Answer embedded = inside.with("Sec-Fetch-Site", "cross-site").api(method, wish);
            if (embedded.status() == 200) done.add(method);
        }
        assertEquals(List.of("channel.browse", "health", "search"), done.stream().distinct().sorted().toList(), "what anybody may read");
        assertEquals(before, everything(inside, channel));
    }

    private List<String> methods() {
        List<String> methods = new ArrayList<>();
        web().get("api/openapi.json").json().path("paths").fieldNames().forEachRemaining(path -> methods.add(path.replaceFirst("^/api/", "")));
        methods.removeIf(method -> method.startsWith("/"));
        return methods;
    }

    /** All that an administrator sees of the place, and of a channel. */
    private static String everything(Http administrator, String channel) {
        List<String> all = new ArrayList<>();
        for (String method : List.of("account.list", "place.get", "address.list", "invite.list", "audit.list", "channel.list", "session.list")) {
            all.add(administrator.api(method, "{}").text().replaceAll("\"(used|seen)\":[0-9]+", ""));
        }
        for (String method : List.of("history", "channel.members")) all.add(administrator.api(method, "{\"channel\":\"" + channel + "\",\"limit\":100}").text());
        return String.join("\n", all);
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

    @Test
    default void json_that_is_as_wide_as_it_may_be_is_refused_and_the_server_goes_on() {
        String members = IntStream.range(0, 100_000).mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":0").collect(Collectors.joining(",", "{", "}"));
        String half = "[" + "0,".repeat(500_000) + "0]"; // as long as a frame may be
        for (String bomb : List.of(members, half, "{\"channel\":\"clean\",\"data\":" + half + "}",
                "{\"channel\":\"clean\",\"data\":{\"text\":" + half + "}}")) {
            Answer answer = web().api("publish", bomb);
            assertTrue(answer.status() >= 400 && answer.status() < 500, () -> bomb.substring(0, 60) + " was answered " + answer);
        }
        assertEquals(200, web().api("publish", "{\"channel\":\"clean\",\"data\":{\"text\":\"beside the rest\"}," + members.substring(1)).status(), "what is not known is passed over");
        try (JsonClient socket = json()) {
            socket.subscribe("clean");
            socket.refused(107, "publish", "{\"channel\":\"clean\",\"data\":" + half + "}");
            socket.refused(107, "publish", "{\"channel\":\"clean\",\"data\":" + members + "}");
            socket.publish("clean", "honest");
        }
        byte[] million = RawSocket.frame(RawSocket.LAST | RawSocket.TEXT, ("[" + "0,".repeat(1_000_000) + "0]").getBytes(StandardCharsets.UTF_8));
        try (RawSocket giant = Opening.of(ws("connection/websocket")).open()) {
            assertEquals(1009, giant.writeUntilRefused(million).readClose());
        }
        assertEquals(200, web().get("health").status());
    }

    @Test
    default void a_picture_with_a_script_is_never_shown_as_a_picture() {
        String script = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>";
        for (String disguise : List.of(script, "<?xml version='1.0'?>" + script, "<!DOCTYPE html><script>alert(1)</script>", "\ufeff" + script, "   " + script)) {
            byte[] content = disguise.getBytes(StandardCharsets.UTF_8);
            try (Client client = join("clean")) {
                client.send(content).expect(content);
            }
            JsonNode newest = web().api("history", "{\"channel\":\"clean\",\"reverse\":true,\"limit\":1}").result().at("/publications/0/data");
            Answer file = web().get("files/" + newest.at("/file/id").asText());
            assertEquals(200, file.status(), file::toString);
            String type = file.header("content-type").orElse("");
            assertFalse(type.contains("svg") || type.contains("html") || type.contains("xml"), file::toString);
            assertTrue(file.header("content-disposition").orElse("").startsWith("attachment"), file::toString);
            assertEquals("nosniff", file.header("x-content-type-options").orElse(""));
            assertTrue(file.header("content-security-policy").orElse("").contains("sandbox"), file::toString);
        }
    }

    @Test
    default void one_client_id_of_two_senders_at_once_makes_two_messages_and_of_one_sender_one() throws Exception {
        List<Http> senders = List.of(web().signUp(Wire.freshName("Mia")), web().signUp(Wire.freshName("Max")));
        String draft = "{\"channel\":\"clean\",\"data\":{\"text\":\"once\",\"client_id\":\"" + Wire.freshName("c").replace(' ', '-') + "\"}}";
        List<JsonNode> posted = PeopleJourney.atOnce(20, i -> senders.get(i % 2).api("publish", draft).result());
        for (int sender = 0; sender < 2; sender++) {
            int own = sender;
            List<JsonNode> theirs = IntStream.range(0, 20).filter(i -> i % 2 == own).mapToObj(posted::get).toList();
            assertEquals(1, theirs.stream().map(one -> one.path("offset").asLong()).distinct().count(), posted::toString);
            assertEquals(1, theirs.stream().filter(one -> !one.path("repeated").asBoolean(true)).count(), posted::toString);
        }
        assertEquals(2, posted.stream().map(one -> one.path("offset").asLong()).distinct().count(), posted::toString);
    }

    @Test
    default void an_address_that_another_host_could_hide_in_leads_nowhere_else() {
        assertTrue(asIs("api").header("location").orElse("").endsWith("api/"));
        for (String path : List.of("/evil.example/..;/api", "/evil.example/%2e%2e/api", "/evil.example/../api", "api;x=%0d%0aX-Injected:1", "api%0d%0aX-Injected:1")) {
            Answer answer = asIs(path);
            String location = answer.header("location").orElse("");
            assertFalse(location.contains("evil.example"), () -> path + " leads to " + location);
            assertTrue(answer.header("x-injected").isEmpty(), path);
        }
    }

    /** A container takes what belonged to a request that ended for the next one: nobody may be at work on it then. */
    @Test
    default void who_leaves_before_the_whole_answer_spoils_no_answer_to_others() throws Exception {
        for (int i = 0; i < 100; i++) assertEquals(200, web().publish("clean", "x".repeat(3_000)).status());
        assertEquals(200, web().publish("news", "told").status());
        String much = "{\"channel\":\"clean\",\"reverse\":true,\"limit\":100}";
        List<Supplier<Answer>> asked = List.of(() -> asIs(""), () -> asIs("POST", "api/history", "{\"channel\":\"news\",\"reverse\":true,\"limit\":1}"));
        List<String> answers = asked.stream().map(ask -> ask.get().text()).toList();
        assertTrue(answers.get(0).contains("<html") && answers.get(1).contains("told"), answers::toString);
        assertTrue(asIs("POST", "api/history", much).text().length() > 300_000, "more than a container writes at once");
        AtomicInteger leaving = new AtomicInteger(LEAVING);
        PeopleJourney.atOnce(LEAVING + 2, i -> {
            if (i < LEAVING) {
                try {
                    for (int times = 0; times < TIMES; times++) ask("POST", "api/history", much).awaitByte().vanish();
                } finally {
                    leaving.decrementAndGet();
                }
            }
            while (leaving.get() > 0) assertEquals(answers.get(i % 2), asked.get(i % 2).get().text());
            return 0;
        });
    }

    private Answer asIs(String path) {
        return asIs("GET", path, "");
    }

    /** As it stands: other clients tidy up an address before they ask. */
    private Answer asIs(String method, String path, String body) {
        try (RawSocket socket = ask(method, path, body)) {
            return socket.readAnswer();
        }
    }

    private RawSocket ask(String method, String path, String body) {
        return RawSocket.connect(http("")).write(method + " " + http("").getPath() + path + " HTTP/1.1\r\nHost: " + http("").getAuthority() + "\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body);
    }
}
