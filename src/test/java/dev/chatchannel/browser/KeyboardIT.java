package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

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
