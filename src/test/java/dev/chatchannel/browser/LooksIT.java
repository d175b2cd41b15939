package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every view, small and large, light and dark, in both languages: nothing is cut off. */
class LooksIT {
    private static final List<int[]> SIZES = List.of(new int[] {360, 740}, new int[] {1280, 800});
    private static final List<ColorScheme> SCHEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
    private static final String NEWEST = "Gladly. 明天见！";
    private static final String OVERFLOWING = "[document.documentElement, ...document.querySelectorAll('body *')]"
            + ".filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible' && getComputedStyle(one).clipPath === 'none')" // clipped is what is for ears alone
            + ".map((one) => one.tagName + '.' + one.className)";
    private static final String LOADED = "document.images.length > 0 && [...document.images].every((one) => one.complete)";

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void nothing_is_cut_off_in_any_size_scheme_or_language() throws IOException {
        stage.ownServer(Map.of());
        Person ann = known("Ann").isOnline();
        assertThat(ann.at("empty")).isVisible();
        ann.picture("empty");
        known("林小雨").isOnline();
        Person bob = known("Bob Marsh").isOnline();
        talk(ann);

        for (int[] size : SIZES) {
            looksAround(size, bob);
            looksIn(size);
        }
    }

    private Person known(String name) {
        return stage.personNamed(name).known(stage.server().cookieOf(name)).opens();
    }

    private void talk(Person ann) throws IOException {
        ChatServer server = stage.server();
        server.hears("Bob Marsh", "Morning! Is the new release out?");
        server.hears("Bob Marsh", "The notes say it is, but I cannot find it.");
        server.hears("林小雨", "刚刚发布了 🎉 下载地址在 https://example.org/releases/2025/chat-channel-and-a-rather-long-name.war 。");
        server.hears("A rather long name for a talker", "Onewordthatneverendsandneverendsandneverendsandneverendsandneverends");
        server.hears("林小雨", "这是构建时间的对比图：");
        server.hears("林小雨", picture());
        server.hears("Bob Marsh", "Nice 👍\nTwo things:\n  1. the build takes half as long\n  2. nobody knows why 😄");
        ann.says("I do: <b>caching</b> & a bit of luck.").sees("I do: <b>caching</b> & a bit of luck.");
        server.hears("שירה", "שלום, may I join?");
        ann.says(NEWEST).sees(NEWEST);
    }

    private void looksAround(int[] size, Person typist) {
        Person reader = looking("Ann", size).known(stage.server().cookieOf("Ann")).opens().isOnline();
        reader.sees(NEWEST);
        assertThat(reader.message(NEWEST)).isInViewport();
        assertThat(reader.at("composer")).isInViewport();
        reader.await(() -> isAbove(reader.message(NEWEST), reader.at("composer")), () -> "The composer hides the newest message");
        reader.await(() -> (boolean) reader.page().evaluate(LOADED), () -> "The image does not load");
        fitsAlways(reader, "room", size);
        reader.await(() -> seesTyping(reader, typist), () -> "Nobody is seen to type");
        fitsAlways(reader, "typing", size);

        reader.at("settings-open").click();
        fitsAlways(reader, "settings", size);
        reader.at("settings-close").click();
        if (size[0] < 800) {
            reader.at("people-open").click();
            fitsAlways(reader, "people", size);
        }
        reader.leaves();
    }

    private void looksIn(int[] size) {
        Person newcomer = looking("Newcomer", size).opens();
        assertThat(newcomer.at("name-input")).isVisible();
        fitsAlways(newcomer, "welcome", size);
        newcomer.leaves();
    }

    /** Types on: a page tells of it anew only after a while, and the reader may have come since. */
    private static boolean seesTyping(Person reader, Person typist) {
        typist.at("composer").press("m");
        return reader.at("typing").textContent().contains(typist.name());
    }

    private Person looking(String name, int[] size) {
        return stage.personNamed(name).viewport(size[0], size[1]);
    }

    /** In each language and scheme, into which the page is turned as it stands. */
    private static void fitsAlways(Person person, String view, int[] size) {
        for (ColorScheme scheme : SCHEMES) {
            for (String language : List.of("zh-CN", "en")) {
                person.prefers(scheme).speaks(language);
                fits(person, String.join("-", view, size[0] + "x" + size[1], scheme.name().toLowerCase(Locale.ROOT), language));
            }
        }
    }

    private static boolean isAbove(Locator one, Locator other) {
        BoundingBox box = one.boundingBox();
        return box.y + box.height <= other.boundingBox().y;
    }

    private static void fits(Person reader, String view) {
        reader.picture(view);
        assertEquals(List.of(), reader.page().evaluate(OVERFLOWING), view + " scrolls sideways");
        assertEquals(true, reader.page().evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), view);
    }

    /** A chart that nobody needs to read. */
    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(640, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, new Color(0xfdf6e3), 0, 300, new Color(0xe6dcc3)));
        pen.fillRect(0, 0, 640, 300);
        for (int bar = 0; bar < 8; bar++) {
            pen.setColor(bar < 5 ? new Color(0xb58900) : new Color(0x2aa198));
            int height = bar < 5 ? 200 - 7 * (bar % 3) : 96 + 5 * (bar % 2);
            pen.fillRoundRect(40 + 72 * bar, 270 - height, 48, height, 10, 10);
        }
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }
}
