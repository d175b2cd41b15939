package dev.chatchannel.message;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Says whether a text speaks to somebody: {@code @name}, in any case, or to everybody. A longer word that begins with the name is another
 * name; a letter before the {@code @} makes it an address. The page's {@code state/mentions.js} says the same.
 */
public final class Mentions {
    private static final List<String> EVERYBODY = List.of("all", "everybody", "所有人", "全体成员");

    private Mentions() {}

    /** @param name under which somebody goes now */
    public static boolean speakTo(String name, String text) {
        if (text.indexOf('@') < 0) return false;
        String said = folded(text);
        return Stream.concat(Stream.of(name), EVERYBODY.stream()).anyMatch(one -> calls(said, "@" + folded(one)));
    }

    private static boolean calls(String said, String call) {
        for (int at = said.indexOf(call); at >= 0; at = said.indexOf(call, at + 1)) {
            if (mayStandBefore(said, at) && mayStandAfter(said, at + call.length())) return true;
        }
        return false;
    }

    private static boolean mayStandBefore(String said, int at) {
        return at == 0 || !isLetter(said.codePointBefore(at)) || isUnspaced(said.codePointBefore(at));
    }

    private static boolean mayStandAfter(String said, int end) {
        if (end == said.length()) return true;
        int next = said.codePointAt(end);
        return !isLetter(next) || isUnspaced(next) || isUnspaced(said.codePointBefore(end));
    }

    private static boolean isLetter(int sign) {
        return switch (Character.getType(sign)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> sign == '_' || Character.isLetter(sign);
        };
    }

    /** Of scripts without spaces: there a name ends where it ends. */
    private static boolean isUnspaced(int sign) {
        return switch (Character.UnicodeScript.of(sign)) {
            case HAN, HIRAGANA, KATAKANA, THAI -> true;
            default -> false;
        };
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
