package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.Wire;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Taking a name, and the names that nobody gets. */
public interface SignInJourney extends Journey {
    @Test
    default void a_name_is_taken_and_kept_by_the_cookie() {
        String name = Wire.freshName("Ann");
        Answer signedIn = web().signIn(name);
        assertEquals(200, signedIn.status(), signedIn::toString);
        assertEquals(name, signedIn.result().at("/account/name").asText());
        Answer who = web().with("Cookie", signedIn.cookie()).get("sign-in");
        assertEquals(signedIn.result().path("account"), who.result().path("account"));
        assertFalse(web().get("sign-in").result().has("account"));
    }

    @Test
    default void a_name_belongs_to_one() {
        String name = Wire.freshName("Bill");
        assertEquals(200, web().signIn(name).status());
        assertRefused(409, "name-taken", name);
        assertRefused(409, "name-taken", name.toUpperCase(Locale.ROOT));
        assertRefused(409, "name-taken", "  " + name);
    }

    @Test
    default void a_name_that_looks_like_one_that_is_taken_is_taken_too() {
        String rest = Wire.freshName("").strip();
        assertEquals(200, web().signIn("Bill " + rest).status());
        assertRefused(409, "name-taken", "BiIl " + rest);
        assertRefused(409, "name-taken", "Bi1l " + rest);
    }

    @Test
    default void what_is_no_name_is_refused_with_a_reason() {
        for (String wrong : List.of("", "   ", "x".repeat(33), "x".repeat(4_000), "Ann\u202eneb", "\u0410nn", "Ann\nBen", "! Ann", "Ann: hi", "operator",
                "guest-7kq3f", "a\u0301\u0301\u0301\u0301\u0301b", "\u200bAnn", "🎈")) {
            assertRefused(422, "name-refused", wrong);
        }
        for (String body : List.of("", "Ann", "{}", "{\"name\":7}", "[\"Ann\"]")) {
            assertEquals(400, web().post("sign-in", body).status(), body);
        }
        assertEquals(413, web().signIn("x".repeat(5_000)).status());
    }

    @Test
    default void who_changes_the_name_stays_the_same_account() {
        Answer first = web().signIn(Wire.freshName("Ann"));
        String other = Wire.freshName("Anna");
        Http again = web().with("Cookie", first.cookie());
        Answer renamed = again.signIn(other);
        assertEquals(other, renamed.result().at("/account/name").asText());
        assertEquals(first.result().at("/account/id"), renamed.result().at("/account/id"));
        assertEquals(renamed.result().path("account"), again.get("sign-in").result().path("account"));
        assertEquals(200, web().signIn(first.result().at("/account/name").asText()).status(), "the old name is free");
    }

    @Test
    default void only_our_own_pages_sign_in_and_out() {
        String name = Wire.freshName("Ann");
        Http foreign = web().with("Origin", "http://localhost:63342");
        assertEquals(403, foreign.signIn(name).status());
        assertEquals("not-allowed", foreign.signIn(name).reason());
        assertEquals(403, foreign.post("sign-out", "").status());
        assertEquals(403, web().with("Sec-Fetch-Site", "cross-site").signIn(name).status());
        assertEquals(200, web().with("Origin", origin()).signIn(name).status());
    }

    @Test
    default void who_signs_out_gives_the_cookie_up() {
        Answer signedIn = web().signIn(Wire.freshName("Ann"));
        Answer out = web().with("Cookie", signedIn.cookie()).with("Origin", origin()).post("sign-out", "");
        assertEquals(200, out.status());
        assertEquals("chat_channel=", out.cookie().replace("\"", ""));
        assertFalse(web().with("Cookie", signedIn.cookie()).get("sign-in").result().has("account"), "a copy of it is worth nothing");
    }

    @Test
    default void who_takes_another_name_does_not_go_on_speaking_under_the_old_one() {
        Answer first = web().signIn(Wire.freshName("Ann"));
        try (Client ann = greet(Client.dial(plainPath("lobby")).with("Cookie", first.cookie()).connect())) {
            assertEquals(200, web().with("Cookie", first.cookie()).signIn(Wire.freshName("Zoe")).status());
            ann.expectClose(3002);
        }
    }

    @Test
    default void who_signs_out_does_not_go_on_speaking() {
        Answer signedIn = web().signIn(Wire.freshName("Ann"));
        Http browser = web().with("Cookie", signedIn.cookie());
        try (Client ann = greet(Client.dial(plainPath("lobby")).with("Cookie", signedIn.cookie()).connect())) {
            assertEquals(200, browser.post("sign-out", "").status());
            ann.expectClose(3003);
        }
    }

    @Test
    default void a_cookie_that_nobody_knows_makes_a_guest() {
        var stranger = Client.dial(plainPath("lobby")).with("Cookie", "chat_channel=nobody-knows-me");
        try (Client client = greet(stranger.connect())) {
            client.send("hi").expect("guest-…: hi");
        }
    }

    private void assertRefused(int status, String reason, String name) {
        Answer answer = web().signIn(name);
        assertEquals(status, answer.status(), () -> "for " + name + ": " + answer);
        assertEquals(reason, answer.reason());
        assertFalse(answer.json().at("/error/message").asText().isBlank());
    }
}
