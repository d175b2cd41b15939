package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.WebSocketRoute;
import dev.chatchannel.kit.CutWire;
import dev.chatchannel.kit.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The network goes, people go on, the network returns: everything is there once and in order. */
class AwayIT {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void what_both_sides_said_meanwhile_arrives_once_when_the_network_returns() {
        CutWire wire = stage.wire();
        Person ann = behind(wire, "Ann").enters();
        Person bob = stage.person("Bob").enters();
        List<String> talk = List.of("Before the cut", "Bob, meanwhile", "Bob again", "Ann, offline", "Ann again, offline", "After the cut");

        ann.says(talk.get(0)).sees(talk.subList(0, 1));
        wire.cut();
        ann.sees("connection", "reconnecting").says(talk.get(3)).says(talk.get(4));
        assertThat(ann.message(talk.get(3))).hasAttribute("data-state", "sending");
        ann.picture("reconnecting");
        bob.says(talk.get(1)).says(talk.get(2)).sees(talk.subList(0, 3));
        wire.restore();

        ann.isOnline().sees(talk.subList(0, 5));
        bob.sees(talk.subList(0, 5)).says(talk.get(5));
        assertAllHave(talk, ann, bob);
    }

    @Test
    void a_connection_that_fell_silent_is_noticed_and_replaced() {
        CutWire wire = stage.wire();
        Person ann = behind(wire, "Ann").prepare();
        ann.page().clock().install();
        ann.enters();
        List<String> talk = List.of("Before the silence", "Into the silence", "Said in the silence", "After the silence");

        ann.says(talk.get(0)).sees(talk.subList(0, 1));
        wire.freeze();
        ann.says(talk.get(1));
        stage.server().hears(talk.get(2));
        ann.page().clock().fastForward("01:00");
        ann.sees("connection", "reconnecting");
        wire.cut(); // what was on its way is lost
        wire.restore();

        List<String> inOrder = List.of(talk.get(0), talk.get(2), talk.get(1), talk.get(3));
        ann.isOnline().sees(inOrder.subList(0, 3)).says(talk.get(3));
        assertAllHave(inOrder, ann);
    }

    /** The server stored the post, and the page never heard so: it must ask again, and must not be stored again. */
    @Test
    void a_post_whose_answer_was_lost_is_stored_once() {
        CutWire wire = stage.wire();
        Person ann = behind(wire, "Ann").enters();
        List<String> talk = List.of("You hear me", "Did you get this?", "And this?");
        ann.says(talk.get(0)).sees(talk.subList(0, 1));

        wire.holdAnswers();
        ann.says(talk.get(1));
        ann.await(() -> stage.server().stored(talk), talk.subList(0, 2));
        assertThat(ann.message(talk.get(1))).hasAttribute("data-state", "sending");
        wire.cut();
        wire.restore();

        ann.isOnline().sees(talk.subList(0, 2)).says(talk.get(2));
        assertAllHave(talk, ann);
    }

    @Test
    void a_device_without_a_network_says_so_and_catches_up() {
        Person ann = stage.person("Ann").forgivingTheNetwork().enters();
        List<String> talk = List.of("Meanwhile, by a guest", "Typed on the train", "Off the train");

        ann.context().setOffline(true);
        ann.sees("connection", "offline").says(talk.get(1));
        ann.picture("offline");
        stage.server().hears(talk.get(0));
        ann.context().setOffline(false);

        ann.isOnline().sees(talk.subList(0, 2)).says(talk.get(2));
        assertAllHave(talk, ann);
    }

    @Test
    void unsent_posts_and_the_draft_outlive_a_reload_without_a_network() {
        CutWire wire = stage.wire();
        Person ann = behind(wire, "Ann").enters();
        List<String> talk = List.of("Unsent, the first", "Unsent, the second");

        wire.cut();
        ann.sees("connection", "reconnecting").says(talk.get(0)).says(talk.get(1));
        ann.at("composer").fill("Only a draft");
        assertThrows(PlaywrightException.class, ann.page()::reload);
        ann.page().waitForURL("chrome-error://**");
        assertEquals(List.of(), stage.server().stored(talk));
        wire.restore();
        ann.opens().isOnline();

        assertThat(ann.at("composer")).hasValue("Only a draft");
        assertAllHave(talk, ann);
    }

    @Test
    void unsent_posts_are_sent_by_another_visit_when_the_tab_was_closed() {
        CutWire wire = stage.wire();
        Person ann = behind(wire, "Ann").enters();

        wire.cut();
        ann.sees("connection", "reconnecting").says("Left behind by a tab");
        ann.page().close();
        wire.restore();
        Person later = stage.tabOf(ann);

        assertAllHave(List.of("Left behind by a tab"), later);
    }

    /** The newest page that was asked for first came last, and took what was said since out of the page. */
    @Test
    void a_channel_that_is_to_subscribe_again_while_it_joins_joins_once() {
        String said = "Said meanwhile, " + Wire.freshName("Bob");
        List<Runnable> late = new ArrayList<>();
        Person ann = stage.person("Ann").prepare();
        ann.page().routeWebSocket("**/chat-channel/", page -> {
            WebSocketRoute server = page.connectToServer();
            server.onMessage(frame -> {
                if (!late.isEmpty() || !frame.text().contains("\"history\":{")) {
                    page.send(frame.text());
                    return;
                }
                late.add(() -> page.send(frame.text()));
                server.send("{\"id\":1000000,\"unsubscribe\":{\"channel\":\"lobby\"}}"); // as the server does before it says so
                stage.server().hears(said);
                page.send("{\"push\":{\"channel\":\"lobby\",\"unsubscribe\":{\"code\":2500,\"reason\":\"insufficient state\"}}}");
            });
        });
        ann.enters().sees(said);
        late.get(0).run();
        ann.page().evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assertEquals(List.of(said), ann.texts(List.of(said)));
    }

    private Person behind(CutWire wire, String name) {
        return stage.person(name).at(wire.http("")).forgivingTheNetwork();
    }

    private void assertAllHave(List<String> talk, Person... people) {
        for (Person person : people) person.sees(talk);
        assertEquals(talk, stage.server().stored(talk));
    }
}
