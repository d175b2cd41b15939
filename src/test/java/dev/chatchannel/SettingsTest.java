package dev.chatchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.limit.Limit;
import dev.chatchannel.limit.Rate;
import dev.chatchannel.message.ChannelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final String SOMEWHERE = "java -jar chat-channel.war settings lists all.";

    @TempDir
    Path home;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>(Map.of("PATH", "/bin", "CHAT_CHANNELS", "another program's"));
    private final Map<String, String> directory = new HashMap<>();
    private final Map<String, String> context = new HashMap<>(Map.of("some.other", "parameter"));

    @BeforeEach
    void at_home() {
        properties.put("chat-channel.home", home.toString());
    }

    @Test
    void without_any_the_standards_hold() {
        properties.clear();
        Settings settings = settings();
        assertEquals(Path.of(System.getProperty("user.home"), ".chat-channel"), settings.home());
        assertEquals(List.of(new ChannelName("lobby")), settings.channels());
        assertEquals(Optional.empty(), settings.port());
        assertEquals(20_000, settings.limits().connections());
        assertTrue(settings.guests());
        for (String hidden : List.of("home", "port", "address", "config")) assertFalse(settings.shown().containsKey(hidden), hidden);
    }

    @Test
    void the_stronger_source_wins_and_an_empty_one_counts_as_none() throws IOException {
        file("text-limit = 500");
        assertGiven("500", home.resolve("chat-channel.properties").toString());
        context.put("chat-channel.text-limit", "400");
        assertGiven("400", "context parameter");
        directory.put("text-limit", "300");
        assertGiven("300", "JNDI");
        environment.put("CHAT_CHANNEL_TEXT_LIMIT", " 200 ");
        assertGiven("200", "environment variable CHAT_CHANNEL_TEXT_LIMIT");
        properties.put("chat-channel.text-limit", "100");
        assertGiven("100", "system property");
        properties.put("chat-channel.text-limit", " ");
        assertGiven("200", "environment variable CHAT_CHANNEL_TEXT_LIMIT");
        assertEquals(200, settings().limits().textBytes());
    }

    @Test
    void all_that_does_not_fit_is_told_at_once_a_line_each() {
        properties.put("chat-channel.text-limit", "many");
        properties.put("chat-channel.guests", "perhaps");
        environment.put("CHAT_CHANNEL_LIMIT_PUBLISH", "fast");
        environment.put("CHAT_CHANNEL_CHANNELS", "lobby, a b");
        context.put("chat-channel.proxies", "everybody");
        directory.put("proxy-header", "x-real-ip");
        context.put("chat-channel.port", "70000");
        context.put("chat-channel.address", "not an address");
        assertEquals(
                List.of(
                        "The setting port is \"70000\" (context parameter); expected a whole number from 0 to 65535.",
                        "The setting address is \"not an address\" (context parameter); expected an address of this machine.",
                        "The setting channels is \"a b\" (environment variable CHAT_CHANNEL_CHANNELS); expected names of channels, split by commas.",
                        "The setting guests is \"perhaps\" (system property); expected true or false.",
                        "The setting proxy-header is \"x-real-ip\" (JNDI); expected x-forwarded or forwarded.",
                        "The setting text-limit is \"many\" (system property); expected a whole number from 16 to 1048576.",
                        "The setting limit-publish is \"fast\" (environment variable CHAT_CHANNEL_LIMIT_PUBLISH); expected a rate a second and a burst, such as 10/100, or off."),
                complaints());
    }

    @Test
    void a_name_that_is_no_setting_is_told_with_the_nearest() throws IOException {
        properties.put("chat-channel.prot", "9000");
        environment.put("CHAT_CHANNEL_GEUSTS", "false");
        directory.put("chanels", "lobby");
        context.put("chat-channel.completely-different", "1");
        file("chat-channel.text-limit = 100");
        assertEquals(
                List.of(
                        "There is no setting prot (system property); did you mean port?",
                        "There is no setting geusts (environment variable CHAT_CHANNEL_GEUSTS); did you mean guests?",
                        "There is no setting chanels (JNDI); did you mean channels?",
                        "There is no setting completely-different (context parameter); " + SOMEWHERE,
                        "There is no setting chat-channel.text-limit (" + home.resolve("chat-channel.properties") + "); " + SOMEWHERE),
                complaints());
    }

    @Test
    void what_kubernetes_sets_for_a_service_of_our_name_is_passed_over_and_told() {
        environment.putAll(Map.of(
                "CHAT_CHANNEL_PORT", "tcp://10.0.0.1:80", "CHAT_CHANNEL_SERVICE_HOST", "10.0.0.1", "CHAT_CHANNEL_SERVICE_PORT_HTTP", "80",
                "CHAT_CHANNEL_PORT_80_TCP_ADDR", "10.0.0.1", "CHAT_CHANNEL_PORT_80_TCP", "tcp://10.0.0.1:80", "CHAT_CHANNEL_REDIS_PORT", "tcp://10.0.0.2:6379"));
        assertEquals(Optional.empty(), settings().port());
        assertEquals(6, sources().passedOver().size());
        environment.put("CHAT_CHANNEL_PORT", "9000");
        assertEquals(Optional.of(9000), settings().port());
        assertEquals(5, sources().passedOver().size());
    }

    @Test
    void a_file_that_is_named_must_be_there_and_may_say_where_home_is() throws IOException {
        Path file = Files.writeString(home.resolve("its own.properties"), "home = " + home.resolve("data") + "\nchannels = lobby, 大厅\n");
        properties.clear();
        environment.put("CHAT_CHANNEL_CONFIG", file.toString());
        assertEquals(home.resolve("data"), settings().home());
        assertEquals("lobby, 大厅", settings().shown().get("channels"));
        environment.put("CHAT_CHANNEL_CONFIG", home.resolve("missing").toString());
        assertTrue(complaints().get(0).startsWith("The file of settings " + home.resolve("missing") + " cannot be read ("), complaints()::toString);
    }

    @Test
    void a_file_in_the_data_directory_cannot_say_where_that_is() throws IOException {
        file("home = /elsewhere\nconfig = /another\n");
        assertEquals(2, complaints().size());
        assertTrue(complaints().get(1).startsWith("The setting home stands in a file of that directory"), complaints()::toString);
    }

    @Test
    void a_file_that_is_not_utf_8_is_refused() throws IOException {
        Files.write(home.resolve("chat-channel.properties"), new byte[] {'a', '=', (byte) 0xff});
        assertTrue(complaints().get(0).contains("cannot be read"), complaints()::toString);
    }

    @Test
    void redis_needs_a_database_that_nodes_share_and_its_password_is_told_to_nobody() {
        properties.put("chat-channel.redis", "redis://:secret@host");
        assertEquals(List.of("The setting redis is \"***\" (system property); expected none where no database is shared: see the setting database."), complaints());
        properties.put("chat-channel.database", "jdbc:postgresql://host/chat");
        assertEquals("redis://host:6379", settings().redis().orElseThrow().toString());
        assertFalse(settings().shown().toString().contains("secret"));
        properties.put("chat-channel.redis", "redis://:secret@");
        assertFalse(complaints().toString().contains("secret"), complaints()::toString);
    }

    @Test
    void a_value_is_taken_as_it_stands() {
        properties.put("chat-channel.origins", "https://${user.name}.example.org");
        assertEquals(List.of("https://${user.name}.example.org"), settings().origins());
    }

    @Test
    void rates_of_all_limits_can_be_set() {
        for (Limit limit : Limit.values()) properties.put("chat-channel.limit-" + limit.label(), "0.5/7");
        assertEquals(Limit.values().length, settings().rates().values().stream().filter(new Rate(0.5, 7)::equals).count());
        properties.keySet().stream().filter(name -> name.contains("limit-")).toList().forEach(name -> properties.put(name, "off"));
        assertEquals(Rate.OFF, settings().rates().get(Limit.PUBLISH));
    }

    @Test
    void a_text_fits_into_a_frame() {
        properties.put("chat-channel.frame-limit", "2048");
        assertEquals(2048, settings().limits().textBytes());
        properties.put("chat-channel.text-limit", "2049");
        assertEquals(List.of("The setting text-limit is \"2049\" (system property); expected a whole number from 16 to 2048."), complaints());
    }

    @Test
    void every_setting_stands_in_the_readme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (String name : Setting.names()) {
            boolean told = readme.contains("`" + name + "`") || readme.contains("`" + name.replaceFirst("limit", "") + "`");
            assertTrue(told, name);
        }
    }

    @Test
    void what_ships_as_standard_is_accepted() {
        for (Setting row : Setting.ALL) if (!row.standard().isEmpty()) properties.put("chat-channel." + row.name(), row.standard());
        assertEquals(Optional.of(8080), settings().port());
    }

    private void file(String text) throws IOException {
        Files.writeString(home.resolve("chat-channel.properties"), text);
    }

    private void assertGiven(String text, String source) {
        assertEquals(Optional.of(new SettingSources.Given(text, source)), sources().find("text-limit"));
    }

    private SettingSources sources() {
        return new SettingSources(properties, environment, directory, context);
    }

    private Settings settings() {
        return Settings.of(sources());
    }

    private List<String> complaints() {
        return assertThrows(SettingsRefused.class, this::settings).complaints();
    }
}
