package dev.chatchannel.standalone.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatchannel.standalone.CannotStart;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListeningTest {
    @Test
    void an_address_may_be_given() {
        assertEquals(new Listening(Optional.empty(), 8080), Listening.from(Map.of("chat-channel.port", "8080")::get));
        assertEquals(Optional.of("127.0.0.1"), Listening.from(Map.of("chat-channel.port", "0", "chat-channel.address", "127.0.0.1")::get).address());
    }

    @Test
    void an_address_that_nobody_knows_is_refused_and_does_not_mean_all() {
        Map<String, String> unknown = Map.of("chat-channel.port", "0", "chat-channel.address", "no-such-host.invalid");
        CannotStart refusal = assertThrows(CannotStart.class, () -> Listening.from(unknown::get));
        assertEquals("The address must be one of this machine, not \"no-such-host.invalid\"; set it with --address=… or CHAT_CHANNEL_ADDRESS.", refusal.getMessage());
        assertEquals(2, refusal.exitCode());
    }
}
