package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is read and unread, what calls one, and how one wants to have a channel: on a desk and a phone of the same account. */
class MarksIT {
    @RegisterExtension
    final Stage stage = new Stage();

    private Person desk;
    private Person phone;
    private Person ben;
    private String annsName;
    private String garden;

    /** Ann, twice, and Ben are members of a channel that Ben has made, and look at the lobby. */
    @BeforeEach
    void ann_has_two_devices() {
        desk = stage.person("Ann");
        annsName = desk.name();
        String cookie = stage.server().memberCookie(annsName);
        phone = stage.person("Ann's phone").viewport(360, 740).scheme(ColorScheme.DARK).known(cookie);
        ben = stage.person("Ben");
        ben.known(stage.server().memberCookie(ben.name())).opens().isOnline();
        garden = ben.makes("Garden " + ben.name());
        ben.says("Welcome").sees("Welcome");
        desk.known(cookie).opens().isOnline();
        desk.finds(garden);
        desk.sees("Welcome").at("channel-join").click();
        assertThat(desk.at("channel-join")).hasCount(0);
        goes(desk, "lobby");
        phone.opens().isOnline();
    }

    @Test
    void what_is_read_on_one_device_is_read_on_the_other() {
        ben.says("one").says("two @" + annsName).says("three").sees("three");
        for (Person device : List.of(desk, phone)) {
            assertThat(channel(device)).hasAttribute("data-unread", "3");
            assertThat(channel(device)).hasAttribute("data-calls", "1");
        }
        assertThat(channel(desk).getByTestId("mentions")).hasText("@1");
        desk.picture("mentions");
        phone.at("side-open").click();
        phone.picture("phone-mentions-dark");
        phone.at("side-close").click();
        desk.page().reload();
        desk.isOnline();
        assertThat(channel(desk)).hasAttribute("data-calls", "1");
        goes(desk, garden);
        desk.sees("three");
        assertThat(channel(phone)).hasAttribute("data-unread", "0");
        assertThat(channel(phone)).hasAttribute("data-calls", "0");
        phone.page().reload();
        assertThat(channel(phone.isOnline())).hasAttribute("data-unread", "0");
    }

    @Test
    void a_favourite_and_a_muted_channel_are_so_on_all_devices_and_after_a_reload() {
        menu(desk, "menu-favourite");
        assertThat(desk.page().locator("chat-sidebar .head h2").first()).hasText("Favourites");
        assertThat(desk.page().locator("chat-sidebar [data-testid=channel]").first()).hasAttribute("data-name", garden);
        menu(desk, "menu-notify-none");
        for (Person device : List.of(desk, phone)) assertThat(channel(device)).hasAttribute("data-muted", "");
        ben.says("Does anybody hear me, @all?").sees("Does anybody hear me, @all?");
        ben.says("fine").sees("fine");
        phone.page().reload();
        phone.isOnline();
        assertThat(phone.page().locator("chat-sidebar [data-testid=channel]").first()).hasAttribute("data-name", garden);
        assertThat(channel(phone)).hasAttribute("data-muted", "");
        assertThat(channel(phone)).hasAttribute("data-unread", "0");
        desk.picture("favourites");
        desk.at("channel-more").focus();
        desk.at("channel-more").press("Enter");
        desk.picture("channel-menu");
        desk.page().keyboard().press("ArrowUp");
        desk.page().keyboard().press("ArrowUp");
        assertThat(desk.at("menu-favourite")).isFocused();
        desk.page().keyboard().press("Enter");
        assertThat(desk.page().locator("chat-sidebar .head h2").first()).hasText("Channels");
        goes(desk, garden);
        desk.at("details-open").click();
        assertThat(desk.at("details-notify")).hasValue("none");
        desk.at("details-notify").selectOption("all");
        assertThat(channel(phone)).not().hasAttribute("data-muted", "");
        desk.picture("details-notify");
    }

    @Test
    void one_goes_through_the_channels_by_keys_and_marks_all_as_read() {
        ben.says("one").says("two").sees("two");
        assertThat(channel(desk)).hasAttribute("data-unread", "2");
        desk.page().keyboard().press("Shift+Escape");
        for (Person device : List.of(desk, phone)) assertThat(channel(device)).hasAttribute("data-unread", "0");
        desk.page().keyboard().press("Alt+ArrowDown");
        desk.page().keyboard().press("Alt+ArrowUp");
        assertThat(desk.currentChannel()).hasAttribute("data-name", "lobby");
        ben.says("three").sees("three");
        assertThat(channel(desk)).hasAttribute("data-unread", "1");
        desk.page().keyboard().press("Alt+Shift+ArrowDown");
        assertThat(desk.currentChannel()).hasAttribute("data-name", garden);
        desk.sees(List.of("one", "two", "three"));
    }

    @Test
    void what_one_marks_as_unread_stays_so_on_all_devices_until_one_comes_back_to_it() {
        goes(desk, garden);
        ben.says("one").says("two").says("three");
        desk.sees(List.of("one", "two", "three"));
        assertThat(channel(phone)).hasAttribute("data-unread", "0");
        desk.message("two").hover();
        desk.at("bar-more").click();
        desk.at("action-mark-unread").click();
        for (Person device : List.of(desk, phone)) assertThat(channel(device)).hasAttribute("data-unread", "2");
        assertThat(desk.page().getByTestId("unread")).hasCount(1);
        ben.says("four");
        for (Person device : List.of(desk, phone)) assertThat(channel(device)).hasAttribute("data-unread", "3");
        desk.page().reload();
        goes(desk.isOnline(), "lobby");
        goes(desk, garden);
        for (Person device : List.of(desk, phone)) assertThat(channel(device)).hasAttribute("data-unread", "0");
    }

    private Locator channel(Person person) {
        return person.page().locator("[data-testid=channel][data-name='" + garden + "']");
    }

    /** Chooses from the menu of the channel. */
    private void menu(Person person, String choice) {
        Locator row = person.page().locator("chat-sidebar li").filter(new Locator.FilterOptions().setHas(channel(person)));
        row.hover();
        row.getByTestId("channel-more").click();
        person.at(choice).click();
        assertThat(person.at("channel-menu")).not().isVisible();
    }

    private static void goes(Person person, String name) {
        person.page().locator("[data-testid=channel][data-name='" + name + "']").click();
        assertThat(person.currentChannel()).hasAttribute("data-name", name);
    }
}
