package dev.chatchannel.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds a file's media type in its first bytes: the images that every browser shows, and "just bytes" for all else. */
enum FileType {
    PNG("image/png", 0, "\u0089PNG\r\n\u001a\n"),
    JPEG("image/jpeg", 0, "\u00ff\u00d8\u00ff"),
    GIF("image/gif", 0, "GIF8"),
    WEBP("image/webp", 8, "WEBP");

    private static final String BYTES = "application/octet-stream";

    private final String mediaType;
    private final int from;
    private final byte[] magic;

    FileType(String mediaType, int from, String magic) {
        this.mediaType = mediaType;
        this.from = from;
        this.magic = magic.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String of(byte[] content) {
        return Arrays.stream(values()).filter(type -> type.matches(content)).map(type -> type.mediaType).findFirst().orElse(BYTES);
    }

    private boolean matches(byte[] content) {
        int to = from + magic.length;
        return content.length >= to && Arrays.equals(content, from, to, magic, 0, magic.length);
    }
}
