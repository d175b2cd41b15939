package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything works without a mouse. */
class KeyboardIT {
    private static final int STOPS = 30; // more than a round through the page has

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void a_phone_with_a_keyboard_needs_no_pointer() {
        Person ann = stage.person("Ann").viewport(360, 740).opens();
        comesInAndSays(ann, "Typed only");

        tabsTo(ann, "people-open");
        press(ann, "Enter");
        assertThat(ann.at("people")).isVisible();
        press(ann, "Escape");
        assertThat(ann.at("people")).not().isVisible();
        assertEquals("people-open", focus(ann));
        changesLanguage(ann);
    }

    @Test
    void a_wide_window_needs_no_pointer() {
        Person ann = stage.person("Ann").opens();
        comesInAndSays(ann, "Typed only, in a wide window");

        assertThat(ann.at("people")).isVisible();
        tabsTo(ann, "people-open");
        press(ann, "Enter");
        assertThat(ann.at("people")).hasCount(0);
        press(ann, "Enter");
        assertThat(ann.at("people")).isVisible();
        changesLanguage(ann);
    }

    @Test
    void a_question_mark_shows_all_keys_but_can_be_written() {
        Person ann = stage.person("Ann").enters();
        ann.at("composer").press("?");
        assertThat(ann.at("composer")).hasValue("?");
        assertThat(ann.at("help")).not().isVisible();

        ann.at("timeline").focus();
        press(ann, "?");
        assertThat(ann.at("help")).isVisible();
        press(ann, "Escape");
        assertThat(ann.at("help")).not().isVisible();
        assertEquals("timeline", focus(ann));

        ann.at("settings-open").click();
        ann.at("help-open").click();
        assertThat(ann.at("help")).isVisible();
        press(ann, "Control+/");
        assertThat(ann.at("help")).not().isVisible();
    }

    @Test
    void arrows_walk_through_the_messages_and_a_message_that_goes_leaves_the_focus_to_its_neighbour() {
        Person ann = stage.person("Ann").enters();
        String bob = stage.person("Bob").name();
        List<String> talk = List.of("One of " + bob, "Two of " + bob, "Three of " + bob);
        List<Long> offsets = talk.stream().map(text -> stage.server().hears(bob, text)).toList();
        ann.sees(talk).at("timeline").focus();

        press(ann, "ArrowUp");
        press(ann, "k");
        assertEquals(talk.get(1), focusedText(ann));
        stage.server().deletes(bob, offsets.get(1));
        ann.await(() -> focusedText(ann), talk.get(2));
        press(ann, "ArrowUp");
        press(ann, "j");
        assertEquals(talk.get(2), focusedText(ann));
        press(ann, "Escape");
        assertEquals("composer", focus(ann));
    }

    /** What a screen reader is told: nothing of what was there, and what comes once. */
    @Test
    void ears_hear_each_new_message_once_and_nothing_of_the_past() {
        String bob = stage.person("Bob").name();
        stage.server().hears(bob, "Before she came");
        Person ann = stage.person("Ann").enters();
        ann.sees("Before she came");
        assertThat(ann.at("announcer")).hasText("");
        ann.listens();

        stage.server().hears(bob, "Now for ears");
        ann.says("What I say myself I know").sees("Now for ears");
        stage.server().hears(bob, "And **this**");
        assertThat(ann.at("announcer")).containsText(bob + ": And this");
        stage.server().hears(bob, "/me whispers");
        assertThat(ann.at("announcer")).containsText(bob + " whispers");
        assertEquals(List.of(bob + ": Now for ears", bob + ": And this", bob + " whispers"), ann.heard());
    }

    @Test
    void ears_hear_a_reply_of_the_open_thread_once() {
        String bob = stage.person("Bob").name();
        String root = "Asked by " + bob;
        long offset = stage.server().hears(bob, root);
        for (int width : new int[] {1280, 360}) {
            Person ann = stage.person("Ann").viewport(width, 740).enters();
            ann.message(root).press("Enter");
            ann.at("action-reply").click();
            assertThat(ann.at("thread")).isVisible();
            ann.listens();
            stage.server().replies(bob, offset, "Answered at " + width);
            assertThat(ann.at("announcer")).containsText(bob + ": Answered at " + width);
            assertEquals(List.of(bob + ": Answered at " + width), ann.heard());
            assertThat(ann.page().locator("[role=log]:not([aria-live=off])")).hasCount(1);
            assertEquals(width < 400, ann.at("announcer").evaluate("(one) => one.closest('dialog') !== null"), "nothing is told behind a dialog");
            ann.leaves();
        }
    }

    private static String focusedText(Person person) {
        return (String) person.page().evaluate("document.activeElement?.querySelector?.('[data-testid=text]')?.innerText ?? ''");
    }

    private void comesInAndSays(Person person, String text) {
        assertThat(person.at("name-input")).isVisible();
        tabsTo(person, "name-input");
        person.page().keyboard().type(person.name());
        press(person, "Enter");
        person.isOnline();
        tabsTo(person, "composer");
        person.page().keyboard().type(text);
        press(person, "Enter");
        person.sees(text);
        assertEquals("composer", focus(person));
    }

    private void changesLanguage(Person person) {
        tabsTo(person, "settings-open");
        press(person, "Enter");
        assertThat(person.at("settings")).isVisible();
        tabsTo(person, "language");
        press(person, "ArrowDown");
        assertThat(person.page().locator("html")).hasAttribute("lang", "zh-CN");
        assertEquals("language", focus(person));
        press(person, "Escape");
        assertThat(person.at("settings")).not().isVisible();
        assertEquals("settings-open", focus(person));
        assertThat(person.at("connection")).containsText("在线");
    }

    /** Presses Tab until that has the focus; each stop on the way can be seen. */
    private static void tabsTo(Person person, String testId) {
        for (int stop = 0; stop < STOPS; stop++) {
            if (focus(person).equals(testId)) return;
            press(person, "Tab");
        }
        fail("Tab does not lead to " + testId);
    }

    private static void press(Person person, String key) {
        person.page().keyboard().press(key);
    }

    private static String focus(Person person) {
        return (String) person.page().evaluate("document.activeElement?.dataset.testid ?? ''");
    }
}
