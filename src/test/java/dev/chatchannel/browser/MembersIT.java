package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is in a channel, who somebody is, and which channels there are. */
class MembersIT {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void members_who_are_not_here_stand_beside_those_who_are_and_one_writes_to_them() {
        Person ann = member(stage.person("Ann"));
        String garden = ann.makes("Shed " + ann.name());
        Person ben = member(stage.person("Ben"));
        joins(ben, garden);
        assertThat(person(ann, ben.name())).hasCount(1);
        assertThat(person(ann, ann.name()).getByTestId("role")).hasText("owner");
        ben.leaves();
        Locator absent = ann.page().getByTestId("absent").filter(new Locator.FilterOptions().setHasText(ben.name()));
        assertThat(absent).hasCount(1);
        ann.picture("members");

        absent.locator("button").click();
        assertThat(ann.at("profile")).containsText(ben.name());
        ann.picture("profile");
        ann.at("profile-write").click();
        assertThat(ann.at("profile")).not().isVisible();
        assertThat(ann.at("details-open")).hasText(ben.name());
        ann.says("See you").sees("See you");
    }

    @Test
    void one_looks_through_all_channels_and_joins_one() {
        Person ann = member(stage.person("Ann"));
        String yard = ann.makes("Yard " + ann.name());
        ann.says("Mind the step").sees("Mind the step");
        Person eve = member(stage.person("Eve").viewport(360, 740).scheme(ColorScheme.DARK).locale("zh-CN"));
        eve.at("side-open").click();
        eve.at("browse-open").click();
        eve.at("browse-input").fill("yard");
        Locator found = eve.page().locator("[data-testid=browsed][data-name='" + yard + "']");
        assertThat(found).hasCount(1);
        eve.picture("phone-browse-dark-zh");
        found.getByTestId("browse-join").click();
        assertThat(eve.at("browse")).not().isVisible();
        eve.sees("Mind the step");
        assertThat(eve.at("channel-join")).hasCount(0);
        eve.at("people-open").click();
        assertThat(eve.page().getByTestId("role")).hasCount(1);
        eve.picture("phone-people-dark-zh");
        person(eve, ann.name()).locator("button").click();
        eve.picture("phone-profile-dark-zh");
        assertThat(eve.at("profile")).containsText(ann.name());
    }

    private Person member(Person person) {
        return person.known(stage.server().memberCookie(person.name())).opens().isOnline();
    }

    private static void joins(Person person, String channel) {
        person.at("browse-open").click();
        person.at("browse-input").fill(channel);
        person.page().locator("[data-testid=browsed][data-name='" + channel + "']").getByTestId("browse-join").click();
        assertThat(person.at("browse")).not().isVisible();
    }

    private static Locator person(Person person, String name) {
        return person.page().getByTestId("person").filter(new Locator.FilterOptions().setHasText(name));
    }
}
