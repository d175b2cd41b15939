package dev.chatchannel.file;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** Reads the size of pictures that this Java cannot unpack, and browsers can. */
final class PictureHeader {
    private static final int AVIF_SEARCHED = 4_096;
    private static final int AVIF_SIZE = 0x69737065; // "ispe", the box that tells it

    private PictureHeader() {}

    /** @return width and height; empty for other kinds, and when it cannot be found */
    static Optional<int[]> size(FileType type, ImageInputStream bytes) throws IOException {
        if (type == FileType.WEBP) return webp(bytes);
        if (type == FileType.AVIF) return avif(bytes);
        return Optional.empty();
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc9649.html">RFC 9649: WebP</a> */
    private static Optional<int[]> webp(ImageInputStream bytes) throws IOException {
        bytes.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        bytes.seek(12);
        byte[] kind = new byte[4];
        bytes.readFully(kind);
        return switch (kind[3]) {
            case 'X' -> extended(bytes);
            case 'L' -> lossless(bytes);
            default -> lossy(bytes);
        };
    }

    private static Optional<int[]> extended(ImageInputStream bytes) throws IOException {
        bytes.seek(24);
        return Optional.of(new int[] {1 + threeBytes(bytes), 1 + threeBytes(bytes)});
    }

    private static Optional<int[]> lossless(ImageInputStream bytes) throws IOException {
        bytes.seek(21);
        long bits = bytes.readUnsignedInt();
        return Optional.of(new int[] {1 + (int) (bits & 0x3fff), 1 + (int) (bits >> 14 & 0x3fff)});
    }

    private static Optional<int[]> lossy(ImageInputStream bytes) throws IOException {
        bytes.seek(26);
        return Optional.of(new int[] {bytes.readUnsignedShort() & 0x3fff, bytes.readUnsignedShort() & 0x3fff});
    }

    private static int threeBytes(ImageInputStream bytes) throws IOException {
        return bytes.readUnsignedShort() | bytes.readUnsignedByte() << 16;
    }

    private static Optional<int[]> avif(ImageInputStream bytes) throws IOException {
        bytes.setByteOrder(ByteOrder.BIG_ENDIAN);
        bytes.seek(0);
        int last = 0;
        for (long at = 0; at < Math.min(AVIF_SEARCHED, bytes.length() - 16); at++) {
            last = last << 8 | bytes.readUnsignedByte();
            if (last == AVIF_SIZE && bytes.readInt() == 0) return Optional.of(new int[] {bytes.readInt(), bytes.readInt()});
        }
        return Optional.empty();
    }
}
