package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How texts are shown, and that no text does more than be shown. */
class MarkdownIT {
    private static final int LONG = 16_000; // nearly the longest text

    private static final List<String> ATTACKS = List.of(
            "<script>alert(1)</script> **a**",
            "**<img src=x onerror=alert(1)>**",
            "*<svg onload=alert(1)>* `<iframe src=javascript:alert(1)>`",
            "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](java\nscript:alert(1))",
            "[a](data:text/html,<script>alert(1)</script>) [b](vbscript:x) [c](file:///etc/passwd)",
            "[a](https://example.org/\" onmouseover=\"alert(1)) ![a](https://example.org/spy.png)",
            "[a](&#106;avascript:alert(1)) &lt;img src=x onerror=alert(1)&gt; **&#60;b&#62;**",
            "<javascript:alert(1)> <https://example.org/> <style>*{display:none}</style> *x*",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table> **m**",
            "| <b onclick=alert(1)>a</b> | b |\n|---|---|\n| <img src=x onerror=alert(1)> | [x](javascript:alert(1)) |",
            "```\"><img/src=x/onerror=alert(1)>\n</code></pre><script>alert(1)</script>\n```",
            "[a]: javascript:alert(1)\n[a] **b**",
            "\u202e**evil** [moc.knab//:sptth](https://example.org/)\u202c",
            "${alert(1)} {{alert(1)}} **<?lit$1$?>** <!--?lit$-->");

    private static final List<String> BOMBS = List.of(
            ">".repeat(LONG), "> ".repeat(LONG / 2), "[".repeat(LONG), "![](".repeat(LONG / 4), "*a ".repeat(LONG / 3), "**a _b ".repeat(LONG / 7),
            "`".repeat(LONG), "- ".repeat(LONG / 2), "> - ".repeat(LONG / 4), "~~a".repeat(LONG / 3), "http://a*".repeat(LONG / 9),
            "http://a" + ")".repeat(LONG - 8), "a@**b".repeat(LONG / 5), "\\".repeat(LONG) + "*",
            "|a".repeat(100) + "|\n" + "|-".repeat(100) + "|\n" + "|\n".repeat((LONG - 402) / 2));

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void marks_are_shown_as_what_they_mean() {
        Person ann = stage.person("Ann").enters();
        Person bob = stage.person("Bob").enters();
        ann.says("**loud**, *soft*, ~~gone~~, `code *as it is*`\nand @" + bob.name() + ", see #lobby or https://example.org/a_b_(c).");
        Locator said = bob.page().getByTestId("text").last();

        assertThat(said.locator("strong")).hasText("loud");
        assertThat(said.locator("em")).hasText("soft");
        assertThat(said.locator("s")).hasText("gone");
        assertThat(said.locator("code")).hasText("code *as it is*");
        assertThat(said.getByTestId("mention")).hasAttribute("data-reader", "");
        assertThat(ann.page().getByTestId("mention").last()).not().hasAttribute("data-reader", "");
        assertThat(said.getByTestId("channel-link")).hasAttribute("href", "#channel=lobby");
        Locator link = said.locator("a[rel='noopener noreferrer']");
        assertThat(link).hasAttribute("href", "https://example.org/a_b_(c)");
        assertEquals("loud, soft, gone, code *as it is*\nand @" + bob.name() + ", see #lobby or https://example.org/a_b_(c).", said.innerText());

        ann.says("- one\n- two\n\n> quoted\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n# Big\n\nplain\n  indented");
        assertThat(said.locator("li")).hasCount(2);
        assertThat(said.locator("blockquote")).hasText("quoted");
        assertThat(said.locator("td").last()).hasAttribute("data-align", "right");
        assertThat(said.locator("h1, h2")).hasCount(0);
        assertEquals("plain\n  indented", said.locator("p").last().innerText());

        ann.says("/me waves");
        assertThat(bob.at("timeline").getByTestId("deed").last()).hasText(ann.name() + " waves");
    }

    @Test
    void no_text_does_more_than_be_shown() {
        Person ann = stage.person("Ann").enters();
        String honest = "**honest** " + UUID.randomUUID();
        stage.server().hears(honest);
        assertThat(ann.page().getByTestId("text").last().locator("strong")).hasText("honest");

        for (String attack : ATTACKS) {
            String end = UUID.randomUUID().toString();
            stage.server().hears(attack + "\n\n" + end);
            Locator said = ann.page().getByTestId("text").last();
            assertThat(said).containsText(end);
            assertEquals(0, said.locator("script, img, iframe, object, embed, style, link, form, input, math, svg:not(.icon)").count(), attack);
            assertEquals(List.of(), said.evaluate("(text) => [...text.querySelectorAll('*')].flatMap((one) => [...one.attributes])"
                    + ".filter(({name}) => name.startsWith('on') || name === 'style' || name === 'src').map(({name}) => name)"), attack);
            assertEquals(List.of(), said.evaluate("(text) => [...text.querySelectorAll('[href]')].map((one) => one.protocol)"
                    + ".filter((protocol) => !['http:', 'https:'].includes(protocol))"), attack);
        }
        assertThat(ann.page().getByTestId("text").filter(new Locator.FilterOptions().setHasText("(example.org)"))).not().hasCount(0);
    }

    @Test
    void nested_marks_by_the_thousand_stop_nobody() {
        Person ann = stage.person("Ann").enters();
        for (String bomb : BOMBS) {
            stage.server().hears(bomb);
            String honest = UUID.randomUUID().toString();
            stage.server().hears(honest);
            assertThat(ann.page().getByTestId("text").last()).hasText(honest);
        }
        String deep = ">".repeat(40) + " still to be read";
        stage.server().hears(deep);
        assertThat(ann.page().getByTestId("text").last()).hasText(deep);
        assertEquals(true, ann.page().evaluate("document.querySelectorAll('.text *').length < 60000"));
        ann.says("after all of that").sees("after all of that");
    }

    @Test
    void code_has_colours_and_is_copied_as_it_was_written() {
        Person ann = stage.person("Ann").enters();
        ann.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        String code = "class A {\n    String s = \"<b>\"; // why\n}";
        stage.server().hears("```java\n" + code + "\n```");
        Locator block = ann.page().getByTestId("code").last();

        assertThat(block.locator(".colour-keyword")).hasText("class");
        assertThat(block.locator(".colour-comment")).hasText("// why");
        assertEquals(code, block.locator("code").innerText());
        block.getByTestId("copy-code").click();
        assertThat(block.getByTestId("copy-code")).hasAttribute("data-done", "");
        assertEquals(code, ann.page().evaluate("navigator.clipboard.readText()"));

        stage.server().hears("```ini\n" + "-".repeat(LONG) + "\n```"); // takes the library ten seconds
        stage.server().hears("```python\nx = 1 # soon\n```");
        assertThat(ann.page().getByTestId("code").last().locator(".colour-comment")).hasText("# soon");

        stage.server().hears("```no-such-language\nx = 1\n```");
        assertThat(ann.page().getByTestId("code").last()).hasAttribute("data-language", "no-such-language");
        assertEquals("x = 1", ann.page().getByTestId("code").last().locator("code").innerText());
    }

    @Test
    void a_long_message_is_folded_until_one_wants_to_see_it() {
        Person ann = stage.person("Ann").enters();
        stage.server().hears(IntStream.range(0, 60).mapToObj(line -> "line " + line).collect(Collectors.joining("\n")));
        Locator said = ann.page().getByTestId("text").last();
        Locator unfold = said.getByTestId("unfold");

        assertThat(unfold).hasAttribute("aria-expanded", "false");
        double folded = said.boundingBox().height;
        unfold.press("Enter");
        assertThat(unfold).hasAttribute("aria-expanded", "true");
        ann.await(() -> said.boundingBox().height > 2 * folded, () -> "It is still as high as " + folded);
        stage.server().hears("short");
        assertThat(said.getByTestId("unfold")).hasCount(0);
    }

    @Test
    void texts_look_well() {
        stage.ownServer(Map.of());
        Person ann = stage.personNamed("Ann").enters();
        stage.server().hears("Bob Marsh", "**Release 4.2** is out, @Ann. What is *new*:\n- faster search, see #lobby\n- `--fast` is the default\n  1. on Linux\n  2. on macOS\n\n"
                + "| system | before | after |\n|---|--:|--:|\n| Linux | 812 ms | 37 ms |\n| macOS | 640 ms | 41 ms |");
        stage.server().hears("林小雨", "> What is *new*\n\n太好了！**搜索**快多了，看 https://example.org/发布 。\n```java\npublic static void main(String[] args) {\n"
                + "    System.out.println(\"Hello\"); // 42 times, in one line that is rather long and has to be scrolled to be read\n}\n```");
        stage.server().hears("Bob Marsh", "🎉👍");
        stage.server().hears("Bob Marsh", "/me goes home");
        assertThat(ann.at("timeline")).containsText("goes home");
        assertThat(ann.page().locator(".colour-keyword")).not().hasCount(0);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            ann.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : List.of(360, 1440)) {
                ann.page().setViewportSize(width, 900);
                ann.await(() -> (boolean) ann.page().evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
                        () -> "The page scrolls sideways at " + width);
                ann.picture("texts-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
            }
        }
    }
}
