package dev.chatchannel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.protocol.SearchText.Filter;
import dev.chatchannel.protocol.SearchText.Key;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What somebody types to find messages, and what is understood. */
class SearchTextTest {
    @Test
    void words_phrases_and_filters_are_told_apart() {
        SearchText text = SearchText.of("green from:Ann in:general before:2026-01-31 has:file \"a phrase\" build");
        assertEquals(List.of("green", "a phrase", "build"), text.words());
        assertEquals(
                List.of(new Filter(Key.FROM, "Ann"), new Filter(Key.IN, "general"), new Filter(Key.BEFORE, "2026-01-31"), new Filter(Key.HAS, "file")),
                text.filters());
    }

    @Test
    void a_value_of_several_words_stands_in_quotation_marks() {
        assertEquals(List.of(new Filter(Key.FROM, "Ann Lee"), new Filter(Key.IN, "大 厅")), SearchText.of("from:\"Ann Lee\" in：「大 厅」").filters());
    }

    @Test
    void a_wide_colon_and_wide_space_are_as_good() {
        SearchText text = SearchText.of("FROM：小明　数据库");
        assertEquals(List.of(new Filter(Key.FROM, "小明")), text.filters());
        assertEquals(List.of("数据库"), text.words());
    }

    @Test
    void what_is_no_filter_of_ours_is_words() {
        assertEquals(List.of("https://example.org", "note:this", ":", "12:30"), SearchText.of("https://example.org note:this : 12:30").words());
    }

    @Test
    void a_filter_without_its_value_is_yet_to_be_typed() {
        SearchText text = SearchText.of("hello from: in:\"\"");
        assertEquals(List.of("hello"), text.words());
        assertEquals(List.of(), text.filters());
    }

    @Test
    void a_quotation_that_is_not_closed_goes_to_the_end() {
        assertEquals(List.of("a", "phrase to come from:Ann"), SearchText.of("a \"phrase to come from:Ann").words());
        assertEquals(List.of("a", "b"), SearchText.of("a“b”").words());
        assertEquals(List.of(""), SearchText.of("\"").words());
    }

    @Test
    void only_the_last_word_may_go_on() {
        assertTrue(SearchText.of("hello wor").isOpen());
        assertFalse(SearchText.of("hello world ").isOpen());
        assertFalse(SearchText.of("hello \"wor\"").isOpen());
        assertFalse(SearchText.of("wor in:general").isOpen());
    }

    @Test
    void a_text_without_end_is_refused() {
        assertEquals(500, SearchText.of("x".repeat(500)).words().get(0).length());
        assertThrows(IllegalArgumentException.class, () -> SearchText.of("x".repeat(501)));
    }

    @Test
    void any_text_is_understood_somehow() {
        Random random = new Random(1);
        String letters = "a b\"“”「」：: from:in:has:\t\uD83D\uDE00x*^()-+NEAR{}\\";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) text.append(letters.charAt(random.nextInt(letters.length())));
            SearchText.of(text.toString());
        }
    }
}
