package dev.chatchannel.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"hi", "你好好!!!", "tab\tand\nline", "👩‍👩‍👧 family", "\u200Fשלום", "<img src=x onerror=…>"})
    void an_honest_text_is_not_changed(String text) {
        assertEquals(text, new MessageText(text).value());
    }

    @Test
    void control_characters_are_stripped() {
        assertEquals("a[31mred", new MessageText("a\u0000\u001B[31mred\u0007\u007F\u009B").value());
    }

    @Test
    void every_line_break_becomes_one_newline() {
        assertEquals("a\nb\nc\nd\ne", new MessageText("a\r\nb\rc\u2028d\u0085e").value());
    }

    @Test
    void bidi_overrides_and_isolates_are_stripped() {
        assertEquals("gpj.exe", new MessageText("\u202Egpj\u202C.exe\u2066").value());
    }

    @Test
    void half_a_surrogate_pair_is_replaced() {
        assertEquals("a\uFFFDb", new MessageText("a\uD83Db").value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t ", "\u3000", "\u00A0", "\u200B\u200D", "\u3164", "\u2800", "\u0000", "\u202E"})
    void what_shows_nothing_is_blank(String text) {
        assertTrue(new MessageText(text).isBlank());
    }

    @Test
    void a_single_mark_is_not_blank() {
        assertFalse(new MessageText(" . ").isBlank());
    }

    @Test
    void size_is_counted_in_utf_8() {
        assertEquals(3 * 3 + 3, new MessageText("你好好!!!").bytes());
    }
}
