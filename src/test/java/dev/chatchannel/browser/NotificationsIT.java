package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tells one of what one does not see. The desktop is played by a script, which keeps what it was given. */
class NotificationsIT {
    private static final String DESKTOP =
            """
            window.shown = [];
            window.rung = 0;
            window.AudioContext = class { constructor() { window.rung++; } resume() { return new Promise(() => {}); } };
            window.Notification = class {
                static permission = localStorage.getItem('test-permission') ?? 'default';
                static async requestPermission() {
                    localStorage.setItem('test-permission', 'granted');
                    return (Notification.permission = 'granted');
                }
                constructor(title, about) {
                    window.shown.push(this);
                    Object.assign(this, { title, about, closed: false });
                }
                close() { this.closed = true; }
            };
            """;

    @RegisterExtension
    final Stage stage = new Stage();

    private Person ann;
    private Person ben;
    private String garden;

    /** Ann and Ben are members of a channel that Ben has made; Ann looks at the lobby. */
    @BeforeEach
    void ann_looks_elsewhere() {
        ann = stage.person("Ann");
        ann.known(stage.server().memberCookie(ann.name())).prepare();
        ann.context().addInitScript(DESKTOP);
        ben = stage.person("Ben");
        ben.known(stage.server().memberCookie(ben.name())).opens().isOnline();
        garden = ben.makes("Beds " + ben.name());
        ben.says("Welcome").sees("Welcome");
        ann.at(stage.server().http("#channel=" + garden)).opens().isOnline();
        ann.sees("Welcome").at("channel-join").click();
        assertThat(ann.at("channel-join")).hasCount(0);
        channel("lobby").click();
        ann.at(stage.server().http(""));
    }

    @Test
    void one_is_told_of_what_one_wants_and_of_nothing_that_one_sees() {
        assertThat(ann.at("notify-offer")).isVisible();
        ann.picture("notify-offer");
        ann.at("notify-yes").click();
        assertThat(ann.at("notify-offer")).hasCount(0);

        ben.says("to nobody").says("**@" + ann.name() + "** come");
        ann.await(() -> shown(ann), List.of(ben.name() + " in #Beds " + ben.name() + ": @" + ann.name() + " come"));
        assertThat(ann.page()).hasTitle(Pattern.compile("^\\(2\\) .*"));
        assertThat(ann.page().locator("link[rel=icon]")).hasAttribute("data-badge", "1");

        ann.page().evaluate("shown[0].onclick()");
        ann.sees(List.of("to nobody"));
        assertThat(channel(garden)).hasAttribute("aria-current", "page");
        assertThat(ann.page().locator("link[rel=icon]")).hasAttribute("data-badge", "");
        ben.says("you see this, @all");
        ann.sees("you see this, @all");
        assertEquals(1, shown(ann).size());

        level("all");
        channel("lobby").click();
        ben.says("anything");
        ann.await(() -> shown(ann).size(), 2);
        level("none");
        ben.says("nothing, @all").says("really, @" + ann.name()).sees("really, @" + ann.name());
        assertThat(ann.page().locator("link[rel=icon]")).hasAttribute("data-badge", "");
        level("mentions");
        ben.says("here again, @all");
        ann.await(() -> shown(ann).stream().skip(2).toList(), List.of(ben.name() + " in #Beds " + ben.name() + ": here again, @all"));
    }

    @Test
    void only_one_tab_tells_and_none_of_what_another_shows() {
        ann.at("notify-yes").click();
        Person tab = stage.tabOf(ann);
        ben.says("one @all");
        ann.await(() -> shown(ann).size() + shown(tab).size(), 1);
        tab.page().locator("[data-testid=channel][data-name='" + garden + "']").click();
        tab.sees("one @all");
        ann.await(() -> ann.page().evaluate("shown.every((one) => one.closed)"), true);
        ben.says("two @all");
        tab.sees("two @all");
        assertThat(channel(garden)).hasAttribute("data-unread", "0");
        assertEquals(1, shown(ann).size() + shown(tab).size());
    }

    @Test
    void sounds_are_heard_when_they_are_wanted_and_nothing_is_while_one_is_not_to_be_disturbed() {
        ann.at("notify-yes").click();
        ann.at("settings-open").click();
        assertThat(ann.at("notify-desktop")).isChecked();
        assertThat(ann.at("notify-sound")).not().isChecked();
        ann.at("notify-sound").check();
        assertEquals(1, ann.page().evaluate("rung"), "it is not heard at once");
        ann.at("quiet").selectOption("hour");
        ann.at("notify-desktop").scrollIntoViewIfNeeded();
        ann.picture("notify-settings");
        ann.at("settings-close").click();
        ben.says("pst @all");
        assertThat(channel(garden)).hasAttribute("data-calls", "1");
        assertEquals(List.of(), shown(ann));
        ann.at("settings-open").click();
        ann.at("quiet").selectOption("");
        ann.at("settings-close").click();
        ben.says("now @all");
        ann.await(() -> shown(ann).size(), 1);
    }

    @Test
    void who_says_no_is_not_asked_again() {
        ann.at("notify-no").click();
        assertThat(ann.at("notify-offer")).hasCount(0);
        ann.page().reload();
        ann.isOnline();
        assertThat(ann.at("notify-offer")).hasCount(0);
        ben.says("hey @all");
        assertThat(channel(garden)).hasAttribute("data-calls", "1");
        assertEquals(List.of(), shown(ann));
    }

    private void level(String level) {
        Locator row = ann.page().locator("chat-sidebar li").filter(new Locator.FilterOptions().setHas(channel(garden)));
        row.hover();
        row.getByTestId("channel-more").click();
        ann.at("menu-notify-" + level).click();
        assertThat(ann.at("channel-menu")).not().isVisible();
        row.getByTestId("channel-more").click();
        assertThat(ann.at("menu-notify-" + level)).hasAttribute("aria-checked", "true");
        ann.page().keyboard().press("Escape");
    }

    private Locator channel(String name) {
        return ann.page().locator("[data-testid=channel][data-name='" + name + "']");
    }

    @SuppressWarnings("unchecked") // it is what the script returns
    private static List<String> shown(Person person) {
        return (List<String>) person.page().evaluate("shown.map((one) => one.title + ': ' + one.about.body)");
    }
}
