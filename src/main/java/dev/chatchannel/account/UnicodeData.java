package dev.chatchannel.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads this room's data files: a record a line, fields split by {@code ;}, comments from {@code #} on. */
final class UnicodeData {
    private UnicodeData() {}

    static List<String[]> lines(String file) {
        try (InputStream in = UnicodeData.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException("Expected the file " + file + " beside the classes of this room.");
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(";"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
