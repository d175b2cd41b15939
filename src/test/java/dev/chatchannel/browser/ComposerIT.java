package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How one writes: completion, commands, emoji, marks, drafts, and putting right what one said. */
class ComposerIT {
    private static final String PASTE = "(field, text) => { const data = new DataTransfer(); data.setData('text/plain', text);"
            + " field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }";

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void people_channels_and_commands_are_completed_as_one_types() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();
        ann.seesHere(List.of(bob.name()), List.of(bob.name()));
        Locator field = ann.at("composer");

        field.pressSequentially("Hi @" + bob.name().substring(0, bob.name().length() - 1).toLowerCase(Locale.ROOT));
        Locator option = ann.page().getByTestId("option").filter(new Locator.FilterOptions().setHasText(bob.name()));
        assertThat(option).isVisible();
        while (!"true".equals(option.getAttribute("aria-selected"))) field.press("ArrowDown");
        assertThat(field).hasAttribute("aria-activedescendant", option.getAttribute("id"));
        field.press("Enter");
        assertThat(field).hasValue("Hi @" + bob.name() + " ");
        assertThat(ann.at("completion")).hasCount(0);
        field.pressSequentially("see #lob");
        ann.page().getByTestId("option").first().click();
        assertThat(field).hasValue("Hi @" + bob.name() + " see #lobby ");
        field.press("Enter");
        assertThat(bob.page().getByTestId("mention").last()).hasAttribute("data-reader", "");

        field.pressSequentially("/sh");
        assertThat(ann.at("option")).containsText("/shrug");
        field.press("Escape");
        assertThat(ann.at("completion")).hasCount(0);
        assertThat(field).hasValue("/sh");
        field.fill("@" + bob.name());
        assertThat(ann.at("option")).containsText(bob.name());
        field.press("Enter");
        bob.sees("@" + bob.name());
    }

    @Test
    void emoji_are_completed_picked_and_put_for_their_codes() {
        Person ann = stage.person("Ann").enters();
        Locator field = ann.at("composer");
        field.pressSequentially(":tad");
        assertThat(ann.at("option")).containsText(":tada:");
        field.press("Tab");
        field.pressSequentially("and :+1: but `:+1:`, 10:30:45");
        field.press("Enter");
        assertThat(ann.page().getByTestId("text").last()).hasText("🎉 and 👍 but :+1:, 10:30:45");

        ann.at("emoji-open").press("Enter");
        assertThat(ann.at("emoji-find")).isFocused();
        ann.at("emoji-find").fill("party");
        assertThat(ann.at("emoji")).isVisible();
        ann.page().keyboard().press("ArrowDown");
        ann.page().keyboard().press("ArrowRight");
        String chosen = (String) ann.page().evaluate("document.activeElement.textContent");
        ann.page().keyboard().press("Enter");
        assertThat(ann.at("emoji-picker")).not().isVisible();
        assertThat(field).hasValue(chosen);
        assertThat(field).isFocused();

        Person xiao = stage.person("小雨").locale("zh-CN").viewport(360, 740).enters();
        xiao.at("emoji-open").click();
        xiao.at("emoji-find").fill("派对");
        assertThat(xiao.page().getByTestId("emoji").filter(new Locator.FilterOptions().setHasText("🎉"))).isVisible();
        xiao.picture("emoji-phone-zh");
        xiao.page().keyboard().press("Escape");
        assertThat(xiao.at("emoji-picker")).not().isVisible();
    }

    @Test
    void arrow_up_edits_what_one_said_last_and_emptying_it_asks_to_delete() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();
        ann.says("frist").sees("frist");
        bob.sees("frist").says("mine").sees("mine");
        Locator field = ann.at("composer");
        ann.sees("mine");

        field.press("ArrowUp");
        assertThat(ann.at("editing")).isVisible();
        assertThat(field).hasValue("frist");
        field.fill("first");
        field.press("Enter");
        bob.sees("first");
        assertThat(ann.at("editing")).hasCount(0);
        assertThat(field).hasValue("");

        field.press("ArrowUp");
        field.fill("something else");
        field.press("Escape");
        assertThat(ann.at("editing")).hasCount(0);
        assertThat(field).hasValue("");
        field.press("ArrowUp");
        field.fill("");
        field.press("Enter");
        assertThat(ann.at("edit-delete")).isFocused();
        ann.page().keyboard().press("Enter");
        assertThat(ann.at("editing")).hasCount(0);
        bob.await(() -> bob.texts(List.of("first")), List.of());
        bob.sees("mine");
    }

    @Test
    void what_stands_behind_a_slash_is_done_and_nothing_of_it_is_lost() {
        Person ann = member("Ann").forgiving("status of 4\\d\\d");
        Person ben = member("Ben");
        String name = ann.makes("Shed " + ann.name());

        ann.says("/topic Tools & wheelbarrows");
        assertThat(ann.at("topic")).hasText("Tools & wheelbarrows");
        assertThat(ann.at("composer")).hasValue("");
        ben.says("/join #" + name);
        assertThat(ben.at("topic")).hasText("Tools & wheelbarrows");
        assertThat(ben.at("channel-join")).hasCount(0);
        ben.says("/me knocks");
        assertThat(ann.at("deed")).hasText(ben.name() + " knocks");
        ann.says("/shrug who is it?");
        assertThat(ben.page().getByTestId("text").last()).hasText("who is it? ¯\\_(ツ)_/¯");

        ann.says("/nonsense here");
        assertThat(ann.at("told")).containsText("There is no command /nonsense");
        assertThat(ann.at("composer")).hasValue("/nonsense here");
        ann.says("/msg @nobody-of-that-name psst");
        assertThat(ann.at("told")).hasText("Nobody is called “nobody-of-that-name psst”.");
        ann.says("//nonsense is said").sees("/nonsense is said").says("/usr/bin is a path");
        ben.sees(List.of("/nonsense is said", "/usr/bin is a path"));

        ann.says("/msg @" + ben.name() + " just between us").sees("just between us");
        ben.page().getByTestId("channel").filter(new Locator.FilterOptions().setHasText(ann.name())).last().click();
        ben.sees("just between us").says("/nick Benedict " + ben.name());
        ann.seesHere(List.of("Benedict " + ben.name()), List.of("Benedict " + ben.name()));
        ann.says("/help");
        assertThat(ann.at("slash-help")).containsText("/topic");
        ann.at("slash-help-close").press("Enter");
        ann.at("composer").press("Escape");
    }

    @Test
    void what_is_begun_is_kept_for_each_channel_over_a_reload() {
        Person ann = member("Ann").forgiving("status of 409"); // she joins where she is a member
        ann.says("/join #lobby");
        ann.at("composer").fill("begun in the lobby");
        String den = ann.makes("Den " + ann.name());
        assertThat(ann.at("composer")).hasValue("");
        ann.at("composer").fill("begun\nin the den");
        ann.page().reload();
        ann.isOnline();
        assertThat(ann.at("composer")).hasValue("begun\nin the den");
        ann.page().locator("[data-testid=channel][data-name=lobby]").click();
        assertThat(ann.at("composer")).hasValue("begun in the lobby");

        ann.says("/join #" + den);
        assertThat(ann.at("composer")).hasValue("begun\nin the den");
        ann.page().locator("[data-testid=channel][data-name=lobby]").click();
        assertThat(ann.at("composer")).hasValue("");
    }

    @Test
    void marks_are_set_by_keys_and_buttons_and_the_reader_says_what_enter_does() {
        Person ann = stage.person("Ann").enters();
        Locator field = ann.at("composer");
        field.fill("loud words ");
        field.press("Control+a");
        field.press("Control+b");
        assertThat(field).hasValue("**loud words** ");
        ann.at("mark-bold").click();
        assertThat(field).hasValue("loud words ");
        field.evaluate(PASTE, "https://example.org/a");
        assertThat(field).hasValue("[loud words](https://example.org/a) ");
        field.fill("one\ntwo");
        field.press("Control+a");
        ann.at("mark-list").click();
        assertThat(field).hasValue("- one\n- two");
        field.press("Control+z");
        assertThat(field).hasValue("one\ntwo");
        field.press("Control+a");
        field.press("Control+e");
        assertThat(field).hasValue("```\none\ntwo\n```");
        field.fill("one");
        field.press("Control+8");
        assertThat(field).hasValue("one");
        field.press("Control+Shift+8");
        assertThat(field).hasValue("- one");
        assertThat(ann.at("mark-list")).hasAttribute("title", "List (Ctrl+Shift+8)");
        ann.at("marks-toggle").click();
        assertThat(ann.at("mark-bold")).hasCount(0);

        ann.at("settings-open").click();
        ann.at("enter").selectOption("breaks");
        ann.at("settings-close").click();
        field.fill("first");
        field.press("Enter");
        field.pressSequentially("second " + ann.name());
        field.press("Control+Enter");
        ann.sees("first\nsecond " + ann.name());
        ann.at("timeline").press("?");
        assertThat(keys(ann, "Send")).hasText(new String[] {"Ctrl", "Enter"});
        assertThat(keys(ann, "New line")).hasText(new String[] {"Enter", "Shift", "Enter"});
    }

    @Test
    void the_composer_looks_well() {
        stage.ownServer(Map.of());
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(360, 1440)) {
                String view = width + "-" + scheme.name().toLowerCase(Locale.ROOT);
                Person ann = stage.personNamed("Ann " + view).viewport(width, 800).scheme(scheme).locale(scheme == ColorScheme.DARK ? "zh-CN" : "en-US").enters();
                ann.says("**Said** in " + view).sees(List.of("Said in " + view)).at("composer").pressSequentially("@a");
                assertThat(ann.at("completion")).isVisible();
                ann.picture("completion-" + view);
                ann.at("composer").fill("");
                ann.at("composer").press("ArrowUp");
                assertThat(ann.at("editing")).isVisible();
                ann.picture("editing-" + view);
                ann.at("composer").press("Escape");
                ann.at("emoji-open").click();
                assertThat(ann.at("emoji")).isVisible();
                assertEquals(true, ann.page().evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), view);
                ann.picture("emoji-" + view);
                ann.page().keyboard().press("Escape");
                ann.says("/help");
                assertThat(ann.at("slash-help")).isVisible();
                ann.picture("slash-help-" + view);
                ann.leaves();
            }
        }
    }

    private Person member(String name) {
        Person person = stage.person(name);
        return person.known(stage.server().memberCookie(person.name())).opens().isOnline();
    }

    private static Locator keys(Person person, String shortcut) {
        return person.at("help").locator("tr").filter(new Locator.FilterOptions().setHasText(shortcut)).locator("kbd");
    }
}
