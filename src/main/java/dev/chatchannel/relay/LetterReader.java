package dev.chatchannel.relay;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what {@link LetterWriter} wrote, on another node, of another version perhaps. It takes no more memory than the letter has bytes.
 *
 * <p>What does not fit is told by {@link IllegalArgumentException} or {@link BufferUnderflowException}.
 */
final class LetterReader {
    private static final int LONGEST_NUMBER = 70;

    private final ByteBuffer bytes;

    LetterReader(byte[] letter) {
        this.bytes = ByteBuffer.wrap(letter);
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < LONGEST_NUMBER; shift += 7) {
            byte next = bytes.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) return value;
        }
        throw new IllegalArgumentException("A number without an end");
    }

    int count() {
        long count = number();
        if (count < 0 || count > bytes.remaining()) throw new IllegalArgumentException("More is announced than came");
        return (int) count;
    }

    String text() {
        byte[] encoded = new byte[count()];
        bytes.get(encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }

    Author author() {
        return new Author(new AccountId(text()), text(), AccountKind.valueOf(text()));
    }

    <T> List<T> all(Function<LetterReader, T> read) {
        List<T> values = new ArrayList<>();
        for (int left = count(); left > 0; left--) values.add(read.apply(this));
        return values;
    }

    <T> Optional<T> maybe(Function<LetterReader, T> read) {
        return all(read).stream().findFirst();
    }

    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }
}
