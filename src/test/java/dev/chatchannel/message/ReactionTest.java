package dev.chatchannel.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactionTest {
    @ParameterizedTest
    @ValueSource(strings = {"👍", "❤️", "👨‍👩‍👧‍👦", "👍🏽", "1️⃣", "🇩🇪", "+1", "ok", "好", "naïve", "\uD83E\uDEE0"})
    void an_emoji_or_a_short_word_is_a_reaction(String text) {
        assertEquals(text, new Reaction(text).value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a b", "a\n", "\u0000", "\u200B", "\u200D", "\uFE0F", "\u202Eok", "\uD800", "\uE000", "\u3164", "\u0301",
                "ninechars", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "🏴🏴🏴🏴🏴🏴🏴🏴🏴"
            })
    void what_is_long_or_cannot_be_seen_is_none(String text) {
        assertThrows(IllegalArgumentException.class, () -> new Reaction(text));
    }

    @Test
    void a_word_is_the_same_however_its_letters_are_put_together() {
        assertEquals(new Reaction("é"), new Reaction("e\u0301"));
    }
}
