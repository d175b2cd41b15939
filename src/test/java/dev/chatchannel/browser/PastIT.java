package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A link that leads to a message far back, and the way from there to the newest. */
class PastIT {
    @RegisterExtension
    final Stage stage = new Stage();

    private List<String> talk;
    private long first;

    @BeforeEach
    void talkAtLength() {
        long now = System.nanoTime();
        talk = IntStream.rangeClosed(1, 200).mapToObj(number -> "Word " + number + " of " + now).toList();
        talk.subList(0, 199).forEach(stage.server()::hears);
        first = stage.server().hears("Link", talk.get(199)) - 199;
    }

    @Test
    void a_link_opens_a_message_in_its_context_and_reading_on_leads_to_the_newest() {
        Person ann = stage.person("Ann").at(linkTo(49)).enters();
        Locator found = ann.message(talk.get(49));
        assertThat(found).hasAttribute("data-sought", "");
        assertThat(found).isInViewport();
        assertThat(ann.message(talk.get(199))).hasCount(0);
        ann.picture("link");

        String news = "News of " + talk.get(0);
        stage.server().hears(news);
        assertThat(ann.at("new-messages")).hasAttribute("data-count", "1");
        assertThat(ann.message(news)).hasCount(0);
        ann.await(() -> { // reads on, page by page
            ann.at("timeline").evaluate("(timeline) => timeline.scrollTop = timeline.scrollHeight");
            return ann.message(news).count() == 1 && ann.at("new-messages").count() == 0; // the last page came below what was the end
        }, () -> "The newest message is not reached");
        ann.sees(talk.subList(49, 200)).sees(news);
        String more = "More of " + talk.get(0);
        stage.server().hears(more);
        assertThat(ann.message(more)).isInViewport();
    }

    @Test
    void ears_hear_a_reply_of_the_open_thread_in_the_past_too_and_not_what_is_loaded() {
        Person ann = stage.person("Ann").at(linkTo(49)).enters();
        ann.message(talk.get(49)).press("Enter");
        ann.at("action-reply").click();
        assertThat(ann.at("thread").getByTestId("text").first()).hasText(talk.get(49));
        ann.listens();
        stage.server().hears("Not in the thread, " + talk.get(0));
        stage.server().replies("Bob", first + 49, "An answer to the past");
        assertThat(ann.at("announcer")).containsText("Bob: An answer to the past");
        ann.await(() -> {
            ann.at("timeline").evaluate("(timeline) => timeline.scrollTop = timeline.scrollHeight");
            return ann.page().locator("chat-timeline").getByText("An answer to the past").count() > 0;
        }, () -> "The newest message is not reached");
        stage.server().hears("Bob", "Now, " + talk.get(0));
        assertThat(ann.at("announcer")).containsText("Bob: Now, " + talk.get(0));
        assertEquals(List.of("Bob: An answer to the past", "Bob: Now, " + talk.get(0)), ann.heard());
    }

    @Test
    void the_way_to_the_newest_is_one_click_and_older_ones_are_still_loaded_from_the_past() {
        Person ann = stage.person("Ann").at(linkTo(99)).enters();
        assertThat(ann.message(talk.get(99))).isInViewport();
        Locator oldest = ann.message(talk.get(20));
        ann.await(() -> {
            ann.at("timeline").evaluate("(timeline) => timeline.scrollTop = 0");
            return oldest.count() == 1;
        }, () -> "Older messages are not loaded");
        ann.at("new-messages").click();
        assertThat(ann.message(talk.get(199))).isInViewport();
        assertThat(ann.at("new-messages")).hasCount(0);
        ann.says("Here I am, " + ann.name()).sees("Here I am, " + ann.name());
    }

    @Test
    void who_says_something_while_reading_the_past_is_brought_to_it() {
        Person ann = stage.person("Ann").at(linkTo(49)).enters();
        assertThat(ann.message(talk.get(49))).isInViewport();
        ann.says("From the past, " + ann.name()).sees("From the past, " + ann.name());
        assertThat(ann.message("From the past, " + ann.name())).isInViewport();
        assertThat(ann.message(talk.get(199))).isAttached();
    }

    @Test
    void a_message_at_hand_is_found_without_asking_and_the_address_leads_back() {
        Person ann = stage.person("Ann").enters().sees(talk.subList(190, 200));
        ann.page().evaluate("(place) => { location.hash = place }", "channel=lobby&at=" + (first + 160));
        assertThat(ann.message(talk.get(160))).hasAttribute("data-sought", "");
        assertThat(ann.message(talk.get(160))).isInViewport();
        assertThat(ann.message(talk.get(199))).isAttached();
        assertEquals(1, ann.message(talk.get(199)).count());
        assertTrue(ann.page().url().endsWith("&at=" + (first + 160)), ann.page().url());
    }

    @Test
    void the_way_back_leaves_the_past_and_so_does_the_address_at_the_newest() {
        Person ann = stage.person("Ann").enters().sees(talk.subList(190, 200));
        ann.page().evaluate("(place) => { location.hash = place }", "channel=lobby&at=" + (first + 160));
        assertThat(ann.message(talk.get(160))).hasAttribute("data-sought", "");
        ann.page().evaluate("(place) => { location.hash = place }", "channel=lobby&at=" + (first + 30));
        assertThat(ann.message(talk.get(30))).hasAttribute("data-sought", "");
        ann.page().goBack();
        assertThat(ann.message(talk.get(160))).hasAttribute("data-sought", "");
        ann.page().goBack();
        assertThat(ann.page()).hasURL(stage.server().http("").toString());
        assertThat(ann.page().locator("[data-sought]")).hasCount(0);

        ann.page().evaluate("(place) => { location.hash = place }", "channel=lobby&at=" + (first + 30));
        assertThat(ann.message(talk.get(30))).isInViewport();
        ann.at("new-messages").click();
        assertThat(ann.message(talk.get(199))).isInViewport();
        assertThat(ann.page()).hasURL(stage.server().http("").toString());
    }

    private URI linkTo(int line) {
        return URI.create(stage.server().http("") + "#channel=lobby&at=" + (first + line));
    }
}
