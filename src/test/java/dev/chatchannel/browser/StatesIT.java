package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.chatchannel.kit.CutWire;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page says how things are when they are not as they should be, and what can be done. */
class StatesIT {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void a_page_that_did_not_load_says_so_and_loads_again() {
        Person ann = stage.person("Ann").viewport(360, 740).forgivingTheNetwork().forgiving("dynamically imported").prepare();
        for (String part : List.of("**/ui/chat-room.js", "**/i18n/en.js")) {
            ann.page().route(part, route -> route.abort());
            ann.opens();
            assertThat(ann.at("load-failed")).isVisible();
            ann.picture("load-failed");

            ann.page().unroute(part);
            ann.at("load-again").click();
            assertThat(ann.at("name-input")).isVisible();
            assertThat(ann.at("load-failed")).not().isVisible();
        }
    }

    @Test
    void a_channel_on_its_way_is_a_skeleton_and_a_lost_connection_counts_down_to_the_next_try() {
        CutWire wire = stage.wire();
        String cookie = stage.server().cookieOf("Ann of the slow wire");
        Person ann = stage.personNamed("Ann of the slow wire").at(wire.http("")).known(cookie).forgivingTheNetwork().prepare();
        ann.page().clock().install();
        AtomicBoolean isSlow = new AtomicBoolean(true);
        ann.page().onWebSocket(socket -> {
            if (isSlow.getAndSet(false)) wire.holdAnswers();
        });
        ann.opens();
        assertThat(ann.page().locator(".skeleton")).isVisible();
        ann.picture("loading");

        wire.cut();
        wire.restore();
        ann.isOnline();
        assertThat(ann.page().locator(".skeleton")).hasCount(0);
        wire.cut();
        ann.sees("connection", "reconnecting");
        ann.await(() -> countsDown(ann), () -> "No countdown: " + ann.at("connection").innerText());
        assertThat(ann.at("connection")).containsText("what you write is sent later");
        ann.picture("countdown");
        wire.restore();
        ann.at("reconnect").click();
        ann.isOnline();
    }

    @Test
    void who_has_too_many_connections_is_told_so() {
        stage.ownServer(Map.of("sessions-per-person", "1"));
        Person ann = stage.personNamed("Ann").viewport(360, 740).forgivingTheNetwork().forgiving("status of 4(29|26)").enters();
        Person other = stage.tabWithoutConnection(ann).forgivingTheNetwork().forgiving("status of 4(29|26)");
        assertThat(other.at("connection")).containsText("close another tab");
        other.picture("too-many-connections");
        ann.page().close();
        other.isOnline();
    }

    /** Lets the clock run on until the waiting has become long. */
    private static boolean countsDown(Person person) {
        if (person.at("connection").innerText().contains("next try in")) return true;
        person.page().clock().runFor(500);
        return false;
    }
}
