package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.chatchannel.kit.Http;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Channels in the page: making, finding, inviting, writing to one person, and what is unread. */
class ChannelPagesIT {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void who_makes_a_public_channel_is_found_there_by_others() {
        Person ann = member("Ann");
        Person ben = member("Ben");
        String garden = ann.makes("Garden " + ann.name());
        ann.says("Tomatoes!").sees("Tomatoes!");
        assertThat(ann.page()).hasURL(Pattern.compile(".*#channel=garden-ann-\\d+"));

        ben.finds(garden);
        ben.sees("Tomatoes!").says("Beans!");
        ann.sees(List.of("Tomatoes!", "Beans!"));
        ben.at("channel-join").click();
        assertThat(ben.at("channel-join")).hasCount(0);
        ben.page().reload();
        ben.isOnline().sees(List.of("Tomatoes!", "Beans!"));
        ben.page().goBack();
        assertThat(ben.currentChannel()).hasAttribute("data-name", "lobby");
        ben.page().goForward();
        assertThat(ben.currentChannel()).hasAttribute("data-name", garden);
    }

    /** It stood there until the server had answered, and then another thing under the pointer. */
    @Test
    void what_was_found_for_another_text_goes_as_soon_as_one_types_on() {
        Person ann = member("Ann");
        String first = ann.makes("Twin a " + ann.name());
        String second = ann.makes("Twin b " + ann.name());
        Person ben = member("Ben");
        ben.page().keyboard().press("Control+k");
        ben.at("find-input").fill("twin");
        assertThat(found(ben, first)).isVisible();
        assertThat(found(ben, second)).isVisible();
        ben.page().route("**/api/channel.browse", held -> {});
        ben.at("find-input").fill(first);
        assertThat(found(ben, second)).hasCount(0);
        found(ben, first).click();
        assertThat(ben.currentChannel()).hasAttribute("data-name", first);
    }

    @Test
    void the_finder_has_first_what_begins_with_what_is_typed() {
        Person ann = member("Ann");
        String word = "q" + System.nanoTime();
        String inside = ann.makes("A" + word);
        String second = ann.makes("B " + word);
        String first = ann.makes(word + " c");
        ann.page().keyboard().press("Control+k");
        ann.at("find-input").fill(word);
        ann.await(() -> ann.page().getByTestId("found").all().stream().map(found -> found.getAttribute("id")).limit(3).toList(),
                List.of("found-" + first, "found-" + second, "found-" + inside));
    }

    @Test
    void a_private_channel_appears_to_whom_it_is_opened_and_goes_when_they_are_put_out() {
        Person ann = member("Ann");
        Person ben = member("Ben").says("hi in the lobby");
        makesPrivate(ann, "Plans");
        ann.says("Just between us").at("details-open").click();
        ann.at("invite-search").fill(ben.name());
        ann.at("invite-person").click();
        assertThat(ann.page().getByTestId("member")).hasCount(2);
        ann.picture("channel-details");

        Locator plans = channel(ben, "Plans");
        assertThat(plans).hasAttribute("data-unread", "0");
        ann.at("details-close").click();
        ann.says("Are you there?");
        assertThat(plans).hasAttribute("data-unread", "1");
        assertThat(ben.page()).hasTitle(Pattern.compile("^\\(1\\) .*"));
        ben.picture("unread");
        plans.click();
        ben.sees(List.of("Just between us", "Are you there?"));
        assertThat(plans).hasAttribute("data-unread", "0");
        ben.says("Yes");
        ann.sees("Yes");

        ann.at("details-open").click();
        ann.at("member-remove").click();
        assertThat(ann.page().getByTestId("member")).hasCount(1);
        assertThat(ben.at("timeline")).containsText("You are not in this channel any more.");
        channel(ben, "lobby").click();
        assertThat(channel(ben, "Plans")).hasCount(0);
        ben.says("Still in the lobby").sees("Still in the lobby");
    }

    @Test
    void one_writes_to_one_person_and_is_answered() {
        Person ann = member("Ann");
        Person ben = opens(stage.person("Ben").viewport(360, 740));
        ann.finds(ben.name());
        ann.says("psst").sees("psst");
        assertThat(ben.at("side-open")).hasAttribute("aria-label", Pattern.compile(".*1 new message.*"));
        ben.picture("phone-unread");
        ben.at("side-open").click();
        ben.picture("phone-channels");
        channel(ben, ann.name()).click();
        ben.sees("psst").says("What is it?");
        ann.sees(List.of("psst", "What is it?"));
        ben.picture("phone-direct");
    }

    @Test
    void what_came_while_one_was_elsewhere_is_marked() {
        Person ann = member("Ann");
        Person ben = member("Ben");
        String garden = ann.makes("Beds " + ann.name());
        ann.says("one").sees("one");
        ben.finds(garden);
        ben.sees("one").at("channel-join").click();
        assertThat(ben.at("channel-join")).hasCount(0);
        channel(ben, "lobby").click();
        ann.says("two").says("three").sees(List.of("two", "three"));
        assertThat(named(ben, garden)).hasAttribute("data-unread", "2");
        ben.page().reload();
        assertThat(named(ben, garden)).hasAttribute("data-unread", "2");
        named(ben, garden).click();
        ben.sees("one", "two", "three");
        assertThat(ben.page().getByTestId("unread")).hasCount(1);
        ben.picture("unread-line");
        ben.says("four").sees("four");
        assertThat(ben.page().getByTestId("unread")).hasCount(0);
    }

    @Test
    void an_owner_renames_archives_and_deletes() {
        Person ann = member("Ann").forgiving("status of 4\\d\\d");
        String shed = ann.makes("Shed " + ann.name());
        ann.at("details-open").click();
        ann.at("details-title").fill("The <b>shed</b>");
        ann.at("details-topic").fill("Tools & wheelbarrows");
        ann.at("details-save").click();
        assertThat(ann.at("topic")).hasText("Tools & wheelbarrows");
        assertThat(ann.at("details-open")).hasText(Pattern.compile("#?The <b>shed</b>"));
        ann.at("details-open").click();
        ann.at("channel-archive").click();
        assertThat(ann.at("archived")).isVisible();
        assertThat(ann.at("composer")).isDisabled();
        ann.at("channel-archive").click();
        assertThat(ann.at("archived")).hasCount(0);
        ann.at("channel-delete").click();
        ann.at("delete-name").fill("something else");
        ann.at("delete-submit").click();
        assertThat(ann.at("details-trouble")).hasText("That is not its name.");
        ann.at("delete-name").fill(shed);
        ann.at("delete-submit").click();
        assertThat(named(ann, shed)).hasCount(0);
        assertThat(ann.currentChannel()).hasAttribute("data-name", "lobby");
    }

    @Test
    void who_leads_a_channel_slows_mutes_and_bans_and_takes_it_back() {
        Person ann = member("Ann").forgiving("status of 409");
        Person ben = member("Ben").forgiving("status of 4\\d\\d");
        String garden = ann.makes("Rules " + ann.name());
        ben.finds(garden);
        ben.at("channel-join").click();
        ben.says("one").sees("one");

        ann.at("details-open").click();
        assertThat(ann.at("slow-mode")).hasValue("0");
        ann.at("slow-mode").selectOption("3600");
        ben.at("details-open").click();
        assertThat(ben.at("slow-mode")).hasCount(0);
        ben.at("details-close").click();
        ann.page().reload();
        ann.isOnline().at("details-open").click();
        assertThat(ann.at("slow-mode")).hasValue("3600");
        Locator member = ann.page().locator("[data-testid=member][data-name='" + ben.name() + "']");
        member.getByTestId("member-more").click();
        ann.picture("channel-restraints");
        member.getByTestId("member-mute").selectOption("3600");
        assertThat(member.getByTestId("member-muted")).isVisible();
        assertEquals("not-allowed", says(ben, garden));
        member.getByTestId("member-unmute").click();
        assertThat(member.getByTestId("member-muted")).hasCount(0);
        assertEquals("", says(ben, garden));
        assertEquals("rate-limited", says(ben, garden));
        ann.at("slow-mode").selectOption("0");
        ann.await(() -> says(ben, garden), "");

        member.getByTestId("member-ban").click();
        assertThat(member).hasCount(0);
        assertThat(ben.at("timeline")).containsText("You are not in this channel any more.");
        Locator banned = ann.page().locator("[data-testid=banned-person][data-name='" + ben.name() + "']");
        assertThat(banned).isVisible();
        ann.picture("channel-banned");
        banned.getByTestId("unban-person").click();
        assertThat(banned).hasCount(0);
        ben.page().reload();
        assertThat(ben.at("channel-join")).isVisible();
    }

    @Test
    void on_a_phone_the_head_says_where_one_is_on_one_line_beside_joining_too() {
        for (String locale : List.of("en-US", "zh-CN")) {
            Person ann = stage.person("Ann").locale(locale).viewport(360, 740);
            ann.known(stage.server().memberCookie(ann.name())).opens().isOnline();
            assertThat(ann.at("channel-join")).isVisible();
            ann.picture("join-phone-" + locale.substring(0, 2));
            assertEquals(true, ann.page().evaluate("[...document.querySelectorAll('.top .name, .top .state')].every((one) => one.getClientRects().length === 1)"));
            assertEquals(true, ann.page().evaluate("[...document.querySelectorAll('.top bdi')].every((one) => one.clientWidth === one.scrollWidth)"), "the name is cut off");
            BoundingBox name = ann.at("details-open").boundingBox();
            BoundingBox join = ann.at("channel-join").boundingBox();
            assertTrue(join.y >= name.y + name.height, "Join covers the name");
            ann.leaves();
        }
    }

    @Test
    void what_people_call_their_channels_is_text_and_nothing_more() {
        Person ann = member("Ann");
        Person ben = member("Ben");
        String trap = ann.makes("Trap " + ann.name());
        ben.finds(trap);
        assertThat(ben.currentChannel()).hasAttribute("data-name", trap);
        ann.at("details-open").click();
        ann.at("details-title").fill("T " + Person.TRAP.substring(0, 40));
        ann.at("details-topic").fill("Topic " + Person.TRAP);
        ann.at("details-save").click();
        assertThat(ann.at("topic")).hasText("Topic " + Person.TRAP);
        ben.says(Person.TRAP).at("details-open").click();
        assertThat(ben.at("details")).containsText("Topic " + Person.TRAP);
        ben.isNotTrapped();
        ann.isNotTrapped();
    }

    @Test
    void a_guest_finds_open_channels_only_and_makes_none() {
        Person ann = member("Ann");
        ann.makes("Closed " + ann.name());
        Person gus = stage.person("Gus").enters();
        assertThat(gus.at("make-open")).hasCount(0);
        gus.page().keyboard().press("Control+k");
        assertThat(gus.page().getByTestId("found")).hasCount(1);
        gus.at("find-input").fill("closed");
        assertThat(gus.at("finder")).containsText("Nothing of that name.");
        gus.page().keyboard().press("Escape");
        gus.says("fine here").sees("fine here");
        gus.at("favourite").click();
        gus.page().reload();
        assertThat(gus.isOnline().at("favourite")).hasAttribute("aria-pressed", "true"); // kept by the browser
    }

    @Test
    void the_channels_look_well() {
        Person ann = member("Ann");
        Person eve = opens(stage.person("Eve").scheme(ColorScheme.DARK).viewport(1440, 900).locale("zh-CN"));
        String garden = ann.makes("Garden " + ann.name());
        ann.says("The tomatoes are in");
        makesPrivate(ann, "Budget");
        ann.finds(eve.name());
        ann.says("你好！").sees("你好！");
        eve.finds(garden);
        eve.says("看起来不错").sees("看起来不错");
        eve.picture("channels-dark-zh");
        ann.picture("channels");
        ann.at("make-open").click();
        ann.picture("make-channel");
        ann.page().keyboard().press("Escape");
        ann.page().keyboard().press("Control+k");
        ann.at("find-input").fill("e");
        assertThat(ann.page().getByTestId("found")).not().hasCount(0);
        ann.picture("finder");
        ann.page().keyboard().press("Escape");
        ann.page().setViewportSize(768, 1024);
        ann.picture("channels-tablet");
    }

    /** Says something beside the page. @return why it was refused, or nothing */
    private String says(Person person, String channel) {
        Http own = stage.server().web().with("Cookie", person.context().cookies().stream().map(cookie -> cookie.name + "=" + cookie.value).collect(Collectors.joining("; ")));
        return own.publish(channel, "something").reason();
    }

    @Test
    void a_long_title_is_shortened_on_a_phone_and_read_whole_in_the_details() {
        Person ann = member("Ann");
        ann.makes("Planning of the summer festival in the large garden of " + ann.name());
        ann.page().setViewportSize(360, 740);
        assertThat(ann.at("side-open")).isVisible();
        Locator title = ann.at("details-open").locator("bdi");
        Locator search = ann.at("search-open");
        assertTrue(endOf(title) <= startOf(search), () -> "The title ends at " + endOf(title) + ", the search begins at " + startOf(search));
        assertTrue(endOf(title) - startOf(title) > 90, () -> "Only " + (endOf(title) - startOf(title)) + " px of a title");
        assertTrue(endOf(ann.at("settings-open")) <= 360, "All actions are there");
        ann.picture("long-title-phone");
        ann.at("details-open").click();
        Locator heading = ann.at("details").locator("h2");
        assertThat(heading).isVisible();
        assertEquals(true, heading.evaluate("(one) => one.scrollWidth <= one.clientWidth"), "all of it is to be read");
        ann.picture("long-title-details-phone");
    }

    private static double startOf(Locator place) {
        return place.boundingBox().x;
    }

    private static double endOf(Locator place) {
        BoundingBox box = place.boundingBox();
        return box.x + box.width;
    }

    /** Somebody with an account, who is online. */
    private Person member(String name) {
        return opens(stage.person(name));
    }

    private Person opens(Person person) {
        return person.known(stage.server().memberCookie(person.name())).opens().isOnline();
    }

    private static void makesPrivate(Person person, String called) {
        person.at("make-open").click();
        person.at("make.private").check();
        person.at("make-name").fill(called);
        person.at("make-submit").click();
        assertThat(person.currentChannel()).containsText(called);
    }

    private static Locator found(Person person, String name) {
        return person.page().locator("#found-" + name);
    }

    private static Locator named(Person person, String name) {
        return person.page().locator("[data-testid=channel][data-name='" + name + "']");
    }

    private static Locator channel(Person person, String title) {
        return person.page().getByTestId("channel").filter(new Locator.FilterOptions().setHasText(title));
    }
}
