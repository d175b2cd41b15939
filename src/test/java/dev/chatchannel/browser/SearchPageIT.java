package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Finding messages in the page. The page asks again until the server has taken in what was said. */
class SearchPageIT {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void chinese_is_found_inside_a_text_and_is_marked_while_the_search_stays_open() {
        Person ann = stage.person("Ann").locale("zh-CN").enters();
        Person ben = stage.person("Ben").enters();
        String number = ben.name().replaceAll("\\D", "");
        ben.says("我们的数据库" + number + "号很大，不要删除。").says("See https://example.org/" + number);
        ann.sees("我们的数据库" + number + "号很大，不要删除。");

        ann.at("search-open").click();
        ann.at("search-input").fill("数据库" + number);
        assertThat(ann.page().getByTestId("hit")).hasCount(1);
        assertThat(ann.at("hit").locator("mark")).hasText("数据库" + number);
        assertThat(ann.at("hit")).containsText(ben.name());
        ann.picture("search-zh");
        ann.at("search-input").press("Enter");
        assertThat(ann.at("search")).isVisible();
        ann.says("找到了").sees("找到了");

        ben.message("See https://example.org/" + number).click();
        ben.page().keyboard().press("/");
        ben.at("search-input").pressSequentially("from:me has:link " + number);
        assertThat(ben.page().getByTestId("hit")).hasCount(1);
        assertThat(ben.at("hit")).containsText("See https://example.org/" + number);
        ben.page().keyboard().press("Escape");
        assertThat(ben.at("search")).not().isVisible();
    }

    @Test
    void the_finder_leads_to_messages_and_filters_narrow_them() {
        Person ann = stage.person("Ann").enters();
        String word = "kettle" + ann.name().replaceAll("\\D", "");
        Person ben = stage.person("Ben").scheme(ColorScheme.DARK).enters().says("The <b>" + word + "</b> is green").says("A second " + word);
        ann.says("My " + word + " is blue").sees("A second " + word);

        ann.page().keyboard().press("Control+k");
        ann.at("find-input").fill(word);
        ann.page().getByTestId("found").filter(new Locator.FilterOptions().setHasText("Search messages")).click();
        assertThat(ann.at("finder")).not().isVisible();
        assertThat(ann.page().getByTestId("hit")).hasCount(3);
        assertThat(ann.at("search-state")).hasText("3 messages");
        ann.picture("search");
        ann.at("search-from").fill(ben.name());
        ann.at("search-from").press("Enter");
        assertThat(ann.page().getByTestId("hit")).hasCount(2);
        ann.at("search-from").fill("Nobody of this name");
        ann.at("search-from").press("Tab");
        assertThat(ann.at("search-state")).containsText("Nobody here is called “Nobody of this name”");
        ann.at("search-from").fill("");
        ann.at("search-from").press("Tab");
        ann.at("search-has").selectOption("image");
        assertThat(ann.at("search-state")).hasText("Nothing was found.");
        ann.at("search-has").selectOption("");
        assertThat(ann.page().getByTestId("hit")).hasCount(3);

        ben.page().keyboard().press("Control+Shift+f");
        ben.at("search-input").fill("nosuchword" + word);
        assertThat(ben.at("search-state")).hasText("Nothing was found.");
        ben.at("search-input").fill("the " + word);
        assertThat(ben.page().getByTestId("hit")).hasCount(1);
        assertThat(ben.at("hit")).containsText("The <b>" + word + "</b> is green");
        ben.picture("search-dark");
    }

    @Test
    void on_a_phone_the_search_gives_way_to_what_was_chosen_and_arrows_choose() {
        Person ann = stage.person("Ann").viewport(360, 740).enters();
        String word = "teapot" + ann.name().replaceAll("\\D", "");
        ann.says("First " + word).says("Second " + word).sees("Second " + word);
        ann.at("search-open").click();
        ann.at("search-input").fill(word);
        assertThat(ann.page().getByTestId("hit")).hasCount(2);
        assertThat(ann.page().locator("[data-testid=hit][aria-selected=true]")).containsText("Second");
        ann.page().keyboard().press("ArrowDown");
        assertThat(ann.page().locator("[data-testid=hit][aria-selected=true]")).containsText("First");
        ann.picture("search-phone");
        ann.page().keyboard().press("Enter");
        assertThat(ann.at("search")).not().isVisible();
        assertThat(ann.page()).not().hasURL(Pattern.compile(".*search.*"));
        ann.says("back at the talk").sees("back at the talk");
    }
}
