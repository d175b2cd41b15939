package dev.chatchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncomingMessageTest {
    private final IncomingMessage message = new IncomingMessage(12);

    @Test
    void parts_become_one_text_with_the_last() {
        assertEquals(Optional.empty(), message.text("你", false));
        assertEquals(Optional.of("你好"), message.text("好", true));
        assertEquals(Optional.of("next"), message.text("next", true));
    }

    @Test
    void a_pair_split_between_parts_counts_and_joins_as_one_character() {
        String wave = "👋";
        message.text(wave.substring(0, 1), false);
        assertEquals(Optional.of(wave), message.text(wave.substring(1), true));
    }

    @Test
    void text_is_counted_in_bytes_of_utf_8() {
        assertEquals(Optional.of("你好你好"), message.text("你好你好", true));
        assertThrows(IncomingMessage.TooBig.class, () -> message.text("你好你好!", true));
    }

    @Test
    void a_giant_in_parts_is_noticed_before_its_end() {
        message.text("123456789", false);
        assertThrows(IncomingMessage.TooBig.class, () -> message.text("1234", false));
    }

    @Test
    void bytes_are_counted_and_joined() {
        message.bytes(ByteBuffer.wrap(new byte[] {1, 2}), false);
        assertArrayEquals(new byte[] {1, 2, 3}, message.bytes(ByteBuffer.wrap(new byte[] {3}), true).orElseThrow());
        assertThrows(IncomingMessage.TooBig.class, () -> message.bytes(ByteBuffer.allocate(13), false));
    }

    @Test
    void the_container_may_use_its_buffer_again() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1});
        byte[] whole = message.bytes(buffer, true).orElseThrow();
        buffer.array()[0] = 9;
        assertArrayEquals(new byte[] {1}, whole);
    }
}
