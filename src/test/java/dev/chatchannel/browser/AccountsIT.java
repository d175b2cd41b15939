package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.options.ColorScheme;
import dev.chatchannel.kit.Http;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Coming in by an account: the first start, an invitation, name and password, a new password. */
class AccountsIT {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void the_link_of_the_first_start_makes_the_administrator() {
        stage.ownServer(Map.of("guests", "false"));
        Person ada = stage.personNamed("Ada").forgiving("status of (403|410|422)").at(stage.server().http("#start=" + stage.server().startCode()));
        ada.opens();
        assertThat(ada.at("account-form")).hasAttribute("data-purpose", "sign-up");
        ada.picture("first-start");
        fill(ada, "Ada", "password");
        assertThat(ada.at("account-error")).containsText("too easy to guess");
        ada.picture("password-refused");
        ada.at("account-place").fill("The garden");
        fill(ada, "Ada", Http.PASSWORD);
        ada.isOnline().says("The place is mine").sees("The place is mine");
        assertThat(ada.at("place")).hasText("The garden");
        assertEquals(stage.server().http("").toString(), ada.page().url(), "the code is gone from the address");
        ada.picture("administrator");

        Person late = stage.personNamed("Late").forgiving("status of (403|410)").at(stage.server().http("#start=" + "A".repeat(43))).opens();
        fill(late, "Late", Http.PASSWORD);
        assertThat(late.at("account-error")).containsText("does not count any more");
    }

    @Test
    void who_is_invited_makes_an_account_and_comes_back_by_name_and_password() {
        Person mia = stage.person("Mia").forgiving("status of 403").at(stage.server().http("#invite=" + stage.server().invitation()));
        mia.opens();
        fill(mia, mia.name(), Http.PASSWORD);
        mia.isOnline().says("Here I am");
        mia.page().reload();
        mia.isOnline().sees("Here I am");

        mia.at("settings-open").click();
        assertThat(mia.at("settings")).containsText("You come back with your name and password.");
        mia.at("sign-out").click();
        mia.at("has-account").click();
        fill(mia, mia.name(), "not my password");
        assertThat(mia.at("account-error")).hasText("Name and password do not fit.");
        assertThat(mia.at("account-name")).hasValue(mia.name());
        mia.picture("wrong-password");
        fill(mia, mia.name(), Http.PASSWORD);
        mia.isOnline().sees("Here I am").says("Here I am again").sees("Here I am again");
        mia.changesName(mia.name() + " the second").isOnline();
    }

    @Test
    void an_administrator_invites_and_people_look_after_their_sessions_and_password() {
        stage.ownServer(Map.of());
        Person ada = stage.personNamed("Ada").at(stage.server().http("#start=" + stage.server().startCode())).opens();
        fill(ada, "Ada", Http.PASSWORD);
        ada.isOnline().at("settings-open").click();
        ada.at("invite-make").click();
        assertThat(ada.at("invite-link")).hasValue(Pattern.compile(".*/#invite=.{43}"));
        ada.picture("settings-administrator");
        URI link = URI.create(ada.at("invite-link").inputValue());

        Person mia = stage.personNamed("Mia").forgiving("status of 403").viewport(360, 740).at(link).opens();
        fill(mia, "Mia", Http.PASSWORD);
        mia.isOnline();
        Person phone = stage.personNamed("Mia").at(stage.server().http("")).opens();
        phone.at("has-account").click();
        fill(phone, "Mia", Http.PASSWORD);
        phone.isOnline();

        mia.at("settings-open").click();
        assertThat(mia.at("invite-make")).hasCount(0);
        assertThat(mia.page().getByTestId("session")).hasCount(2);
        mia.picture("settings-member-phone");
        mia.at("session-end").click();
        assertThat(mia.page().getByTestId("session")).hasCount(1);
        assertThat(phone.at("name-input")).isVisible();

        for (String device : List.of(Person.TRAP, "A phone")) {
            assertEquals(200, stage.server().web().with("User-Agent", device).signIn("Mia", Http.PASSWORD).status());
        }
        mia.at("settings-close").click();
        mia.at("settings-open").click();
        assertThat(mia.page().getByTestId("session")).hasCount(3);
        assertThat(mia.at("sessions")).containsText("<img src=x onerror=");
        mia.isNotTrapped();
        mia.at("sessions-end-others").click();
        assertThat(mia.page().getByTestId("session")).hasCount(1);
        assertThat(mia.at("sessions-news")).hasText("You are signed out everywhere else.");
        assertThat(mia.at("sessions-end-others")).hasCount(0);

        mia.at("time-zone").selectOption("America/New_York");
        assertThat(mia.at("profile-news")).hasText("Kept.");
        mia.page().reload();
        mia.isOnline().at("settings-open").click();
        assertThat(mia.at("time-zone")).hasValue("America/New_York");
        mia.at("time-zone").selectOption("");
        assertThat(mia.at("profile-news")).hasText("Kept.");
        mia.picture("settings-member-phone-profile");

        mia.at("password-old").fill("not mine");
        mia.at("password-new").fill("seven green kettles");
        mia.at("password-change").click();
        assertThat(mia.at("password-news")).hasText("Name and password do not fit.");
        mia.at("password-old").fill(Http.PASSWORD);
        mia.at("password-change").click();
        assertThat(mia.at("password-news")).containsText("Your password is changed.");
        mia.at("settings-close").click();
        mia.isOnline().says("Still here").sees("Still here");
    }

    @Test
    void who_has_forgotten_the_password_sets_a_new_one_by_a_link() {
        Person mia = stage.person("Mia").at(stage.server().http("#invite=" + stage.server().invitation())).opens();
        fill(mia, mia.name(), Http.PASSWORD);
        mia.isOnline();
        Person elsewhere = stage.person("Elsewhere").at(stage.server().http("#reset=" + stage.server().resetOf(mia.account()))).opens();
        assertThat(elsewhere.at("account-name")).hasCount(0);
        elsewhere.picture("reset");
        elsewhere.at("account-password").fill("seven green kettles");
        elsewhere.at("account-submit").click();
        elsewhere.isOnline();
        assertThat(mia.at("name-input")).isVisible(); // signed out here
    }

    @Test
    void the_door_looks_well_on_a_phone_and_in_the_dark() {
        Person mia = stage.person("Mia").viewport(360, 740).scheme(ColorScheme.DARK).locale("zh-CN");
        mia.at(stage.server().http("#invite=" + stage.server().invitation())).opens();
        assertThat(mia.at("account-submit")).isVisible();
        mia.picture("invited-phone-dark-zh");
        Person guest = stage.person("Gus").viewport(360, 740).opens();
        guest.at("has-account").click();
        assertThat(guest.at("account-submit")).isVisible();
        guest.picture("sign-in-phone");
        guest.at("as-guest").click();
        assertThat(guest.at("name-input")).isVisible();
    }

    private static void fill(Person person, String name, String password) {
        person.at("account-name").fill(name);
        person.at("account-password").fill(password);
        person.at("account-submit").click();
    }
}
