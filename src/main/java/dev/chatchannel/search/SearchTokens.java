package dev.chatchannel.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a text is found by: the same tokens are made of what is said and of what is looked for, so that no database needs to know
 * languages.
 *
 * <p><b>Words.</b> Letters and digits between anything else, without their case and accents, wide and narrow forms alike.
 *
 * <p><b>Unspaced scripts.</b> Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese are cut into overlapping pairs, and the last letter of each run
 * stands once more alone: 数据库 is 数据, 据库 and 库. So two letters and more are found wherever they stand, as neighbouring pairs; and a single
 * one is what some token begins with.
 *
 * <p><b>Signs.</b> Each emoji is a token; its colour and its joiners count for nothing. Punctuation separates and is not found.
 */
public final class SearchTokens {
    /** Longer words are found by their beginning. */
    private static final int LONGEST = 64;

    private static final int FIRST_UNSPACED = 0x0E00; // Thai; what comes before is asked for its script in vain
    private static final int LONG_VOWEL = 0x30FC; // ー belongs to no script, and to the letter before it
    private static final int TATWEEL = 0x0640; // stretches an Arabic word, and is no letter of it
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL,
            UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);

    private final List<String> tokens = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int letter = -1; // the last one of a run without spaces

    private SearchTokens() {}

    /** @return the tokens of the text, in order */
    public static List<String> of(String text) {
        SearchTokens made = new SearchTokens();
        fold(text).codePoints().forEach(made::take);
        made.separate();
        return made.tokens;
    }

    /** @return whether the token is a single letter of an unspaced script */
    static boolean isOneOfRun(String token) {
        return isUnspaced(token.codePointAt(0)) && token.codePointCount(0, token.length()) == 1;
    }

    /** @return whether the token is a pair of letters of an unspaced script */
    static boolean isPairOfRun(String token) {
        return isUnspaced(token.codePointAt(0)) && token.codePointCount(0, token.length()) == 2;
    }

    private void take(int point) {
        int type = Character.getType(point);
        if (isUnspaced(point)) {
            endWord();
            if (letter >= 0) tokens.add(Character.toString(letter) + Character.toString(point));
            letter = point;
        } else if (Character.isLetterOrDigit(point) || isMarkOfLetter(point, type)) {
            endRun();
            word.appendCodePoint(type == Character.DECIMAL_DIGIT_NUMBER ? '0' + Character.digit(point, 10) : point);
        } else if (type == Character.OTHER_SYMBOL) {
            separate();
            tokens.add(Character.toString(point));
        } else if (!countsForNothing(type)) separate();
    }

    private void separate() {
        endWord();
        endRun();
    }

    private void endWord() {
        if (word.length() == 0) return;
        if (word.length() > LONGEST) word.setLength(Character.isHighSurrogate(word.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
        tokens.add(word.toString());
        word.setLength(0);
    }

    private void endRun() {
        if (letter >= 0) tokens.add(Character.toString(letter));
        letter = -1;
    }

    private static boolean isUnspaced(int point) {
        if (point < FIRST_UNSPACED) return false;
        return point == LONG_VOWEL || UNSPACED.contains(UnicodeScript.of(point)) && (Character.isLetter(point) || isMark(Character.getType(point)));
    }

    private static boolean isMarkOfLetter(int point, int type) {
        return isMark(type) && UnicodeScript.of(point) != UnicodeScript.INHERITED;
    }

    private static boolean isMark(int type) {
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Joiners, directions, the colours and frames of emoji: they neither separate nor are found. */
    private static boolean countsForNothing(int type) {
        return type == Character.FORMAT || type == Character.MODIFIER_SYMBOL || type == Character.ENCLOSING_MARK || type == Character.NON_SPACING_MARK;
    }

    private static String fold(String text) {
        if (text.chars().allMatch(letter -> letter < 0x80)) return text.toLowerCase(Locale.ROOT);
        StringBuilder bare = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().filter(point -> !isAccent(point)).forEach(bare::appendCodePoint);
        String whole = Normalizer.normalize(bare, Normalizer.Form.NFC);
        return whole.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ'); // up and down: ß is ss, and ı is i
    }

    /** Accents of Latin, Greek and Cyrillic letters, vowel points of Hebrew and Arabic; in other scripts such signs make other letters. */
    private static boolean isAccent(int point) {
        if (point == TATWEEL) return true;
        boolean isThere = point >= 0x0300 && point <= 0x036F || point >= 0x0591 && point <= 0x05C7 || point >= 0x064B && point <= 0x065F || point == 0x0670;
        return isThere && Character.getType(point) == Character.NON_SPACING_MARK;
    }
}
