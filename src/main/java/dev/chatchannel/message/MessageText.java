package dev.chatchannel.message;

import java.nio.charset.StandardCharsets;

/**
 * What somebody said, made safe to pass on: no control characters but line breaks and tabs, no bidi embeddings, overrides or
 * isolates, no half surrogate pairs.
 *
 * @param value may be blank
 */
public record MessageText(String value) {
    private static final int REPLACEMENT = 0xFFFD;

    /** Takes out what must not be passed on; any text becomes a safe one. Line breaks of all kinds become {@code \n}. */
    public MessageText {
        if (value.codePoints().anyMatch(MessageText::mustChange)) value = cleaned(value);
    }

    /** @return size in bytes of UTF-8 */
    public int bytes() {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }

    /** @return whether there is nothing to see in it */
    public boolean isBlank() {
        return value.codePoints().allMatch(MessageText::isInvisible);
    }

    private static String cleaned(String raw) {
        StringBuilder clean = new StringBuilder(raw.length());
        raw.replace("\r\n", "\n").codePoints().forEach(point -> append(clean, point));
        return clean.toString();
    }

    private static void append(StringBuilder clean, int point) {
        if (!mustChange(point)) clean.appendCodePoint(point);
        else if (isLineBreak(point)) clean.append('\n');
        else if (isSurrogate(point)) clean.appendCodePoint(REPLACEMENT);
    }

    private static boolean mustChange(int point) {
        return Character.isISOControl(point) && point != '\n' && point != '\t'
                || isLineBreak(point)
                || isSurrogate(point)
                || isBidiControl(point);
    }

    private static boolean isLineBreak(int point) {
        return point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029;
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static boolean isBidiControl(int point) {
        return point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    }

    static boolean isInvisible(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.getType(point) == Character.FORMAT
                || point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0 || point == 0x2800;
    }
}
