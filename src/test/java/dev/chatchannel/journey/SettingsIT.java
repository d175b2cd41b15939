package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.JsonClient;
import dev.chatchannel.kit.Opening;
import dev.chatchannel.kit.RawSocket;
import dev.chatchannel.kit.ServerProcess;
import dev.chatchannel.kit.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients see of the settings. Each needs a server of its own, so this runs by {@code java -jar} only. */
@Timeout(60)
class SettingsIT {
    private static final byte[] FLUSH = {0, 0, (byte) 0xff, (byte) 0xff};

    @TempDir
    Path home;

    @Test
    void with_guests_off_only_those_with_a_token_come_in() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("guests", "false"))) {
            Answer refused = Opening.of(server.ws("chat-channel/")).answer();
            assertEquals(403, refused.status());
            assertEquals("guests-off", refused.reason());
            assertFalse(refused.json().at("/error/message").asText().isBlank());
            assertEquals(403, Opening.of(server.ws("connection/websocket")).answer().status());
            assertEquals(403, Http.at(server).publish("lobby", "hi").status());
            assertEquals(403, Http.at(server).signIn("Ann").status());
            Answer set = Http.at(server).asOperator().api("place.set", "{\"guests\":true}");
            assertEquals("not-allowed", set.reason(), "the operator's setting rules");
            assertFalse(Http.at(server).asOperator().api("place.get", "{}").result().path("guests_allowed").asBoolean(true));
            assertFalse(Http.at(server).get("sign-in").result().at("/place/guests").asBoolean(true));
            assertEquals(200, Http.at(server).get("health").status());
            assertEquals(200, Http.at(server).asOperator().publish("lobby", "hi").status());
            try (Client operator = Client.dial(server.ws("chat-channel/")).with("Authorization", "Bearer " + server.operatorToken()).connect()) {
                operator.send("alone here").expect("operator: alone here");
            }
        }
    }

    @Test
    void with_compression_permessage_deflate_is_negotiated_and_spoken_when_offered() throws DataFormatException {
        try (ServerProcess server = ServerProcess.start(home, Map.of("compression", "true"))) {
            Opening opening = Opening.of(server.ws("chat-channel/"));
            Answer offered = opening.with("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits").answer();
            assertEquals(101, offered.status());
            assertTrue(offered.header("Sec-WebSocket-Extensions").orElse("").startsWith("permessage-deflate"), offered::toString);
            assertTrue(opening.answer().header("Sec-WebSocket-Extensions").isEmpty());
            Answer malformed = opening.with("Sec-WebSocket-Extensions", ";;,=\"").answer();
            assertEquals(101, malformed.status());
            assertTrue(malformed.header("Sec-WebSocket-Extensions").isEmpty());
            assertSpeaksCompressed(server);
        }
    }

    private static void assertSpeaksCompressed(ServerProcess server) throws DataFormatException {
        String said = "compress me ".repeat(100).strip();
        try (Client plain = Client.connect(server.ws("chat-channel/"))) {
            plain.send("here").expect("guest-…: here");
            try (RawSocket deflating = Opening.of(server.ws("chat-channel/"))
                    .with("Sec-WebSocket-Extensions", "permessage-deflate; server_no_context_takeover")
                    .open()) {
                deflating.write(RawSocket.frame(RawSocket.LAST | RawSocket.COMPRESSED | RawSocket.TEXT, deflated(said)));
                plain.expect("guest-…: " + said);
                RawSocket.Frame heard = deflating.read();
                assertTrue(heard.compressed());
                assertTrue(inflated(heard.payload()).endsWith(": " + said));
            }
        }
    }

    @Test
    void with_auto_reply_the_sender_alone_gets_the_text_back_bare() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("auto-reply", "true"));
                Client ann = Client.connect(server.ws("chat-channel/"))) {
            expectBothOrders(ann.send("hi"), "hi");
            try (Client ben = Client.connect(server.ws("chat-channel/"))) {
                expectBothOrders(ben.send("me too"), "me too");
                ann.expect("guest-…: me too");
                expectBothOrders(ann.send("line\r\nbreak"), "line\nbreak", "line\n    break");
                ben.expect("guest-…: line\n    break");
                ben.send("done");
                ann.expect("guest-…: done");
            }
        }
    }

    @Test
    void a_person_has_so_many_connections_and_another_one_when_one_has_ended() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("sessions-per-person", "2"))) {
            String ann = Http.at(server).signIn("Ann").cookie();
            Opening opening = Opening.of(server.ws("chat-channel/")).with("Cookie", ann);
            try (Client first = Client.dial(server.ws("chat-channel/")).with("Cookie", ann).connect();
                    RawSocket second = opening.open()) {
                second.text("here");
                first.expect("Ann: here"); // both have their seats
                Answer refused = opening.answer();
                assertToldToComeLater(429, "too-many-connections", refused);
                assertTrue(refused.json().at("/error/message").asText().contains("(2)"), refused::toString);
                assertEquals(101, Opening.of(server.ws("chat-channel/")).answer().status(), "others come in");
                first.close(1000);
                Wire.await(() -> opening.answer().status() == 101, () -> "still refused");
            }
        }
    }

    @Test
    void who_signs_in_on_an_open_connection_is_counted_then() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("sessions-per-person", "1"))) {
            String token = "{\"token\":\"" + server.operatorToken() + "\"}";
            try (JsonClient first = JsonClient.over(Client.connect(server.ws("connection/websocket")));
                    JsonClient second = JsonClient.over(Client.connect(server.ws("connection/websocket")))) {
                first.done("connect", token);
                second.refused(1010, "connect", token);
                assertEquals("guest", second.done("connect", "{}").at("/data/account/kind").asText());
            }
        }
    }

    @Test
    void when_all_connections_are_taken_the_next_one_is_told_to_come_later() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("connections", "2"))) {
            Opening opening = Opening.of(server.ws("chat-channel/"));
            try (Client first = Client.connect(server.ws("chat-channel/"));
                    RawSocket second = opening.open()) {
                second.text("here");
                first.expect("guest-…: here"); // both have their seats
                Answer refused = opening.answer();
                assertToldToComeLater(503, "too-busy", refused);
                assertEquals(200, Http.at(server).get("health").status());
                first.close(1000);
                Wire.await(() -> opening.answer().status() == 101, () -> "still refused");
            }
        }
    }

    @Test
    void a_body_that_is_not_whole_in_time_is_refused_however_it_drips() throws InterruptedException {
        ScheduledExecutorService drops = Executors.newSingleThreadScheduledExecutor();
        try (ServerProcess server = ServerProcess.start(home, Map.of("silence-seconds", "2"));
                RawSocket dripping = RawSocket.connect(server.http(""))) {
            dripping.write("POST /api/publish HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n{");
            drops.scheduleAtFixedRate(() -> dripping.writeUntilRefused(new byte[] {' '}), 0, 200, TimeUnit.MILLISECONDS);
            Answer late = dripping.readAnswer();
            assertEquals(400, late.status(), late::toString);
            assertTrue(late.json().at("/error/message").asText().contains("2 seconds"), late::toString);
            dripping.awaitEnd();
        } finally {
            drops.shutdownNow();
            drops.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void behind_a_proxy_of_ours_the_client_and_its_scheme_count() {
        Map<String, String> settings = Map.of("proxies", "127.0.0.0/8", "limit-sign-in", "0.001/1");
        try (ServerProcess server = ServerProcess.start(home, settings)) {
            Http ann = Http.at(server).with("X-Forwarded-For", "6.6.6.6, 203.0.113.7").with("X-Forwarded-Proto", "https");
            Answer signedIn = ann.with("Origin", "https://" + server.http("").getAuthority()).signIn("Ann");
            assertEquals(200, signedIn.status(), signedIn::toString);
            assertTrue(signedIn.header("Set-Cookie").orElse("").contains("Secure"), signedIn::toString);
            assertEquals(403, ann.with("Origin", "http://" + server.http("").getAuthority()).signIn("Anna").status(), "a page without TLS is not ours");
            assertEquals(429, ann.signIn("Anna").status());
            assertEquals(429, Http.at(server).with("X-Forwarded-For", "7.7.7.7, 203.0.113.7").signIn("Anna").status(), "a claim helps nobody");
            Answer ben = Http.at(server).with("X-Forwarded-For", "203.0.113.8").signIn("Ben");
            assertEquals(200, ben.status(), ben::toString);
            assertFalse(ben.header("Set-Cookie").orElse("").contains("Secure"), ben::toString);
        }
    }

    @Test
    void over_https_the_cookie_is_this_hosts_own() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("proxies", "127.0.0.0/8"))) {
            Http http = Http.at(server).with("X-Forwarded-For", "203.0.113.7");
            Http https = http.with("X-Forwarded-Proto", "https");
            Answer signedIn = https.signIn("Ann");
            String cookie = signedIn.cookie();
            List<String> attributes = List.of(signedIn.header("Set-Cookie").orElse("").split("; ?"));
            assertTrue(cookie.startsWith("__Host-chat-channel="), cookie);
            assertTrue(attributes.containsAll(List.of("Path=/", "Secure", "HttpOnly", "SameSite=Lax")), attributes::toString);
            assertTrue(attributes.stream().noneMatch(attribute -> attribute.startsWith("Domain")), attributes::toString);
            assertEquals("Ann", https.with("Cookie", cookie).get("sign-in").result().at("/account/name").asText());
            try (Client ann = Client.dial(server.ws("chat-channel/")).with("X-Forwarded-For", "203.0.113.7").with("X-Forwarded-Proto", "wss")
                    .with("Cookie", cookie).connect()) {
                ann.send("hi").expect("Ann: hi");
            }
            String planted = cookie.replace("__Host-chat-channel", "chat_channel");
            assertFalse(https.with("Cookie", planted).get("sign-in").result().has("account"), "another host of the domain may have set it");
            assertEquals("Ann", http.with("Cookie", planted).get("sign-in").result().at("/account/name").asText());
            Answer out = https.with("Cookie", cookie).post("sign-out", "");
            assertEquals("__Host-chat-channel=", out.cookie().replace("\"", ""));
            assertTrue(out.header("Set-Cookie").orElse("").contains("Expires=Thu, 01 Jan 1970") && out.header("Set-Cookie").orElse("").contains("Path=/"), out::toString);
            assertFalse(https.with("Cookie", cookie).get("sign-in").result().has("account"));
        }
    }

    @Test
    void who_guesses_passwords_is_slowed_and_the_owner_is_not() {
        Map<String, String> settings = Map.of("limit-password-of", "0.001/3", "limit-password", "0.001/20", "proxies", "127.0.0.1");
        try (ServerProcess server = ServerProcess.startLearning(home, settings)) {
            Http owner = Http.at(server).with("X-Forwarded-For", "203.0.113.7");
            owner.signUp("Ann");
            Http attacker = Http.at(server).with("X-Forwarded-For", "203.0.113.66");
            for (int i = 0; i < 3; i++) assertEquals(403, attacker.signIn("Ann", "guess number " + i).status());
            Answer slowed = attacker.signIn("Ann", Http.PASSWORD);
            assertEquals(429, slowed.status(), slowed::toString);
            assertTrue(Integer.parseInt(slowed.header("Retry-After").orElse("0")) > 1, slowed::toString);
            assertEquals(429, Http.at(server).with("X-Forwarded-For", "203.0.113.67").signIn("Ann", "another address").status());
            assertEquals(200, owner.signIn("Ann", Http.PASSWORD).status(), "the owner comes from where they came before");
            for (int i = 0; i < 3; i++) assertEquals(403, attacker.signIn("Nobody", "guess number " + i).status());
            assertEquals(429, attacker.signIn("Nobody", "the same for a name that nobody has").status());
            for (int i = 0; i < 12; i++) attacker.signIn("Person " + i, "spraying one password");
            assertEquals(429, attacker.signIn("Somebody else", "spraying one password").status(), "by address");
            for (int i = 0; i < 20; i++) from(server, "2001:db8:0:1::" + i).signIn("Person " + i, "a household has a whole network");
            assertEquals(429, from(server, "2001:db8:0:1:ffff::1").signIn("Somebody else", "from the next of its addresses").status());
            assertEquals(403, from(server, "2001:db8:0:2::1").signIn("Somebody else", "from another network").status());
        }
    }

    @Test
    void the_link_of_the_first_start_makes_one_administrator_also_when_many_try_at_once() throws Exception {
        try (ServerProcess server = ServerProcess.startLearning(home, Map.of("guests", "false"))) {
            String code = server.startCode();
            ExecutorService threads = Executors.newFixedThreadPool(50);
            List<Callable<Answer>> tries = IntStream.range(0, 50)
                    .<Callable<Answer>>mapToObj(i -> () -> Http.at(server).signUp(code, Wire.freshName("Ada"), Http.PASSWORD))
                    .toList();
            List<Answer> made = new ArrayList<>();
            for (Future<Answer> one : threads.invokeAll(tries)) {
                if (one.get().status() == 200) made.add(one.get());
                else assertEquals(410, one.get().status());
            }
            threads.shutdownNow();
            assertEquals(1, made.size());
            assertEquals("administrator", made.get(0).result().at("/account/kind").asText());
            Http administrator = Http.at(server).with("Cookie", made.get(0).cookie());
            String self = "{\"user\":\"" + made.get(0).result().at("/account/id").asText() + "\"}";
            assertEquals(200, administrator.api("invite.create", "{}").status());
            assertEquals(409, administrator.api("account.deactivate", self).status(), "somebody must be left");
        }
        try (ServerProcess again = ServerProcess.start(home, Map.of())) {
            assertTrue(again.output().stream().noneMatch(line -> line.contains("#start=")), "there is an administrator");
        }
    }

    @Test
    void the_link_of_the_first_start_may_name_the_place_and_what_is_set_survives_a_restart() {
        try (ServerProcess server = ServerProcess.start(home, Map.of())) {
            String ada = "\",\"name\":\"Ada\",\"password\":\"" + Http.PASSWORD + "\",\"place\":";
            assertEquals(400, Http.at(server).post("sign-up", "{\"code\":\"" + server.startCode() + ada + "\"a\\nb\"}").status());
            Answer first = Http.at(server).post("sign-up", "{\"code\":\"" + server.startCode() + ada + "\"The garden\"}");
            assertEquals("administrator", first.result().at("/account/kind").asText(), first::toString);
            String ben = ada.replace("Ada", "Ben");
            assertEquals(200, Http.at(server).post("sign-up", "{\"code\":\"" + Http.at(server).invitation() + ben + "\"Mine\"}").status());
            assertEquals("The garden", Http.at(server).get("sign-in").result().at("/place/name").asText());
            Answer set = Http.at(server).with("Cookie", first.cookie()).api("place.set", "{\"guests\":false,\"edit_seconds\":60}");
            assertEquals(200, set.status(), set::toString);
        }
        try (ServerProcess again = ServerProcess.start(home, Map.of())) {
            assertEquals("{\"name\":\"The garden\",\"guests\":false,\"sign_up\":\"invite\"}", Http.at(again).get("sign-in").result().path("place").toString());
            assertEquals(403, Opening.of(again.ws("chat-channel/")).answer().status());
        }
    }

    @Test
    void guests_say_less_than_members_and_what_is_refused_counts_too() {
        Map<String, String> settings = Map.of("limit-guest-publish", "0.001/2", "limit-publish", "0.001/4", "limit-command", "0.001/3", "proxies", "127.0.0.1");
        try (ServerProcess server = ServerProcess.start(home, settings)) {
            Http member = from(server, "203.0.113.7").signUp("Mia");
            Http guest = from(server, "203.0.113.8").with("Cookie", Http.at(server).signIn("Gus").cookie());
            for (int i = 0; i < 2; i++) assertEquals(200, guest.publish("lobby", "hi").status());
            assertEquals(429, guest.publish("lobby", "hi").status());
            for (int i = 0; i < 2; i++) assertEquals(200, from(server, "2001:db8:0:1::" + i).publish("lobby", "hi").status());
            assertEquals(429, from(server, "2001:db8:0:1::9").publish("lobby", "hi").status(), "nameless guests of one network");
            for (int i = 0; i < 4; i++) assertEquals(200, member.publish("lobby", "hi").status());
            assertEquals(429, member.publish("lobby", "hi").status());
            for (String method : List.of("no.such_method", "account.list", "place.get")) assertTrue(List.of(403, 404).contains(member.api(method, "{}").status()), method);
            assertEquals(429, member.api("no.such_method", "{}").status());
        }
    }

    @Test
    void an_address_makes_so_many_accounts_without_a_link() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("limit-sign-up", "0.001/1"))) {
            Http.at(server).asOperator().api("place.set", "{\"sign_up\":\"open\"}");
            String account = "{\"name\":\"Ann\",\"password\":\"" + Http.PASSWORD + "\"}";
            assertEquals(200, Http.at(server).post("sign-up", account).status());
            assertEquals(429, Http.at(server).post("sign-up", account.replace("Ann", "Ben")).status());
            assertEquals(200, Http.at(server).signUp(Http.at(server).invitation(), "Cid", Http.PASSWORD).status());
        }
    }

    @Test
    void a_ban_is_for_one_ipv4_address_or_the_64_of_an_ipv6_one_and_ends() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("proxies", "127.0.0.1"))) {
            Http operator = Http.at(server).asOperator();
            for (String address : List.of("203.0.113.7", "2001:db8:0:1::7")) assertEquals(200, from(server, address).publish("lobby", "hi").status());
            operator.api("address.ban", "{\"address\":\"203.0.113.7\"}");
            operator.api("address.ban", "{\"address\":\"2001:db8:0:1::7\"}");
            assertEquals(403, from(server, "203.0.113.7").publish("lobby", "hi").status());
            assertEquals(200, from(server, "203.0.113.8").publish("lobby", "hi").status());
            assertEquals(200, from(server, "2001:db8:0:2::7").publish("lobby", "hi").status());
            assertEquals(403, from(server, "2001:db8:0:1::8").publish("lobby", "hi").status());
            assertEquals(2, operator.api("address.list", "{}").result().path("addresses").size());
            operator.api("address.ban", "{\"address\":\"2001:db8:0:1::/64\",\"seconds\":1}");
            Wire.await(() -> from(server, "2001:db8:0:1::8").publish("lobby", "back").status() == 200, () -> "still banned");
            for (String wrong : List.of("example.org", "10.0.0.0/8", "")) {
                assertEquals("bad-request", operator.api("address.ban", "{\"address\":\"" + wrong + "\"}").reason(), wrong);
            }
        }
        try (ServerProcess again = ServerProcess.start(home, Map.of("proxies", "127.0.0.1"))) {
            assertEquals("address-banned", from(again, "203.0.113.7").publish("lobby", "hi").reason());
            assertEquals(200, from(again, "2001:db8:0:1::7").publish("lobby", "hi").status());
        }
    }

    private static Http from(ServerProcess server, String address) {
        return Http.at(server).with("X-Forwarded-For", address);
    }

    @Test
    void until_somebody_administers_each_start_makes_a_new_link_and_the_one_before_ends() {
        String first;
        try (ServerProcess server = ServerProcess.start(home, Map.of())) {
            first = server.startCode();
        }
        try (ServerProcess server = ServerProcess.start(home, Map.of())) {
            assertEquals(410, Http.at(server).signUp(first, "Ada", Http.PASSWORD).status());
            assertEquals(200, Http.at(server).signUp(server.startCode(), "Ada", Http.PASSWORD).status());
        }
    }

    @Test
    void without_a_proxy_of_ours_what_is_claimed_of_the_client_does_not_count() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("limit-sign-in", "0.001/1"))) {
            assertEquals(200, Http.at(server).with("X-Forwarded-For", "203.0.113.7").signIn("Ann").status());
            assertEquals(429, Http.at(server).with("X-Forwarded-For", "203.0.113.8").signIn("Ben").status());
        }
    }

    private static void assertToldToComeLater(int status, String reason, Answer refused) {
        assertEquals(status, refused.status());
        assertEquals(reason, refused.reason());
        assertEquals("30", refused.header("Retry-After").orElse(""));
    }

    private static void expectBothOrders(Client client, String text) {
        expectBothOrders(client, text, text);
    }

    /** The bare text and the message to all come in either order. */
    private static void expectBothOrders(Client client, String bare, String toAll) {
        String first = client.next();
        if (first.equals(bare)) client.expect("guest-…: " + toAll);
        else {
            assertTrue(first.endsWith(": " + toAll), first);
            client.expect(bare);
        }
    }

    /** RFC 7692, 7.2.1: flushed, and without the four bytes that each flush ends with. */
    private static byte[] deflated(String text) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        byte[] room = new byte[text.length() + 64];
        int length = deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(room, length - FLUSH.length);
    }

    private static String inflated(byte[] payload) throws DataFormatException {
        byte[] flushed = Arrays.copyOf(payload, payload.length + FLUSH.length);
        System.arraycopy(FLUSH, 0, flushed, payload.length, FLUSH.length);
        Inflater inflater = new Inflater(true);
        inflater.setInput(flushed);
        byte[] room = new byte[1 << 16];
        int length = inflater.inflate(room);
        inflater.end();
        return new String(room, 0, length, StandardCharsets.UTF_8);
    }
}
