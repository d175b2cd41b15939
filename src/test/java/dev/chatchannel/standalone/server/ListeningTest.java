package dev.chatchannel.standalone.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatchannel.standalone.CannotStart;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningTest {
    @Test
    void without_settings_it_listens_everywhere_on_8080() {
        assertEquals(new Listening(Optional.empty(), 8080), listening(Map.of(), Map.of()));
    }

    @Test
    void a_system_property_wins_over_the_environment() {
        assertEquals(9001, listening(Map.of("chat-channel.port", "9001"), Map.of("CHAT_CHANNEL_PORT", "9002")).port());
        assertEquals(9002, listening(Map.of(), Map.of("CHAT_CHANNEL_PORT", "9002")).port());
    }

    @Test
    void an_empty_setting_counts_as_none() {
        assertEquals(8080, listening(Map.of(), Map.of("CHAT_CHANNEL_PORT", " ")).port());
    }

    @Test
    void an_address_may_be_given() {
        Map<String, String> environment = Map.of("CHAT_CHANNEL_ADDRESS", "127.0.0.1");
        assertEquals(Optional.of("127.0.0.1"), listening(Map.of(), environment).address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "65536", "80.5", "99999999999999999999"})
    void a_port_that_is_none_is_refused_with_what_was_expected(String port) {
        assertEquals(8081, listening(Map.of("chat-channel.port", "8081"), Map.of()).port());
        CannotStart refusal =
                assertThrows(CannotStart.class, () -> listening(Map.of("chat-channel.port", port), Map.of()));
        assertEquals("The port must be a number from 0 to 65535, not \"" + port + "\"; set it with --port=… or CHAT_CHANNEL_PORT.",
                refusal.getMessage());
        assertEquals(2, refusal.exitCode());
    }

    private static Listening listening(Map<String, String> properties, Map<String, String> environment) {
        return Listening.from(properties::get, environment::get);
    }
}
