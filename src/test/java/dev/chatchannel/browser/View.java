package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One view of the page, and the way to it from the channel, for whoever walks through all: {@link ViewsIT}. Something new that is seen gets a line in one
 * of the lists.
 *
 * @param way what a person does to see it; they wait until it is there
 */
record View(String name, Consumer<Person> way) {
    /** Of somebody who is signed in. What was opened before is closed by Escape. */
    static List<View> inside(boolean isPhone) {
        List<View> views = new ArrayList<>(List.of(
                new View("channel", person -> assertThat(person.at("composer")).isVisible()),
                new View("settings", person -> opens(person, "settings-open", "settings")),
                new View("help", person -> {
                    person.page().keyboard().press("Control+/");
                    assertThat(person.at("help")).isVisible();
                }),
                new View("finder", person -> {
                    person.page().keyboard().press("Control+k");
                    assertThat(person.at("found")).isVisible();
                }),
                new View("details", person -> {
                    opens(person, "details-open", "details");
                    assertThat(person.at("member")).isVisible();
                }),
                new View("new-channel", person -> {
                    if (isPhone) person.at("side-open").click();
                    opens(person, "make-open", "make-name");
                }),
                new View("thread", person -> {
                    person.page().getByTestId("message").first().press("Enter");
                    opens(person, "action-reply", "thread");
                    assertThat(person.at("thread").getByTestId("text").first()).isVisible();
                }),
                new View("actions", person -> {
                    person.page().getByTestId("message").first().press("Enter");
                    assertThat(person.at("action-quote")).isVisible();
                }),
                new View("picture", person -> opens(person, "picture", "viewer")),
                new View("search", person -> {
                    opens(person, "search-open", "search-input");
                    person.at("search-input").fill("早上好");
                    assertThat(person.at("hit")).isVisible();
                }),
                new View("slash-help", person -> {
                    person.says("/help");
                    assertThat(person.at("slash-help")).isVisible();
                }),
                new View("emoji", person -> opens(person, "emoji-open", "emoji")),
                new View("browse", person -> {
                    if (isPhone) person.at("side-open").click();
                    opens(person, "browse-open", "browsed");
                }),
                new View("channel-menu", person -> {
                    if (isPhone) person.at("side-open").click();
                    person.at("channel-more").focus();
                    person.page().keyboard().press("Enter");
                    assertThat(person.at("channel-menu")).isVisible();
                }),
                new View("profile", person -> {
                    if (!person.at("people").isVisible()) person.at("people-open").click();
                    person.at("person").getByRole(AriaRole.BUTTON).first().click();
                    assertThat(person.at("profile")).isVisible();
                })));
        if (isPhone) {
            views.add(new View("channels", person -> opens(person, "side-open", "channel")));
            views.add(new View("people", person -> opens(person, "people-open", "people")));
        }
        return views;
    }

    /** Of somebody who is not signed in. */
    static List<View> outside() {
        return List.of(
                new View("welcome", person -> assertThat(person.at("name-input")).isVisible()),
                new View("sign-in", person -> opens(person, "has-account", "account-password")));
    }

    /** Of an administrator, at {@code /admin}. */
    static List<View> administration() {
        return List.of("people", "guests", "bots", "channels", "connections", "place", "audit").stream()
                .map(part -> new View("admin-" + part, person -> {
                    person.at("part-" + part).click();
                    assertThat(person.at("part-" + part)).hasAttribute("aria-current", "page");
                    assertThat(person.page().locator("admin-" + part)).not().isEmpty();
                }))
                .toList();
    }

    /** Closes whatever the last view has opened. */
    static void closeAll(Person person) {
        Locator open = person.page().locator("dialog[open], :popover-open, aside.thread");
        for (int i = 0; i < 3 && open.count() > 0; i++) person.page().keyboard().press("Escape");
        assertThat(open).hasCount(0);
    }

    private static void opens(Person person, String button, String wanted) {
        person.at(button).click();
        assertThat(person.at(wanted)).isVisible();
    }

    @Override
    public String toString() {
        return name;
    }
}
