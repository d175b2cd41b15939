package dev.chatchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatchannel.message.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerFramesTest {
    @Test
    void the_example_of_the_rfc_comes_out() {
        assertEquals("810548656c6c6f", HexFormat.of().formatHex(bytes(new Frame.Text("Hello")))); // RFC 6455, section 5.7
    }

    @ParameterizedTest
    @CsvSource({"0, 8100", "125, 817d", "126, 817e007e", "65535, 817effff", "65536, 817f0000000000010000"})
    void the_length_takes_as_many_bytes_as_it_needs(int length, String header) {
        byte[] frame = bytes(new Frame.Text("x".repeat(length)));
        assertEquals(header, HexFormat.of().formatHex(frame, 0, header.length() / 2));
        assertEquals(header.length() / 2 + length, frame.length);
    }

    @Test
    void each_of_several_messages_is_a_frame_of_its_own() {
        assertEquals("8101618103e4bda0", HexFormat.of().formatHex(bytes(new Frame.Text(List.of("a", "你")))));
    }

    @Test
    void half_of_a_pair_of_surrogates_does_not_make_bad_utf_8() {
        byte[] frame = bytes(new Frame.Text("\ud83d"));
        assertEquals("?", new String(frame, 2, frame.length - 2, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(Frame.Text text) {
        ByteBuffer frames = ServerFrames.of(text);
        byte[] bytes = new byte[frames.remaining()];
        frames.get(bytes);
        return bytes;
    }
}
