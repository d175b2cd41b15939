package dev.chatchannel.message;

import java.security.SecureRandom;

/**
 * Makes identifiers that sort by the time of their making: 48 bits of milliseconds, then 80 random bits, as 26
 * characters of Crockford's base 32 in lower case.
 *
 * @see <a href="https://github.com/ulid/spec">ULID</a>, whose layout this is
 */
public final class SortableId {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;
    private static final int TIME_DIGITS = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SortableId() {}

    /** @param millis time of making, in milliseconds since 1970 */
    public static String at(long millis) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        char[] text = new char[LENGTH];
        long time = millis;
        for (int i = TIME_DIGITS - 1; i >= 0; i--, time >>>= 5) text[i] = DIGITS.charAt((int) time & 31);
        for (int i = 0; i < 16; i++) text[TIME_DIGITS + i] = DIGITS.charAt(fiveBits(random, i * 5));
        return new String(text);
    }

    /** @return whether the text has the shape of such an identifier */
    public static boolean isOne(String text) {
        return text.length() == LENGTH && text.chars().allMatch(digit -> DIGITS.indexOf(digit) >= 0);
    }

    /** @return when it was made, in milliseconds since 1970 */
    public static long madeAt(String id) {
        long time = 0;
        for (int i = 0; i < TIME_DIGITS; i++) time = time << 5 | DIGITS.indexOf(id.charAt(i));
        return time;
    }

    private static int fiveBits(byte[] bytes, int firstBit) {
        int first = bytes[firstBit / 8] & 0xff;
        int second = firstBit / 8 + 1 < bytes.length ? bytes[firstBit / 8 + 1] & 0xff : 0;
        return ((first << 8 | second) >>> (11 - firstBit % 8)) & 31;
    }
}
