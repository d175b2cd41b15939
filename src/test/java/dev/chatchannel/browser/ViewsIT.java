package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.Pictures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A walk through every {@link View}: what must hold in all of them. */
class ViewsIT {
    private static final int[] PHONE = {360, 740};
    private static final int[] DESK = {1440, 900};
    private static final String AXE = resource("/axe.min.js");
    private static final String JUDGE = "async (rules) => (await axe.run(document, { resultTypes: ['violations'], ...(rules.length && { runOnly: { type: 'rule', values: rules } }) })).violations"
            + ".flatMap(({ id, help, nodes }) => nodes.map((one) => `${id} (${help}): ${one.html.slice(0, 200)} ${one.failureSummary.split('\\n').pop().trim()}`))";

    /** The rules of axe that another colour scheme can break. */
    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

    /** What is the same in every language: names of the place and of channels, of keys and filters, and what programs write: {@code code} is for them. */
    private static final String SAME = "Chat|Channel|lobby|garden|English|Ctrl|Shift|Alt|Enter|Esc|End|Tab|Authorization|Bearer|Chrome|Chromium|HeadlessChrome|Linux|UTC|Java-http-client|operator|PNG|JPEG|GIF|PostgreSQL|Redis";
    private static final String FOREIGN = "() => [...document.querySelectorAll('body, body :not(code, .target)')].filter((one) => one.checkVisibility()).flatMap((one) => ["
            + "...[...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data),"
            + "...['aria-label', 'title', 'placeholder', 'alt'].map((name) => one.getAttribute(name) ?? '')])"
            + ".filter((text) => /[a-z]{2}/i.test(text.replace(/:[\\w+-]+:|\\b(from|in):|\\b(" + SAME + ")\\b/g, '')))";
    private static final String SIDEWAYS = "() => [document.documentElement, ...document.querySelectorAll('body :not(.unseen)')].filter((one) => one.checkVisibility()"
            + " && one.scrollWidth > one.clientWidth + 1 && !['visible', 'hidden', 'clip'].includes(getComputedStyle(one).overflowX))"
            + ".map((one) => one.tagName + '.' + one.className)";

    @RegisterExtension
    final Stage stage = new Stage();

    private String cookie;
    private String channel;

    @BeforeEach
    void somebody_administers_a_place_where_something_was_said() {
        ChatServer server = stage.ownServer(Map.of("limit-sign-in", "off")); // each walk: the language that one turns to stays with the account
        cookie = server.web().signUp(server.startCode(), "林小雨", Http.PASSWORD).cookie();
        Http lin = server.web().with("Cookie", cookie);
        Http wang = server.web().with("Cookie", server.memberCookie("王芳"));
        channel = lin.api("channel.create", "{\"kind\":\"public\",\"name\":\"garden\",\"title\":\"花园\"}").result().path("name").asText();
        wang.api("channel.join", "{\"channel\":\"" + channel + "\"}");
        wang.publish(channel, "早上好！");
        String picture = lin.bring(channel, "照片", Pictures.png(300, 200)).result().path("id").asText();
        lin.publish(channel, "早！שלום", picture);
        String banned = server.web().with("Cookie", server.memberCookie("周强")).get("sign-in").result().at("/account/id").asText();
        lin.api("channel.ban", "{\"channel\":\"" + channel + "\",\"account\":\"" + banned + "\"}");
    }

    /** Every rule in each size and language; those of colours in the dark too, where the language does not matter. */
    @Test
    void axe_finds_nothing_in_any_view() {
        List<String> found = new ArrayList<>();
        for (int[] size : List.of(DESK, PHONE)) {
            walk(size, "en-US", (person, view) -> {
                String where = view.name() + " " + size[0];
                person.prefers(ColorScheme.LIGHT);
                for (String language : List.of("zh-CN", "en")) {
                    person.speaks(language);
                    judge(person, List.of()).forEach(one -> found.add(where + " " + language + ": " + one));
                }
                person.picture("views/" + where.replace(' ', '-') + "-en-light");
                person.prefers(ColorScheme.DARK).speaks("zh-CN");
                judge(person, OF_COLOURS).forEach(one -> found.add(where + " dark: " + one));
                person.picture("views/" + where.replace(' ', '-') + "-zh-cn-dark");
            });
        }
        assertEquals("", String.join("\n", found));
    }

    @Test
    void no_english_is_left_in_the_chinese_page() {
        List<String> found = new ArrayList<>();
        walk(DESK, "zh-CN", (person, view) -> strings(person, FOREIGN).forEach(one -> found.add(view + ": " + one.strip())));
        assertEquals("", String.join("\n", found));
    }

    @Test
    void a_mirrored_page_is_not_broken_and_neither_is_a_narrow_or_forced_one() {
        List<String> found = new ArrayList<>();
        BiConsumer<Person, String> fits = (person, view) -> {
            strings(person, SIDEWAYS).forEach(one -> found.add(view + " scrolls sideways: " + one));
            person.picture("views/" + view);
        };
        walk(DESK, "en-US", (person, view) -> mirrored(person, view + "-rtl-1440", fits));
        walk(PHONE, "en-US", (person, view) -> mirrored(person, view + "-rtl-360", fits));
        walk(new int[] {320, 640}, "zh-CN", (person, view) -> fits.accept(person, view + "-320"));
        walk(new int[] {720, 450}, "en-US", (person, view) -> { // the desk at 200 %
            person.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            fits.accept(person, view + "-720-forced");
        });
        assertEquals("", String.join("\n", found));
    }

    private static void mirrored(Person person, String name, BiConsumer<Person, String> look) {
        person.page().evaluate("document.documentElement.dir = 'rtl'");
        look.accept(person, name);
    }

    private void walk(int[] size, String locale, BiConsumer<Person, View> look) {
        boolean isPhone = size[0] < 768;
        Person reader = comes(size, locale).known(cookie).at(stage.server().http("#channel=" + channel)).opens().isOnline();
        assertThat(reader.at("message")).isVisible();
        look(reader, View.inside(isPhone), look);
        reader.leaves();

        Person newcomer = comes(size, locale).opens();
        look(newcomer, View.outside(), look);
        newcomer.leaves();

        Person administrator = comes(size, locale).known(cookie).at(stage.server().http("admin")).opens();
        look(administrator, View.administration(), look);
        administrator.leaves();
    }

    private Person comes(int[] size, String locale) {
        return stage.personNamed("林小雨").locale(locale).viewport(size[0], size[1]);
    }

    private static void look(Person person, List<View> views, BiConsumer<Person, View> look) {
        for (View view : views) {
            view.way().accept(person);
            look.accept(person, view);
            View.closeAll(person);
        }
    }

    /** @param rules those that are asked; none for all */
    private static List<String> judge(Person person, List<String> rules) {
        if (!(boolean) person.page().evaluate("'axe' in window")) person.page().evaluate(AXE);
        return strings(person, JUDGE, rules);
    }

    @SuppressWarnings("unchecked") // it is what the scripts return
    private static List<String> strings(Person person, String script, Object... given) {
        return (List<String>) person.page().evaluate(script, given.length == 0 ? null : given[0]);
    }

    private static String resource(String name) {
        try (InputStream content = ViewsIT.class.getResourceAsStream(name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
