package dev.chatchannel.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that somebody asks for.
 *
 * @param first the place of its first byte
 * @param end the place after its last byte; not after {@code first} when there is no such part
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110, 14</a>
 */
record ByteRange(long first, long end) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{1,18})?-(\\d{1,18})?");

    /** @return empty when the whole is to be sent: for several parts at once, and for what is no range */
    static Optional<ByteRange> of(String header, long size) {
        Matcher one = ONE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!one.matches() || one.group(1) == null && one.group(2) == null) return Optional.empty();
        if (one.group(1) == null) return Optional.of(new ByteRange(Math.max(0, size - Long.parseLong(one.group(2))), size));
        long first = Long.parseLong(one.group(1));
        if (one.group(2) == null) return Optional.of(new ByteRange(first, size));
        long last = Long.parseLong(one.group(2));
        return last < first ? Optional.empty() : Optional.of(new ByteRange(first, Math.min(size, last + 1)));
    }

    boolean isEmpty() {
        return first >= end;
    }
}
