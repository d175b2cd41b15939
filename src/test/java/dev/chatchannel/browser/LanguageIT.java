package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LanguageIT {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void a_chinese_browser_is_greeted_in_chinese_until_the_reader_chooses_otherwise() {
        Person ann = stage.person("林小雨").locale("zh-CN").opens();
        assertThat(ann.page().locator("html")).hasAttribute("lang", "zh-CN");
        assertThat(ann.page().locator("h1")).hasText("大家怎么称呼你？");
        assertThat(ann.at("name-submit")).hasText("进入聊天");
        ann.takesName(ann.name()).isOnline();
        assertThat(ann.at("connection")).containsText("在线");

        ann.at("settings-open").click();
        ann.at("language").selectOption("en");
        assertThat(ann.at("connection")).containsText("Online");
        ann.page().reload();

        ann.isOnline();
        assertThat(ann.at("connection")).containsText("Online");
        assertThat(ann.page().locator("html")).hasAttribute("lang", "en");
    }

    @Test
    void only_the_words_of_the_language_that_is_spoken_are_loaded() {
        List<String> loaded = new ArrayList<>();
        Person ann = stage.person("Ann").prepare();
        ann.page().onRequest(request -> {
            if (request.url().contains("/i18n/")) loaded.add(request.url().replaceFirst(".*/", ""));
        });
        ann.opens();
        assertThat(ann.at("name-submit")).hasText("Enter the chat");
        assertEquals(List.of("en.js"), loaded);
        ann.at("language").selectOption("zh-CN");
        assertThat(ann.at("name-submit")).hasText("进入聊天");
        assertEquals(List.of("en.js", "zh-CN.js"), loaded);
    }

    @Test
    void a_browser_of_any_other_language_is_greeted_in_english() {
        Person kiri = stage.person("Kiri").locale("mi-NZ").opens();
        assertThat(kiri.page().locator("html")).hasAttribute("lang", "en");
        assertThat(kiri.at("name-submit")).hasText("Enter the chat");
    }

    @Test
    void enter_that_ends_a_composition_does_not_send() {
        Person ann = stage.person("Ann").locale("zh-CN").enters();
        CDPSession keyboard = ann.context().newCDPSession(ann.page());
        ann.at("composer").focus();

        keyboard.send("Input.imeSetComposition", composition("nihao"));
        assertThat(ann.at("composer")).hasValue("nihao");
        keyboard.send("Input.dispatchKeyEvent", enter("rawKeyDown", 229));
        keyboard.send("Input.dispatchKeyEvent", enter("keyUp", 13));
        assertThat(ann.at("composer")).hasValue("nihao");
        JsonObject chosen = new JsonObject();
        chosen.addProperty("text", "你好");
        keyboard.send("Input.insertText", chosen);
        assertThat(ann.at("composer")).hasValue("你好");
        ann.at("composer").dispatchEvent("keydown", Map.of("key", "Enter", "keyCode", 229)); // without isComposing, as Safari does
        assertThat(ann.at("composer")).hasValue("你好");
        assertEquals(0, ann.message("你好").count());

        ann.at("composer").press("Enter");
        ann.sees("你好");
        assertThat(ann.at("composer")).hasValue("");
    }

    private static JsonObject composition(String text) {
        JsonObject composition = new JsonObject();
        composition.addProperty("text", text);
        composition.addProperty("selectionStart", text.length());
        composition.addProperty("selectionEnd", text.length());
        return composition;
    }

    private static JsonObject enter(String type, int keyCode) {
        JsonObject enter = new JsonObject();
        enter.addProperty("type", type);
        enter.addProperty("key", "Enter");
        enter.addProperty("code", "Enter");
        enter.addProperty("windowsVirtualKeyCode", keyCode);
        return enter;
    }

    @Test
    void a_language_chosen_with_an_account_is_there_in_another_browser() {
        String cookie = stage.server().memberCookie("Lin of two browsers");
        Person here = stage.personNamed("Lin of two browsers").known(cookie).opens().isOnline();
        here.at("settings-open").click();
        here.page().waitForResponse("**/api/profile.set", () -> here.at("language").selectOption("zh-CN"));
        Person there = stage.personNamed("Lin of two browsers").known(cookie).opens().isOnline();
        assertThat(there.page().locator("html")).hasAttribute("lang", "zh-CN");
    }

    @Test
    void times_are_told_in_the_zone_that_somebody_has_chosen() {
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        String cookie = stage.server().memberCookie("Mio of Tokyo");
        assertEquals(200, stage.server().web().with("Cookie", cookie).api("profile.set", "{\"time_zone\":\"" + tokyo + "\"}").status());
        Person mio = stage.personNamed("Mio of Tokyo").known(cookie).opens().isOnline().says("What time is it?").sees("What time is it?");

        Locator clock = mio.message("What time is it?").locator("time");
        Instant time = Instant.parse(clock.getAttribute("datetime"));
        assertThat(clock).hasText(DateTimeFormatter.ofPattern("h:mm a", Locale.US).format(time.atZone(tokyo)));
    }
}
