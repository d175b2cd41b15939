package dev.chatchannel.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What texts are found by, and what is found by what one types. */
class SearchTokensTest {
    @Test
    void words_stand_between_anything_else() {
        assertEquals(List.of("the", "build", "42", "is", "green", "see", "https", "ci", "example", "org", "a", "b", "1"), tokens("The build #42 is GREEN — see https://ci.example.org/a_b?1!"));
    }

    @Test
    void unspaced_scripts_are_cut_into_pairs_and_the_last_letter() {
        assertEquals(List.of("数据", "据库", "库"), tokens("数据库"));
        assertEquals(List.of("数", "库", "很好", "好"), tokens("数，库。很好"));
        assertEquals(List.of("用", "sqlite", "数据", "据", "3"), tokens("用SQLite数据3"));
    }

    @Test
    void emoji_are_found_whatever_their_colour() {
        assertEquals(List.of("done", "👍", "🎉"), tokens("done 👍🏽🎉"));
        assertEquals(List.of("👩", "💻"), tokens("👩🏽‍💻"));
        assertEquals(List.of("❤"), tokens("❤️"));
    }

    @Test
    void only_punctuation_is_nothing() {
        assertEquals(List.of(), tokens("?!… -- \"\" ** ()「」"));
        assertEquals(List.of(), tokens(""));
    }

    @Test
    void a_word_without_end_is_found_by_its_beginning() {
        assertEquals(List.of("x".repeat(64)), tokens("x".repeat(10_000)));
        assertEquals(List.of("𐐨".repeat(32)), tokens("𐐨".repeat(100)));
    }

    @Test
    void a_broken_half_of_a_letter_does_no_harm() {
        assertEquals(List.of("a", "b"), tokens("a\uD83Db"));
    }

    @ParameterizedTest
    @CsvSource({
        "Café, CAFE", "Cafe\u0301, café", "Straße, STRASSE", "ΟΔΟΣ, οδός", "Ёлка, елка", "İstanbul, istanbul", "ＡＢＣ１２, abc12", "ﾃﾞｰﾀ, データ",
        "ﬁn, fin", "שָׁלוֹם, שלום", "مُحَمَّد, محمد", "محـــمد, محمد", "أحمد, احمد", "٢٠٢٦, 2026", "한국어, 한국어"
    })
    void case_accents_and_forms_do_not_matter(String one, String other) {
        assertEquals(tokens(one), tokens(other));
        assertFalse(tokens(one).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"が, か", "क, ख", "ไม่, ไม้"})
    void signs_that_make_another_letter_do_matter(String one, String other) {
        assertFalse(tokens(one).equals(tokens(other)));
    }

    @ParameterizedTest
    @CsvSource({
        "数据, 我们的数据库很大", "据库, 我们的数据库很大", "数, 我们的数据库", "库, 我们的数据库", "数据库, 数据库", "会議, 明日の会議は十時です", "データ, ビッグデータの時代",
        "ประชุม, เราประชุมพรุ่งนี้", "학교, 우리학교에서", "好, 好", "hel, Hello there", "hello the, Hello there", "SQLite数据, 用sqlite数据库", "👍, done👍"
    })
    void a_part_is_found_in_the_whole(String part, String whole) {
        assertTrue(contains(tokens(whole), Phrase.of(part, true)), () -> Phrase.of(part, true) + " in " + tokens(whole));
    }

    @ParameterizedTest
    @CsvSource({"数库, 我们的数据库很大", "库数, 数据库", "ello, Hello", "there hello, Hello there", "据, 数 库"})
    void what_does_not_stand_there_is_not_found(String part, String whole) {
        assertFalse(contains(tokens(whole), Phrase.of(part, true)), () -> Phrase.of(part, true) + " in " + tokens(whole));
    }

    @Test
    void a_whole_word_is_not_the_beginning_of_another() {
        assertFalse(contains(tokens("hello"), Phrase.of("hel", false)));
        assertTrue(contains(tokens("小猫很好"), Phrase.of("猫", false)));
    }

    private static List<String> tokens(String text) {
        return SearchTokens.of(text);
    }

    /** As a database looks for a phrase. */
    private static boolean contains(List<String> tokens, Phrase phrase) {
        if (!phrase.isOpen()) return Collections.indexOfSubList(tokens, phrase.tokens()) >= 0;
        int last = phrase.tokens().size() - 1;
        for (int i = 0; i + last < tokens.size(); i++) {
            boolean fits = tokens.subList(i, i + last).equals(phrase.tokens().subList(0, last));
            if (fits && tokens.get(i + last).startsWith(phrase.tokens().get(last))) return true;
        }
        return false;
    }
}
