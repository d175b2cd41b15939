package dev.chatchannel.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void however_the_camera_was_held_the_picture_stands_upright(int orientation) {
        byte[] jpeg = Pictures.turnedJpeg(960, 480, orientation);
        Looks looks = look(FileType.JPEG, jpeg).orElseThrow();
        boolean turned = orientation > 4;
        assertEquals(turned ? "480×960" : "960×480", looks.width() + "×" + looks.height());
        BufferedImage small = Pictures.read(looks.thumbnail().orElseThrow().bytes());
        assertEquals(turned ? "240×480" : "480×240", small.getWidth() + "×" + small.getHeight());
        boolean redComesFirst = switch (orientation) {
            case 1, 4, 5, 6 -> true; // at the left, or turned by a quarter: at the top
            default -> false;
        };
        int first = turned ? small.getRGB(120, 20) : small.getRGB(20, 120);
        assertEquals(redComesFirst, (first >> 16 & 255) > (first & 255));

        Thumbnail avatar = dev.chatchannel.file.Pictures.avatar(FileType.JPEG, stream(jpeg));
        assertEquals(128, Pictures.read(avatar.bytes()).getWidth());
    }

    @Test
    void a_bomb_is_refused_by_its_header_and_a_large_picture_is_not() {
        assertThrows(UploadRefused.class, () -> look(FileType.PNG, Pictures.bomb(50_000, 50_000)));
        assertThrows(UploadRefused.class, () -> look(FileType.PNG, Pictures.bomb(30_001, 1)));
        assertThrows(UploadRefused.class, () -> dev.chatchannel.file.Pictures.avatar(FileType.PNG, stream(Pictures.bomb(50_000, 50_000))));
        assertEquals(8_000, look(FileType.PNG, Pictures.bomb(8_000, 8_000)).orElseThrow().width());
        assertThrows(UploadRefused.class, () -> look(FileType.WEBP, extendedWebp(16_777_216, 10)));
    }

    @Test
    void what_cannot_be_unpacked_here_is_measured_by_its_header() {
        Looks webp = look(FileType.WEBP, extendedWebp(640, 480)).orElseThrow();
        assertEquals("640×480", webp.width() + "×" + webp.height());
        assertTrue(webp.thumbnail().isEmpty());
    }

    @Test
    void small_pictures_are_not_made_larger() {
        BufferedImage small = Pictures.read(look(FileType.PNG, Pictures.png(40, 30)).orElseThrow().thumbnail().orElseThrow().bytes());
        assertEquals("40×30", small.getWidth() + "×" + small.getHeight());
    }

    private static Optional<Looks> look(FileType type, byte[] picture) {
        return dev.chatchannel.file.Pictures.look(type, stream(picture));
    }

    private static ImageInputStream stream(byte[] bytes) {
        return new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
    }

    private static byte[] extendedWebp(int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF....WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0);
        for (int side : new int[] {width - 1, height - 1}) file.put((byte) side).put((byte) (side >> 8)).put((byte) (side >> 16));
        return file.array();
    }
}
