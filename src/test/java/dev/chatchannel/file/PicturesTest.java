package dev.chatchannel.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.Pictures;
import dev.chatchannel.message.AccountId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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

    /** A few thousand bytes of a 64 MP picture kept a thread busy for minutes. */
    @Test
    void what_goes_over_itself_too_often_is_refused_before_it_is_unpacked() {
        assertEquals(30, layout(Pictures.scannedJpeg(30)).scans());
        assertThrows(UploadRefused.class, () -> look(FileType.JPEG, Pictures.scannedJpeg(31)));
        assertThrows(UploadRefused.class, () -> avatar(FileType.JPEG, Pictures.scannedJpeg(5_000)));
    }

    @Test
    void a_large_progressive_picture_is_shown_as_it_is_and_no_avatar() {
        assertEquals(new JpegLayout(1, false), layout(Pictures.turnedJpeg(64, 64, 6)));
        assertTrue(layout(Pictures.progressiveJpeg(32, 32)).isProgressive());
        Looks looks = look(FileType.JPEG, Pictures.progressiveJpeg(5_000, 4_000)).orElseThrow();
        assertEquals("5000×4000", looks.width() + "×" + looks.height());
        assertTrue(looks.thumbnail().isEmpty());
        assertThrows(UploadRefused.class, () -> avatar(FileType.JPEG, Pictures.progressiveJpeg(5_000, 4_000)));
    }

    @Test
    void an_avatar_is_the_middle_of_a_long_picture() {
        BufferedImage small = Pictures.read(avatar(FileType.PNG, Pictures.png(1_200, 30)).bytes());
        assertEquals("128×128", small.getWidth() + "×" + small.getHeight());
        assertTrue((small.getRGB(5, 60) >> 16 & 255) > (small.getRGB(5, 60) & 255), "red is left of the middle");
        assertTrue((small.getRGB(122, 60) >> 16 & 255) < (small.getRGB(122, 60) & 255), "blue is right of it");
    }

    @Test
    void avatars_wait_for_those_who_look_into_pictures_and_not_many_at_once() {
        List<Runnable> waiting = new ArrayList<>();
        Avatars avatars = new Avatars(null, waiting::add, Clock.systemUTC());
        for (int i = 0; i < 8; i++) assertFalse(avatars.set(new AccountId("a".repeat(26)), new byte[3]).toCompletableFuture().isDone());
        assertTrue(avatars.set(new AccountId("a".repeat(26)), new byte[3]).toCompletableFuture().isCompletedExceptionally());
        waiting.get(0).run();
        assertFalse(avatars.set(new AccountId("a".repeat(26)), new byte[3]).toCompletableFuture().isDone());
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

    private static Thumbnail avatar(FileType type, byte[] picture) {
        return dev.chatchannel.file.Pictures.avatar(type, stream(picture));
    }

    private static JpegLayout layout(byte[] jpeg) {
        try {
            return JpegLayout.of(stream(jpeg));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
