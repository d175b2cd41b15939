package dev.chatchannel.message;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * What somebody thinks of a message, in one sign or one short word: {@code 👍}, {@code +1}.
 *
 * <p>One to eight code points and at most 32 bytes of UTF-8, all of them visible, but for the joiner and the variation
 * selector inside an emoji; normalised to NFC. Signs that this Java does not know yet are let through: new emoji come each year.
 */
public record Reaction(String value) {
    private static final int MOST_CODE_POINTS = 8;
    private static final int MOST_BYTES = 32;
    private static final int JOINER = 0x200D;

    /** @throws IllegalArgumentException when the text does not have that shape */
    public Reaction {
        if (value.length() > MOST_BYTES) throw refused();
        value = Normalizer.normalize(value, Normalizer.Form.NFC);
        if (!isShort(value) || !value.codePoints().allMatch(Reaction::mayStand) || !mayBegin(value.codePointAt(0))) throw refused();
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isShort(String text) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= MOST_CODE_POINTS
                && text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    private static boolean mayStand(int point) {
        int type = Character.getType(point);
        if (type == Character.CONTROL || type == Character.SURROGATE || type == Character.PRIVATE_USE) return false;
        return point == JOINER || !MessageText.isInvisible(point);
    }

    /** A mark, such as the variation selector, has nothing to stand on at the beginning. */
    private static boolean mayBegin(int point) {
        int type = Character.getType(point);
        boolean isMark = type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
        return point != JOINER && !isMark;
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "A reaction is an emoji or a short word: 1 to " + MOST_CODE_POINTS + " signs without spaces, at most "
                        + MOST_BYTES + " bytes.");
    }
}
