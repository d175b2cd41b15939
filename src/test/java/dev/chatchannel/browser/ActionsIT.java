package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What two people do to messages, and see of it. */
class ActionsIT {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void reactions_are_seen_by_all_at_once_and_taken_back_by_a_click() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();
        String text = "Who likes it? " + ann.name();
        ann.says(text).sees(text);
        likes(bob, text);

        Locator seen = ann.message(text).getByTestId("reaction");
        assertThat(seen).hasAttribute("data-count", "1");
        assertThat(seen).hasAttribute("aria-pressed", "false");
        assertThat(bob.message(text).getByTestId("reaction")).hasAttribute("aria-pressed", "true");
        seen.click();
        assertThat(bob.message(text).getByTestId("reaction")).hasAttribute("data-count", "2");
        seen.hover();
        assertThat(seen).hasAttribute("title", Pattern.compile(bob.name()));
        ann.picture("reactions");

        ann.page().reload();
        assertThat(ann.message(text).getByTestId("reaction")).hasAttribute("aria-pressed", "true");
        ann.message(text).getByTestId("reaction").click();
        bob.message(text).getByTestId("reaction").click();
        assertThat(ann.message(text).getByTestId("reaction")).hasCount(0);
        assertThat(bob.message(text).getByTestId("reaction")).hasCount(0);
    }

    @Test
    void who_points_at_a_reaction_while_the_list_moves_learns_who_reacted_when_it_stands() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();
        String text = "It moves, " + ann.name();
        ann.says(text).sees(text);
        likes(bob, text);
        Locator seen = ann.message(text).getByTestId("reaction");
        assertThat(seen).hasAttribute("data-count", "1");
        ann.at("timeline").evaluate("(timeline) => { window.moving = setInterval(() => timeline.dispatchEvent(new Event('scroll')), 20) }");
        seen.hover();
        ann.page().evaluate("() => clearInterval(window.moving)");
        assertThat(seen).hasAttribute("title", Pattern.compile(bob.name()));
    }

    @Test
    void any_emoji_is_found_and_becomes_a_reaction() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();
        String text = "Off we go, " + ann.name();
        ann.says(text).sees(text);
        opens(bob.sees(text), text, "action-emoji");
        bob.at("emoji-find").fill("rocket");
        assertThat(bob.at("emoji")).hasText("🚀");
        bob.at("emoji-find").press("Enter");
        assertThat(bob.at("emoji-picker")).not().isVisible();
        assertThat(bob.message(text).getByTestId("reaction")).hasAttribute("aria-pressed", "true");
        assertThat(ann.message(text).getByTestId("reaction")).containsText("🚀");
    }

    @Test
    void an_edit_is_marked_and_a_deleted_message_goes_after_a_question() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();
        String text = "Helo, " + ann.name();
        long offset = stage.server().hears(ann.name() + "a", text);
        bob.sees(text);
        stage.server().edits(ann.name() + "a", offset, "Hello, " + ann.name());
        assertThat(bob.message("Hello, " + ann.name()).getByTestId("edited")).isVisible();

        ann.says("To be deleted by " + ann.name()).sees("To be deleted by " + ann.name());
        bob.sees("To be deleted by " + ann.name());
        Locator message = ann.message("To be deleted by " + ann.name());
        message.focus();
        ann.page().keyboard().press("Enter");
        ann.picture("actions");
        ann.at("action-delete").click();
        assertEquals("delete-no", focus(ann), "the harmless answer is at hand");
        ann.at("delete-yes").click();
        assertThat(message).hasCount(0);
        assertThat(bob.message("To be deleted by " + ann.name())).hasCount(0);
        assertThat(ann.at("actions")).not().isVisible();
    }

    @Test
    void one_edits_what_one_said_and_quotes_what_others_said() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();
        String text = "Said hastily by " + ann.name();
        String anew = "Said anew by " + ann.name();
        ann.says(text).sees(text);
        opens(ann, text, "action-edit");
        assertThat(ann.at("composer")).hasValue(text);
        ann.at("composer").fill(anew);
        ann.at("composer").press("Enter");
        assertThat(bob.message(anew).getByTestId("edited")).isVisible();
        assertThat(ann.message(text)).hasCount(0);

        opens(bob, anew, "action-quote");
        assertThat(bob.at("composer")).hasValue("> " + anew + "\n\n");
        assertEquals("composer", focus(bob));
    }

    @Test
    void an_edit_begun_and_the_draft_before_it_survive_a_reload() {
        Person ann = stage.person("Ann").enters();
        String text = "To be put right by " + ann.name();
        String anew = "Put right by " + ann.name();
        ann.says(text).sees(text);
        ann.at("composer").fill("A draft");
        opens(ann, text, "action-edit");
        ann.at("composer").fill(anew);
        ann.page().reload();
        assertThat(ann.isOnline().at("editing")).isVisible();
        assertThat(ann.at("composer")).hasValue(anew);
        ann.at("composer").press("Enter");
        assertThat(ann.message(anew).getByTestId("edited")).isVisible();
        assertThat(ann.at("composer")).hasValue("A draft");

        opens(ann, anew, "action-edit");
        ann.at("composer").fill("Never mind");
        ann.at("composer").press("Escape");
        ann.page().reload();
        assertThat(ann.isOnline().at("composer")).hasValue("A draft");
        assertThat(ann.at("editing")).hasCount(0);
    }

    /** It seemed sent, and Enter did nothing. */
    @Test
    void what_is_stored_can_be_put_right_before_its_event_has_come_back() {
        Person ann = stage.person("Ann").prepare();
        String text = "Stored at once by " + ann.name();
        ann.page().routeWebSocket("**/chat-channel/", page -> page.connectToServer().onMessage(frame ->
                frame.text().lines().filter(line -> !line.contains("\"text\":\"" + text)).forEach(page::send)));
        ann.enters().says(text).sees(text);
        opens(ann, text, "action-edit");
        assertThat(ann.at("composer")).hasValue(text);
    }

    /** They were those of the message below the pointer, when the list had just moved: one could have deleted another message. */
    @Test
    void a_pointer_that_passes_while_the_actions_open_does_not_change_whose_they_are() {
        Person ann = stage.person("Ann").enters();
        String below = "Below the pointer of " + ann.name();
        String chosen = "Chosen by " + ann.name();
        ann.says(below).sees(below).says(chosen).sees(List.of(below, chosen));
        ann.message(chosen).focus();
        ann.message(below).evaluate("(below) => { document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));"
                + " below.dispatchEvent(new PointerEvent('pointerover', { bubbles: true })) }");
        ann.at("action-edit").click();
        assertThat(ann.at("composer")).hasValue(chosen);
    }

    @Test
    void nobody_is_offered_what_they_may_not_do_and_a_refusal_is_told_in_place() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();
        String text = "Only mine, says " + ann.name();
        ann.says(text).sees(text);
        bob.sees(text).message(text).focus();
        bob.page().keyboard().press("Enter");
        assertThat(bob.at("action-quote")).isVisible();
        assertThat(bob.at("action-delete")).hasCount(0);
        assertThat(bob.at("action-edit")).hasCount(0);
        bob.page().keyboard().press("Escape");
        assertEquals("message", focus(bob), "the focus is where it was");

        ann.message(text).focus();
        ann.page().keyboard().press("Enter");
        assertThat(ann.at("action-edit")).isVisible();
        ann.at("action-delete").click();
        stage.server().web().asOperator().api("channel.archive", "{\"channel\":\"lobby\"}");
        ann.at("delete-yes").click();
        assertThat(ann.at("actions-trouble")).isVisible();
        stage.server().web().asOperator().api("channel.unarchive", "{\"channel\":\"lobby\"}");
        assertThat(ann.message(text)).hasCount(1);
    }

    @Test
    void keys_go_from_message_to_message_and_text_and_link_are_copied() {
        Person ann = stage.person("Ann").prepare();
        ann.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        ann.enters();
        String one = "First of " + ann.name();
        String two = "Second of " + ann.name();
        ann.says(one).sees(one).says(two).sees(List.of(one, two));
        ann.at("timeline").focus();
        ann.page().keyboard().press("ArrowUp");
        assertThat(ann.message(two)).isFocused();
        ann.page().keyboard().press("ArrowUp");
        assertThat(ann.message(one)).isFocused();
        ann.page().keyboard().press("Enter");
        ann.at("action-copy-text").click();
        assertThat(ann.at("actions-done")).isVisible();
        assertEquals(one, ann.page().evaluate("navigator.clipboard.readText()"));
        ann.at("action-copy-link").click();
        String link = (String) ann.page().evaluate("navigator.clipboard.readText()");
        assertEquals("#channel=lobby&at=" + ann.message(one).getAttribute("data-offset"), link.substring(link.indexOf('#')));
    }

    @Test
    void a_finger_that_rests_on_a_message_opens_what_there_is_to_do() {
        Person ann = stage.person("Ann").viewport(360, 740).touching().enters();
        String text = "Touched by " + ann.name();
        ann.says(text).sees(text);
        ann.rests(ann.message(text).getByTestId("text"));
        assertThat(ann.at("actions")).isVisible();
        ann.picture("actions-phone");
        String lowest = "(sheet) => Math.abs(sheet.getBoundingClientRect().bottom - innerHeight) < 2"; // when it has come up
        ann.await(() -> (boolean) ann.at("actions").evaluate(lowest), () -> "The sheet does not stand at the lower edge");
        ann.at("actions").getByTestId("quick").first().click();
        assertThat(ann.message(text).getByTestId("reaction")).hasAttribute("data-count", "1");
    }

    private static void likes(Person person, String text) {
        person.sees(text).message(text).hover();
        person.at("actions-bar").getByTestId("quick").first().click();
    }

    private static void opens(Person person, String text, String action) {
        person.message(text).focus();
        person.page().keyboard().press("Enter");
        person.at(action).click();
    }

    private static String focus(Person person) {
        return (String) person.page().evaluate("document.activeElement?.dataset.testid ?? ''");
    }
}
