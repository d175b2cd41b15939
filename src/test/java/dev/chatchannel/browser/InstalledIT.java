package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import dev.chatchannel.kit.CutWire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page as something that is installed: it opens without a network, with what was last read, and in one version. */
class InstalledIT {
    private static final String IS_KEPT = "navigator.serviceWorker.getRegistration().then((one) => Boolean(one?.active))";
    private static final String KEPT_TEXTS = "new Promise((resolve, reject) => { const opening = indexedDB.open('chat-channel:/');"
            + " opening.onerror = reject; opening.onsuccess = () => { const all = opening.result.transaction('kept').objectStore('kept').getAll();"
            + " all.onsuccess = () => { opening.result.close(); resolve(JSON.stringify(all.result)); } } })";

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void the_page_opens_without_a_network_with_what_was_last_read() {
        CutWire wire = stage.wire();
        Person ann = behind(wire, "Ann").enters();
        List<String> talk = List.of("Read at home", "Written on the train");
        ann.says(talk.get(0)).sees(talk.subList(0, 1));
        ann.await(() -> keeps(ann, talk.get(0)) && isKept(ann), () -> "Nothing is kept: " + kept(ann));

        wire.cut();
        ann.page().reload();
        ann.sees("connection", "reconnecting").sees(talk.subList(0, 1));
        assertThat(ann.at("recalled")).isVisible();
        ann.says(talk.get(1));
        ann.picture("offline-last-read");
        wire.restore();

        ann.isOnline().sees(talk);
        assertThat(ann.at("recalled")).hasCount(0);
        assertEquals(talk, stage.server().stored(talk));
    }

    @Test
    void what_is_deleted_or_signed_out_of_is_not_kept() {
        Person ann = stage.person("Ann").enters();
        String bob = stage.person("Bob").name();
        String secret = "Said in haste by " + bob;
        long offset = stage.server().hears(bob, secret);
        ann.sees(secret).await(() -> keeps(ann, secret), () -> "Not kept: " + kept(ann));

        stage.server().deletes(bob, offset);
        ann.await(() -> !keeps(ann, secret), () -> "Still kept: " + kept(ann));
        assertTrue(keeps(ann, ann.name()));

        ann.at("settings-open").click();
        ann.at("sign-out").click();
        assertThat(ann.at("name-input")).isVisible();
        ann.await(() -> kept(ann), "[]");
    }

    @Test
    void a_new_version_is_offered_and_taken_when_the_reader_says_so() {
        ChatServer server = stage.ownServer(Map.of());
        Person ann = stage.personNamed("Ann").keepingThePage().forgivingTheNetwork().enters();
        ann.await(() -> isKept(ann), () -> "Not kept");
        ann.page().reload();
        ann.isOnline().says("Said before").sees("Said before");

        server.deployAnother();
        assertThat(ann.at("new-version")).isVisible();
        assertEquals("", edition(ann));
        ann.at("composer").fill("A draft stays");
        ann.picture("new-version");
        ann.at("renew").click();

        assertThat(ann.at("new-version")).hasCount(0); // it stands until the page goes
        ann.isOnline().sees("Said before");
        assertThat(ann.at("composer")).hasValue("A draft stays");
        assertEquals("another", edition(ann));
    }

    /** Chromium itself judges: it says what keeps a page from being installed. */
    @Test
    void a_browser_finds_nothing_that_keeps_it_from_being_installed() {
        Person ann = stage.person("Ann").keepingThePage().enters();
        ann.await(() -> isKept(ann), () -> "Not kept");
        CDPSession browser = ann.context().newCDPSession(ann.page());

        JsonObject manifest = browser.send("Page.getAppManifest");
        assertEquals(0, manifest.getAsJsonArray("errors").size(), manifest::toString);
        JsonObject said = JsonParser.parseString(manifest.get("data").getAsString()).getAsJsonObject();
        assertEquals("standalone", said.get("display").getAsString());
        JsonObject errors = browser.send("Page.getInstallabilityErrors");
        errors.getAsJsonArray("installabilityErrors").forEach(one ->
                assertEquals("in-incognito", one.getAsJsonObject().get("errorId").getAsString())); // as all browsers of these tests
    }

    private Person behind(CutWire wire, String name) {
        return stage.person(name).at(wire.http("")).keepingThePage().forgivingTheNetwork();
    }

    /** What tells the two versions apart. */
    private static String edition(Person person) {
        return (String) person.page().evaluate("getComputedStyle(document.documentElement).getPropertyValue('--edition')");
    }

    private static boolean isKept(Person person) {
        return (boolean) person.page().evaluate(IS_KEPT);
    }

    private static boolean keeps(Person person, String text) {
        return kept(person).contains(text);
    }

    private static String kept(Person person) {
        return (String) person.page().evaluate(KEPT_TEXTS);
    }
}
