package dev.chatchannel.relay;

import dev.chatchannel.message.Author;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes what another node reads with {@link LetterReader}: numbers of seven bits a byte, texts in UTF-8 with their length before them. */
final class LetterWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    byte[] letter() {
        return bytes.toByteArray();
    }

    int size() {
        return bytes.size();
    }

    LetterWriter number(long value) {
        long rest = value;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) bytes.write((int) (rest & 0x7f | 0x80));
        bytes.write((int) rest);
        return this;
    }

    LetterWriter text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        bytes.writeBytes(encoded);
        return this;
    }

    LetterWriter bytes(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    LetterWriter author(Author author) {
        return text(author.id().value()).text(author.name()).text(author.kind().name());
    }

    <T> LetterWriter all(Collection<T> values, BiConsumer<LetterWriter, T> write) {
        number(values.size());
        values.forEach(value -> write.accept(this, value));
        return this;
    }

    <T> LetterWriter maybe(Optional<T> value, BiConsumer<LetterWriter, T> write) {
        return all(value.stream().toList(), write);
    }
}
