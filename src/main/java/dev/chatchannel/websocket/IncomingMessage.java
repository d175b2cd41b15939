package dev.chatchannel.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Puts the parts of a message together and counts them, so that a giant is noticed at once and never kept.
 *
 * <p>Threads: one at a time, the container's.
 */
final class IncomingMessage {
    private final int most;
    private StringBuilder text = new StringBuilder();
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private long size;

    /** @param most bytes of a whole message */
    IncomingMessage(int most) {
        this.most = most;
    }

    /** @return the whole text with its last part
     * @throws TooBig as soon as the parts are too many bytes of UTF-8 together */
    Optional<String> text(String part, boolean last) {
        count(utf8Bytes(part));
        if (last && text.length() == 0) return whole(part);
        text.append(part);
        return last ? whole(text.toString()) : Optional.empty();
    }

    /** @return the whole content with its last part
     * @throws TooBig as soon as the parts are too many bytes together */
    Optional<byte[]> bytes(ByteBuffer part, boolean last) {
        count(part.remaining());
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        if (last && bytes.size() == 0) return whole(copy);
        bytes.writeBytes(copy);
        return last ? whole(bytes.toByteArray()) : Optional.empty();
    }

    private void count(long more) {
        size += more;
        if (size <= most) return;
        startAfresh();
        throw new TooBig();
    }

    private <T> Optional<T> whole(T message) {
        startAfresh();
        return Optional.of(message);
    }

    private void startAfresh() {
        size = 0;
        if (text.length() > 0) text = new StringBuilder();
        if (bytes.size() > 0) bytes = new ByteArrayOutputStream(0);
    }

    private static long utf8Bytes(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= 0x800 && !Character.isSurrogate(unit)) bytes += 2;
            else if (unit >= 0x80) bytes += 1; // half of a pair: two of its four bytes
        }
        return bytes;
    }

    /** More bytes came than a message may have. */
    static final class TooBig extends RuntimeException {
        TooBig() {
            super("The message is too big", null, false, false);
        }
    }
}
