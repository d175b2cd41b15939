package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.Wire;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The administration page: people and invitations, bots and their tokens, channels, the audit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminPageIT {
    private static final char[] LETTERS = "abcdefghjk".toCharArray(); // of which no two look alike

    @RegisterExtension
    final Stage stage = new Stage();

    private String cookie;
    private Person ada;

    @BeforeEach
    void somebody_administers_the_place() {
        ChatServer server = stage.serverOfClass(Map.of("limit-sign-in", "off"));
        if (cookie == null) cookie = server.web().signUp(server.startCode(), "Ada", Http.PASSWORD).cookie();
        ada = stage.personNamed("Ada").known(cookie).at(server.http("admin")).opens();
        assertThat(ada.at("admin")).isVisible();
    }

    @Test
    void an_administrator_finds_the_page_from_the_settings() {
        ada.page().navigate(stage.server().http("").toString());
        ada.isOnline().at("settings-open").click();
        ada.at("admin-open").click();
        assertThat(ada.at("admin")).isVisible();
    }

    @Test
    void the_page_is_of_no_use_to_others() {
        Person mia = stage.personNamed("Mia").known(stage.server().memberCookie("Mia")).at(stage.server().http("admin")).opens();
        assertThat(mia.at("admin-barred")).containsText("This page is for administrators.");
        assertThat(mia.at("admin")).hasCount(0);
    }

    @Test
    void people_are_invited_made_administrators_and_deactivated() {
        ada.at("invite-uses").fill("2");
        ada.at("invite-make").click();
        URI link = URI.create(ada.at("once").inputValue());
        ada.at("once-done").click();
        assertThat(ada.at("invitation")).containsText("for 2 people");

        Person ida = stage.personNamed("Ida").at(link).forgivingTheNetwork().forgiving("status of 40[13]").opens();
        ida.at("account-name").fill("Ida");
        ida.at("account-password").fill(Http.PASSWORD);
        ida.at("account-submit").click();
        ida.isOnline();
        ada.page().reload();
        assertThat(ada.at("invitation")).containsText("for 1 person");
        ada.picture("admin-people");
        account("Ida").getByTestId("set-kind").click();
        assertThat(account("Ida")).containsText("admin");
        ida.page().navigate(stage.server().http("admin").toString());
        assertThat(ida.at("admin")).isVisible();
        account("Ida").getByTestId("set-kind").click();
        assertThat(account("Ida").getByTestId("set-kind")).hasText("Make administrator");
        ida.page().reload();
        assertThat(ida.at("admin-barred")).isVisible();

        ida.page().navigate(stage.server().http("").toString());
        ida.isOnline();
        account("Ida").getByTestId("set-active").click();
        assertThat(account("Ida")).containsText("deactivated");
        assertThat(ida.at("name-input")).isVisible();
        ada.at("invite-revoke").click();
        assertThat(ada.at("invitation")).hasCount(0);

        ada.at("part-audit").click();
        assertThat(ada.page().locator("[data-action='account.deactivate']")).hasCount(1);
        assertThat(ada.page().locator("[data-action='account.set_kind']")).hasCount(2);
        ada.picture("admin-audit");
    }

    @Test
    void a_bot_gets_a_token_which_counts_until_it_is_revoked() {
        ada.at("part-bots").click();
        ada.at("bot-name").fill("Builder");
        ada.at("bot-make").click();
        ada.at("token-name").fill("ci");
        ada.at("token-make").click();
        String token = ada.at("once").inputValue();
        ada.picture("admin-bots");
        assertEquals(200, publish(token));
        ada.at("token-revoke").click();
        assertThat(ada.at("token")).hasCount(0);
        assertEquals(401, publish(token));

        Http operator = stage.server().web().asOperator();
        for (char tens : LETTERS) {
            for (char ones : LETTERS) assertEquals(200, operator.api("bot.create", "{\"name\":\"Helper " + tens + ones + "\"}").status());
        }
        ada.page().reload();
        assertThat(ada.page().getByTestId("bot")).hasCount(101); // of which the server tells a hundred at once
    }

    @Test
    void channels_are_archived_and_opened_to_guests() {
        Http operator = stage.server().web().asOperator();
        assertEquals(200, operator.api("channel.rename", "{\"channel\":\"lobby\",\"title\":" + Wire.quoted("Title " + Person.TRAP) + "}").status());
        assertEquals(200, operator.api("topic.set", "{\"channel\":\"lobby\",\"topic\":" + Wire.quoted("Topic " + Person.TRAP) + "}").status());
        ada.forgiving("status of 409").at("part-channels").click();
        Locator lobby = ada.page().locator("[data-testid=admin-channel][data-name=lobby]");
        assertThat(lobby).containsText("Title " + Person.TRAP);
        assertThat(lobby).containsText("Topic " + Person.TRAP);
        ada.isNotTrapped();
        lobby.getByTestId("guests-in").click();
        assertThat(ada.at("trouble")).not().isEmpty(); // they are in already
        assertEquals(200, stage.server().web().publish("lobby", "a guest").status());
        lobby.getByTestId("guests-out").click();
        assertThat(ada.at("trouble")).isEmpty();
        assertEquals(403, stage.server().web().publish("lobby", "a guest").status());
        lobby.getByTestId("guests-out").click();
        assertThat(ada.at("trouble")).not().isEmpty(); // they are out already
        lobby.getByTestId("guests-in").click();
        assertThat(ada.at("trouble")).isEmpty();
        assertEquals(200, stage.server().web().publish("lobby", "a guest").status());
        lobby.getByTestId("archive").click();
        assertThat(lobby).containsText("archived");
        lobby.getByTestId("archive").click();
        assertThat(lobby).not().containsText("archived");
    }

    @Test
    void guests_are_seen_banned_though_they_only_send_requests_and_switched_off() {
        stage.server().hears("Spam", "buy this"); // by a request, with a name
        Person gus = stage.personNamed("Gus").forgivingTheNetwork().forgiving("status of 403").enters();
        ada.at("part-guests").click();
        Locator here = ada.at("guests-here").locator("[data-name=Gus]");
        Locator spam = ada.at("guests-lately").locator("[data-name=Spam]");
        assertThat(here).containsText("127.0.0.1");
        ada.picture("admin-guests");
        spam.getByTestId("guest-ban").click();
        assertThat(gus.at("barred")).isVisible(); // put out, since the address is the same
        assertThat(ada.at("guests-here").getByTestId("guest")).hasCount(0);
        assertEquals("address-banned", stage.server().web().publish("lobby", "buy this").reason());
        ada.at("part-connections").click();
        ada.at("unban").click();
        assertThat(ada.at("ban")).hasCount(0);
        assertEquals(200, stage.server().web().publish("lobby", "hi").status());

        ada.at("part-guests").click();
        ada.at("guests-switch").click();
        ada.sees("guests-let-in", "out");
        assertEquals("guests-off", stage.server().web().publish("lobby", "hi").reason());
        ada.at("guests-switch").click();
        ada.sees("guests-let-in", "in");
        assertEquals(200, stage.server().web().publish("lobby", "hi").status());
    }

    @Test
    void guests_are_switched_off_and_on_and_the_place_gets_a_name() {
        Person gil = stage.personNamed("Gil").forgivingTheNetwork().forgiving("status of 403").enters();
        ada.at("part-place").click();
        ada.at("place-name").fill("The <i>Garden</i>");
        ada.at("place-guests").uncheck();
        ada.at("place-save").click();
        assertThat(ada.at("place-saved")).hasText("Saved.");
        ada.picture("admin-place");
        assertThat(ada.page().locator("[data-testid=setting][data-name=text-limit]")).containsText("16384");
        assertThat(ada.page().locator("[data-testid=setting][data-name=limit-sign-in]")).containsText("off");
        assertThat(gil.at("barred")).hasText("Guests are not let in here.");
        gil.picture("guests-are-off-now");
        gil.page().reload();
        assertThat(gil.at("barred")).isVisible();
        assertThat(gil.page()).hasTitle("The <i>Garden</i>");
        ada.at("place-guests").check();
        ada.at("place-open").check();
        ada.at("place-save").click();
        assertThat(ada.at("place-saved")).hasText("Saved.");
        gil.page().reload();
        gil.isOnline();

        Person eva = stage.personNamed("Eva").at(stage.server().http("")).opens();
        eva.at("sign-up").click();
        eva.at("account-name").fill("Eva");
        eva.at("account-password").fill(Http.PASSWORD);
        eva.at("account-submit").click();
        eva.isOnline().says("I made an account").sees("I made an account");
        assertThat(eva.at("place")).hasText("The <i>Garden</i>");
    }

    @Test
    void connections_are_seen_and_closed() {
        Person gert = stage.personNamed("Gert").forgivingTheNetwork().enters();
        ada.at("part-connections").click();
        Locator row = ada.page().locator("[data-testid=connection-row][data-name=Gert]");
        assertThat(row).containsText("up to date");
        ada.picture("admin-connections");
        row.getByTestId("close-out").click();
        gert.sees("connection", "refused");
        assertThat(row).hasCount(0);
    }

    @Test
    void it_looks_well_on_a_phone_in_the_dark() {
        Person phone = stage.personNamed("Ada").viewport(360, 740).scheme(ColorScheme.DARK).locale("zh-CN").at(stage.server().http("")).opens();
        phone.at("has-account").click();
        phone.at("account-name").fill("Ada");
        phone.at("account-password").fill(Http.PASSWORD);
        phone.at("account-submit").click();
        phone.isOnline().page().navigate(stage.server().http("admin").toString());
        assertThat(phone.at("account")).isVisible();
        phone.picture("admin-phone-dark-zh");
    }

    private Locator account(String name) {
        return ada.page().locator("[data-testid=account][data-name='" + name + "']");
    }

    private int publish(String token) {
        return stage.server().web().with("Authorization", "Bearer " + token).publish("lobby", "build 42 is green").status();
    }
}
