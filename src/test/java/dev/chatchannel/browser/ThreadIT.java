package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.WebSocketRoute;
import dev.chatchannel.kit.Wire;
import java.util.ArrayList;
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

    /** It waited for ever: what resumes what was heard did not load what was opened meanwhile. */
    @Test
    void a_thread_opened_while_the_channel_comes_back_is_there_when_it_is_back() {
        String root = "Asked before the cut, " + Wire.freshName("Cid");
        long offset = stage.server().hears("Cid", root);
        stage.server().replies("Dan", offset, "Answered before the cut");
        Person ann = stage.person("Ann").prepare();
        List<WebSocketRoute> connections = new ArrayList<>();
        List<String> held = new ArrayList<>();
        ann.page().routeWebSocket("**/chat-channel/", page -> {
            connections.add(page);
            page.connectToServer().onMessage(frame -> {
                if (frame.text().contains("\"recovered\":true")) held.add(frame.text());
                else page.send(frame.text());
            });
        });
        ann.enters().sees(root);
        connections.get(0).close(new WebSocketRoute.CloseOptions().setCode(3001).setReason("cut"));
        ann.await(() -> held.size(), 1);
        ann.message(root).getByTestId("replies").click();
        assertThat(ann.at("thread")).isVisible();
        held.forEach(connections.get(1)::send);
        assertThat(thread(ann, "Answered before the cut")).isVisible();
    }

    /** Of the many who have a reaction the server names the first: the page asks whether the reader is one of the others. */
    @Test
    void a_reaction_that_many_have_is_the_readers_own_in_a_thread_too() {
        String root = "Who comes along? " + Wire.freshName("Cid");
        String reply = "All of us, " + Wire.freshName("Dan");
        long offset = stage.server().hears("Cid", root);
        long answer = stage.server().replies("Dan", offset, reply);
        for (int i = 0; i < 20; i++) stage.server().reacts("Friend " + i, answer, "👍");
        for (int i = 0; i < 50; i++) stage.server().hears("Something else");
        stage.server().replies("Dan", offset, "And nobody else");

        Person ann = stage.person("Ann").enters();
        ann.page().getByTestId("answered").last().click();
        Locator reaction = thread(ann, reply).getByTestId("reaction");
        assertThat(reaction).hasAttribute("aria-pressed", "false");
        reaction.click();
        assertThat(reaction).hasAttribute("data-count", "21");
        ann.page().reload();
        ann.page().getByTestId("answered").last().click();
        assertThat(reaction).hasAttribute("data-count", "21");
        assertThat(reaction).hasAttribute("aria-pressed", "true");
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
