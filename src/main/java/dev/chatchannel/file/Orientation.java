package dev.chatchannel.file;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/**
 * How a camera was held: what to do with a picture so that it stands upright.
 *
 * @param value 1 to 8, as Exif has it; 1 is upright
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">Exif 2.3, tag 0x0112</a>
 */
record Orientation(int value) {
    private static final Orientation UPRIGHT = new Orientation(1);
    private static final int START_OF_IMAGE = 0xffd8;
    private static final int FIRST_SEGMENT = 0xffe0;
    private static final int EXIF_SEGMENT = 0xffe1;
    private static final int LAST_SEGMENT = 0xffef;
    private static final int EXIF = 0x45786966;
    private static final int ORIENTATION = 0x0112;
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int MOST_ENTRIES = 200;

    /** Finds it in a JPEG; other pictures, and damaged ones, are upright. Leaves the reader of the bytes where it was. */
    static Orientation of(ImageInputStream bytes) throws IOException {
        long before = bytes.getStreamPosition();
        ByteOrder order = bytes.getByteOrder();
        try {
            bytes.seek(0);
            bytes.setByteOrder(ByteOrder.BIG_ENDIAN);
            return bytes.readUnsignedShort() == START_OF_IMAGE ? ofSegments(bytes) : UPRIGHT;
        } catch (IOException damaged) {
            return UPRIGHT;
        } finally {
            bytes.setByteOrder(order);
            bytes.seek(before);
        }
    }

    /** @return whether width and height change places */
    boolean isTurned() {
        return value >= 5;
    }

    Raster applied(Raster picture) {
        if (value == 1) return picture;
        int width = isTurned() ? picture.height() : picture.width();
        int height = isTurned() ? picture.width() : picture.height();
        int[] points = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) points[y * width + x] = picture.points()[source(picture, x, y)];
        }
        return new Raster(width, height, points);
    }

    /** Where the point comes from that is to stand there. */
    private int source(Raster picture, int x, int y) {
        int right = picture.width() - 1;
        int bottom = picture.height() - 1;
        return switch (value) {
            case 2 -> y * picture.width() + right - x;
            case 3 -> (bottom - y) * picture.width() + right - x;
            case 4 -> (bottom - y) * picture.width() + x;
            case 5 -> x * picture.width() + y;
            case 6 -> (bottom - x) * picture.width() + y;
            case 7 -> (bottom - x) * picture.width() + right - y;
            default -> x * picture.width() + right - y;
        };
    }

    /** Segments of applications stand at the beginning, each with its length. */
    private static Orientation ofSegments(ImageInputStream bytes) throws IOException {
        for (int marker = bytes.readUnsignedShort(); marker >= FIRST_SEGMENT && marker <= LAST_SEGMENT; marker = bytes.readUnsignedShort()) {
            long end = bytes.getStreamPosition() + bytes.readUnsignedShort();
            if (marker == EXIF_SEGMENT && bytes.readInt() == EXIF) return ofExif(bytes);
            bytes.seek(end);
        }
        return UPRIGHT;
    }

    private static Orientation ofExif(ImageInputStream bytes) throws IOException {
        bytes.skipBytes(2);
        long base = bytes.getStreamPosition();
        bytes.setByteOrder(bytes.readUnsignedShort() == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        bytes.skipBytes(2);
        bytes.seek(base + bytes.readUnsignedInt());
        int entries = Math.min(MOST_ENTRIES, bytes.readUnsignedShort());
        for (int i = 0; i < entries; i++) {
            int tag = bytes.readUnsignedShort();
            bytes.skipBytes(6);
            int value = bytes.readUnsignedShort();
            bytes.skipBytes(2);
            if (tag == ORIENTATION) return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
        }
        return UPRIGHT;
    }
}
