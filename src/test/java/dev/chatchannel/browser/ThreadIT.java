package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers to one message, beside the talk and in it. */
class ThreadIT {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void two_people_answer_in_a_thread_and_the_others_see_it_in_the_talk_too() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();
        String root = "Where shall we eat, asks " + ann.name();
        ann.says(root).sees(root).message(root).hover();
        ann.at("bar-reply").click();
        assertThat(ann.at("thread").getByTestId("text").first()).hasText(root);
        answers(ann, "Somewhere near");
        assertThat(bob.message(root).getByTestId("replies")).hasAttribute("data-count", "1");
        assertThat(bob.page().getByTestId("answered").last()).containsText(root);

        bob.message(root).getByTestId("replies").click();
        assertThat(thread(bob, "Somewhere near")).isVisible();
        answers(bob, "At the corner");
        assertThat(thread(ann, "At the corner")).isVisible();
        assertThat(ann.page().locator("chat-timeline").getByTestId("replies").last()).hasAttribute("data-count", "2");
        ann.picture("thread");

        ann.page().keyboard().press("Escape");
        assertThat(ann.at("thread")).hasCount(0);
        assertEquals(true, ann.page().evaluate("document.activeElement !== document.body"), "the focus is lost");
        ann.page().reload();
        ann.isOnline().message(root).getByTestId("replies").click();
        assertThat(thread(ann, "Somewhere near")).isVisible();
        assertThat(thread(ann, "At the corner")).isVisible();
    }

    @Test
    void a_deleted_message_with_answers_says_so_and_without_them_it_is_gone() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();
        String root = "Soon gone, says " + ann.name();
        ann.says(root).sees(root);
        long offset = Long.parseLong(ann.message(root).getAttribute("data-offset"));
        long answer = stage.server().replies("Cid of " + ann.name(), offset, "An answer to " + ann.name());
        assertThat(bob.message(root).getByTestId("replies")).hasAttribute("data-count", "1");
        stage.server().deletes(offset);
        Locator gone = bob.page().locator("[data-offset='" + offset + "']");
        assertThat(gone.getByTestId("gone")).isVisible();
        gone.getByTestId("replies").click();
        assertThat(bob.at("thread").getByTestId("composer")).hasCount(0);
        stage.server().deletes(answer);
        assertThat(bob.page().locator("chat-timeline [data-offset='" + offset + "']")).hasCount(0);
    }

    @Test
    void on_a_phone_a_thread_takes_the_whole_page_and_gives_it_back() {
        Person ann = stage.person("Ann").viewport(360, 740).enters();
        String root = "On a phone, " + ann.name();
        ann.says(root.replace("phone", "**phone**")).sees(root);
        long offset = Long.parseLong(ann.message(root).getAttribute("data-offset"));
        stage.server().replies("Cid of " + ann.name(), offset, "A reply to a phone, " + ann.name());
        assertThat(ann.page().getByTestId("answered").last()).containsText(root);
        ann.message(root).getByTestId("replies").click();
        assertThat(thread(ann, "A reply to a phone, " + ann.name())).isVisible();
        ann.picture("thread-phone");
        assertEquals(true, ann.at("thread").evaluate("(one) => one.offsetWidth === innerWidth && one.offsetHeight === innerHeight"));
        ann.page().keyboard().press("Escape");
        assertThat(ann.at("thread")).hasCount(0);
        assertThat(ann.message(root).getByTestId("replies")).isFocused();
    }

    /** Days cannot be waited for; so this asks the module that lays the replies out. */
    @Test
    void a_reply_of_another_day_than_the_message_before_stands_below_that_day() {
        Person ann = stage.person("Ann").enters();
        assertEquals(List.of("at 2", "day at 3", "at 3", "at 4"), ann.page().evaluate("async () => {"
                + " const { repliesOf } = await import('./ui/lines.js');"
                + " const said = (offset, time) => ({ offset, time, thread: offset > 1 ? 1 : 0, author: { id: 'b', name: 'Bob' }, reactions: [] });"
                + " const thread = { offset: 1, root: said(1, 5), replies: { messages: [said(2, 6), said(3, 17), said(4, 18)] } };"
                + " const words = { dayOf: (time) => Math.floor(time / 10) };"
                + " return repliesOf(thread, { outbox: { posts: [] } }, { id: 'a', name: 'Ann' }, words).map(({ key }) => key); }"));
    }

    private static void answers(Person person, String text) {
        Locator composer = person.at("thread").getByTestId("composer");
        composer.fill(text);
        composer.press("Enter");
        assertThat(thread(person, text)).hasAttribute("data-state", "sent");
    }

    private static Locator thread(Person person, String text) {
        return person.at("thread").getByTestId("message").filter(new Locator.FilterOptions().setHasText(text));
    }
}
