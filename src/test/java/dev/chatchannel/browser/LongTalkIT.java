package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import dev.chatchannel.kit.Wire;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A talk of which more is at hand than the page has. */
class LongTalkIT {
    private static final int MOST = 400; // in the page

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void however_much_is_at_hand_the_page_has_a_part_of_it_that_goes_along_with_the_reader() {
        String talk = Wire.freshName("talk");
        List<String> lines = IntStream.rangeClosed(1, 550).mapToObj(number -> "Line " + number + " of a long " + talk).toList();
        lines.forEach(stage.server()::hears);
        Person ann = stage.person("Ann").enters().sees(lines.subList(540, 550));
        scrolls(ann, "0", lines.get(0));
        assertThat(ann.message(lines.get(549))).hasCount(0);
        ann.sees(lines.subList(0, 100));

        String news = "News of a long " + talk;
        stage.server().hears(news);
        assertThat(ann.at("new-messages")).hasAttribute("data-count", "1");
        assertThat(ann.message(news)).hasCount(0);
        scrolls(ann, "timeline.scrollHeight", news);
        ann.sees(lines.subList(500, 550)).sees(news);
        ann.at("timeline").evaluate("(timeline) => { timeline.scrollTop = timeline.scrollHeight }");
        assertThat(ann.at("new-messages")).hasCount(0);

        scrolls(ann, "0", lines.get(100));
        ann.at("timeline").press("End");
        assertThat(ann.message(news)).isFocused();
        assertThat(ann.message(news)).isInViewport();
    }

    @Test
    void what_one_reads_stays_in_its_place_when_the_part_moves() {
        String talk = Wire.freshName("talk");
        List<String> lines = IntStream.rangeClosed(1, 550).mapToObj(number -> "Line " + number + " of " + talk + ", and more".repeat(number % 8)).toList();
        lines.forEach(stage.server()::hears);
        Person ann = stage.person("Ann").enters().sees(lines.subList(540, 550));
        scrolls(ann, "0", lines.get(0));
        for (int line = 20; line < 480; line += 10) {
            Locator read = ann.message(lines.get(line));
            read.evaluate("(one) => one.scrollIntoView({ block: 'start', behavior: 'instant' })");
            double before = topOf(read);
            assertThat(ann.message(lines.get(line + 12))).isAttached(); // which it may have moved for
            assertEquals(before, topOf(read), 2, "Place of line " + (line + 1));
        }
    }

    /** Goes there again and again until the message is in the page. */
    private static void scrolls(Person person, String place, String text) {
        person.await(() -> {
            person.at("timeline").evaluate("(timeline) => { timeline.scrollTop = " + place + " }");
            int count = person.page().locator("chat-timeline [data-testid=message]").count();
            assertTrue(count <= MOST, count + " messages in the page");
            return person.message(text).count() == 1;
        }, () -> "Not reached: " + text);
    }

    private static double topOf(Locator message) {
        return ((Number) message.evaluate("(one) => one.getBoundingClientRect().top")).doubleValue();
    }
}
