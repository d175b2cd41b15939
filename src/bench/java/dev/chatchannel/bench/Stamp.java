package dev.chatchannel.bench;

/**
 * What the text of a message says about itself: {@code ~}, the phase (2 hex digits), its number (8), when it was due (16).
 *
 * <p>A tilde stands nowhere else in what the targets send, so a reader finds messages without understanding what is around them.
 */
final class Stamp {
    static final char MARK = '~';
    static final int LENGTH = 1 + 2 + 8 + 16;

    private Stamp() {}

    /** @return a text of so many bytes, filled up with x */
    static String text(int phase, int number, long dueNanos, int bytes) {
        String stamp = "%c%02x%08x%016x".formatted(MARK, phase, number, dueNanos);
        return stamp + "x".repeat(Math.max(0, bytes - LENGTH));
    }

    static int phase(byte[] bytes, int mark) {
        return (int) hex(bytes, mark + 1, 2);
    }

    static int number(byte[] bytes, int mark) {
        return (int) hex(bytes, mark + 3, 8);
    }

    static long dueNanos(byte[] bytes, int mark) {
        return hex(bytes, mark + 11, 16);
    }

    private static long hex(byte[] bytes, int from, int digits) {
        long value = 0;
        for (int at = from; at < from + digits; at++) value = value << 4 | (bytes[at] <= '9' ? bytes[at] - '0' : bytes[at] - 'a' + 10);
        return value;
    }
}
