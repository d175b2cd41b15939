package dev.chatchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What administrators see of the operator's settings. */
class SettingsShownTest {
    @Test
    void each_setting_is_explained_in_each_language() throws IOException {
        Set<String> shown = Settings.of(new SettingSources(Map.of("chat-channel.home", "nowhere"), Map.of(), Map.of(), Map.of())).shown().keySet();
        assertTrue(shown.contains("text-limit"), shown.toString());
        for (String language : List.of("en", "zh-CN")) {
            String words = Files.readString(Path.of("webapp/i18n/" + language + ".js"));
            assertEquals(List.of(), shown.stream().filter(name -> !words.contains("'setting." + name + "': '")).toList(), language);
        }
    }
}
