package dev.chatchannel.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a file is, found in its first bytes, whatever its name says. What a browser might run (pages, SVG, scripts) is just bytes here.
 *
 * <p>The order counts: the first that fits.
 */
public enum FileType {
    PNG("image/png", Use.PICTURE, 0, "\u0089PNG\r\n\u001a\n"),
    JPEG("image/jpeg", Use.PICTURE, 0, "\u00ff\u00d8\u00ff"),
    GIF("image/gif", Use.PICTURE, 0, "GIF8"),
    WEBP("image/webp", Use.PICTURE, 8, "WEBP"),
    AVIF("image/avif", Use.PICTURE, 4, "ftypavif"),
    WAV("audio/wav", Use.PLAYED, 8, "WAVE"),
    FLAC("audio/flac", Use.PLAYED, 0, "fLaC"),
    OGG_VIDEO("video/ogg", Use.PLAYED, 28, "\u0080theora"),
    OGG("audio/ogg", Use.PLAYED, 0, "OggS"),
    MP3_TAGGED("audio/mpeg", Use.PLAYED, 0, "ID3"),
    MP3("audio/mpeg", Use.PLAYED, 0, "\u00ff\u00fb"),
    MP3_PROTECTED("audio/mpeg", Use.PLAYED, 0, "\u00ff\u00fa"),
    MP3_LOW("audio/mpeg", Use.PLAYED, 0, "\u00ff\u00f3"),
    AAC("audio/aac", Use.PLAYED, 0, "\u00ff\u00f1"),
    M4A("audio/mp4", Use.PLAYED, 4, "ftypM4A"),
    QUICKTIME("video/quicktime", Use.PLAYED, 4, "ftypqt"),
    MP4("video/mp4", Use.PLAYED, 4, "ftyp"),
    WEBM("video/webm", Use.PLAYED, 0, "\u001a\u0045\u00df\u00a3"),
    PDF("application/pdf", Use.SAVED, 0, "%PDF-"),
    ZIP("application/zip", Use.SAVED, 0, "PK\u0003\u0004"),
    TEXT("text/plain", Use.SAVED, 0, "") {
        @Override
        boolean matches(byte[] start, int length) {
            return isPlainText(start, length);
        }
    },
    BYTES("application/octet-stream", Use.SAVED, 0, "");

    /** What a browser may do with it in the page of others. */
    private enum Use { PICTURE, PLAYED, SAVED }

    /** So many bytes of the beginning are enough to tell. */
    public static final int START = 4_096;

    private final String mediaType;
    private final Use use;
    private final int from;
    private final byte[] magic;

    FileType(String mediaType, Use use, int from, String magic) {
        this.mediaType = mediaType;
        this.use = use;
        this.from = from;
        this.magic = magic.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @param start the first bytes, {@link #START} of them if there are so many */
    public static FileType of(byte[] start, int length) {
        return Arrays.stream(values()).filter(type -> type.matches(start, length)).findFirst().orElseThrow();
    }

    public static FileType of(byte[] content) {
        return of(content, Math.min(content.length, START));
    }

    /** @return whether a browser may show or play it in place, rather than save it */
    public static boolean isShown(String mediaType) {
        return Arrays.stream(values()).anyMatch(type -> type.use != Use.SAVED && type.mediaType.equals(mediaType));
    }

    public static boolean isPicture(String mediaType) {
        return Arrays.stream(values()).anyMatch(type -> type.isPicture() && type.mediaType.equals(mediaType));
    }

    public String mediaType() {
        return mediaType;
    }

    boolean isPicture() {
        return use == Use.PICTURE;
    }

    boolean matches(byte[] start, int length) {
        int to = from + magic.length;
        return length >= to && Arrays.equals(start, from, to, magic, 0, magic.length);
    }

    /** Words in UTF-8, that do not begin like a page or a drawing. The last letter may be cut. */
    private static boolean isPlainText(byte[] start, int length) {
        if (length == 0) return false;
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(length);
        if (decoder.decode(ByteBuffer.wrap(start, 0, length), text, length < START).isError()) return false;
        String words = text.flip().toString();
        return words.chars().noneMatch(FileType::isNoText) && !words.replace("\ufeff", "").stripLeading().startsWith("<");
    }

    private static boolean isNoText(int letter) {
        return letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t' && letter != '\f' && letter != 0x1b || letter == 0x7f;
    }
}
