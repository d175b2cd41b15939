package dev.chatchannel.kit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures for tests: small ones, and those that lie. */
public final class Pictures {
    private static final int RED = 0xffcc3322;
    private static final int BLUE = 0xff2244cc;

    private Pictures() {}

    /** Red on the left, blue on the right. */
    public static byte[] png(int width, int height) {
        return written(width, height, "png");
    }

    /** The same. */
    public static byte[] jpeg(int width, int height) {
        return written(width, height, "jpeg");
    }

    /** The same, as a camera writes it that was turned: the value is Exif's. */
    public static byte[] turnedJpeg(int width, int height, int orientation) {
        byte[] plain = jpeg(width, height);
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0MM".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 42).putInt(8);
        exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0).putInt(0);
        return ByteBuffer.allocate(plain.length + 36).put(plain, 0, 2).put(exif.array()).put(plain, 2, plain.length - 2).array();
    }

    /** A few bytes that say they were a picture of this size. */
    public static byte[] bomb(int width, int height) {
        byte[] small = png(8, 8);
        ByteBuffer header = ByteBuffer.wrap(small, 16, 8);
        header.putInt(width).putInt(height);
        CRC32 sum = new CRC32();
        sum.update(small, 12, 17);
        ByteBuffer.wrap(small).putInt(29, (int) sum.getValue());
        return small;
    }

    /** A JPEG that goes over itself so many times. */
    public static byte[] scannedJpeg(int scans) {
        byte[] plain = jpeg(32, 32);
        int scan = place(plain, 0xda);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(plain, 0, scan);
        for (int i = 0; i < scans; i++) bytes.write(plain, scan, plain.length - 2 - scan);
        bytes.write(plain, plain.length - 2, 2);
        return bytes.toByteArray();
    }

    /** A small progressive JPEG that says it were this large. */
    public static byte[] progressiveJpeg(int width, int height) {
        byte[] small = jpeg(32, 32);
        int frame = place(small, 0xc0);
        small[frame + 1] = (byte) 0xc2;
        ByteBuffer.wrap(small, frame + 5, 4).putShort((short) height).putShort((short) width);
        return small;
    }

    private static int place(byte[] jpeg, int mark) {
        int at = 2;
        while ((jpeg[at + 1] & 0xff) != mark) at += 2 + ByteBuffer.wrap(jpeg).getShort(at + 2);
        return at;
    }

    public static BufferedImage read(byte[] picture) {
        try {
            return ImageIO.read(new ByteArrayInputStream(picture));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] written(int width, int height, String format) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        Arrays.fill(row, 0, width / 2, RED);
        Arrays.fill(row, width / 2, width, BLUE);
        for (int y = 0; y < height; y++) image.setRGB(0, y, width, 1, row, 0, width);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }
}
