package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.WebSocketFrame;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A long talk, and a reader in it. */
class TimelineIT {
    private static final double HARDLY = 2; // px that rounding may move things by

    @RegisterExtension
    final Stage stage = new Stage();

    private final List<String> asked = new ArrayList<>();
    private List<String> talk;

    @BeforeEach
    void talkAtLength() {
        long now = System.nanoTime();
        talk = IntStream.rangeClosed(1, 200).mapToObj(number -> "Line " + number + " of " + now).toList();
        talk.forEach(stage.server()::hears);
    }

    @Test
    void the_newest_fifty_come_first_and_scrolling_up_loads_older_ones_in_their_place() {
        Person ann = stage.person("Ann").prepare();
        ann.page().onWebSocket(socket -> socket.onFrameSent(this::note));
        ann.enters().sees(talk.subList(150, 200));
        assertThat(ann.message(talk.get(199))).isInViewport();
        assertTrue(asked.get(0).contains("\"limit\":50") && asked.get(0).contains("\"reverse\":true"), asked.get(0));

        for (int oldest = 149; oldest >= 0; oldest = oldestOf(ann) - 1) {
            double before = scrollsUpTo(ann, oldest + 1);
            String older = talk.get(oldest);
            assertThat(ann.message(older)).isAttached();
            assertEquals(before, topOf(ann.message(talk.get(oldest + 1))), HARDLY, "Place of line " + (oldest + 2));
        }
        ann.sees(talk);
    }

    @Test
    void a_reader_further_up_is_told_of_new_messages_and_not_pulled_down() {
        Person ann = stage.person("Ann").viewport(360, 740).enters().sees(talk.subList(190, 200));
        Locator read = ann.message(talk.get(170));
        read.scrollIntoViewIfNeeded();
        assertThat(ann.at("new-messages")).isVisible();
        double before = topOf(read);

        stage.server().hears("News of " + talk.get(0));
        assertThat(ann.at("new-messages")).hasAttribute("data-count", "1");
        stage.server().hears("More news of " + talk.get(0));
        assertThat(ann.at("new-messages")).containsText("2 new messages");
        assertEquals(before, topOf(read), HARDLY);
        ann.picture("new-messages");

        ann.at("new-messages").click();
        assertThat(ann.message("More news of " + talk.get(0))).isInViewport();
        assertThat(ann.at("new-messages")).hasCount(0);
    }

    @Test
    void a_reader_at_the_newest_message_stays_there() {
        Person ann = stage.person("Ann").enters().sees(talk.subList(190, 200));
        List<String> more = IntStream.range(0, 30).mapToObj(number -> "More, " + number + ", after " + talk.get(0)).toList();
        more.forEach(stage.server()::hears);
        ann.sees(more);
        assertThat(ann.message(more.get(29))).isInViewport();
        assertThat(ann.at("new-messages")).hasCount(0);
    }

    /** An image that came between the page's own scrolling and the event that tells of it left readers above the newest message. */
    @Test
    void what_grows_late_does_not_take_a_reader_from_the_newest_message() {
        Person ann = stage.person("Ann").enters().sees(talk.subList(190, 200));
        ann.at("timeline").evaluate("(timeline) => {"
                + "timeline.scrollTop -= 1; timeline.scrollTop += 1;"
                + "timeline.querySelector('[data-testid=message]:last-of-type').style.marginBlockStart = '300px';"
                + "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))) }");
        assertThat(ann.message(talk.get(199))).isInViewport();
        assertThat(ann.at("new-messages")).hasCount(0);
    }

    @Test
    void an_edit_that_is_heard_before_the_older_page_it_concerns_is_shown() {
        String before = "Before the edit of " + talk.get(0);
        String after = "After the edit of " + talk.get(0);
        long edited = stage.server().hears("Edith", before);
        talk.subList(0, 60).forEach(stage.server()::hears);
        Person ann = stage.person("Ann").prepare();
        ann.page().routeWebSocket("**/chat-channel/", page -> hearFirst(page, before, () -> stage.server().edits("Edith", edited, after)));
        ann.enters().sees(talk.subList(10, 60));
        scrollsUpTo(ann, 10);
        assertThat(ann.message(after)).isAttached();
        assertThat(ann.message(before)).hasCount(0);
    }

    /** Holds the page with those words back until an edit went by, which it causes. */
    private static void hearFirst(WebSocketRoute page, String words, Runnable edit) {
        Deque<String> held = new ArrayDeque<>();
        page.connectToServer().onMessage(frame -> {
            if (frame.text().contains(words)) {
                held.add(frame.text());
                edit.run();
                return;
            }
            page.send(frame.text());
            if (frame.text().contains("\"kind\":\"edit\"")) held.forEach(page::send);
        });
    }

    private void note(WebSocketFrame frame) {
        if (frame.text().contains("\"history\"")) asked.add(frame.text());
    }

    /** The number of the oldest line in the page. */
    private int oldestOf(Person reader) {
        return talk.indexOf(reader.texts(talk).get(0));
    }

    private double scrollsUpTo(Person reader, int line) {
        Locator message = reader.message(talk.get(line));
        message.evaluate("(one) => one.scrollIntoView({ block: 'start', behavior: 'instant' })");
        return topOf(message);
    }

    private static double topOf(Locator message) {
        return ((Number) message.evaluate("(one) => one.getBoundingClientRect().top")).doubleValue();
    }
}
