package dev.chatchannel.file;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Looks into pictures: how large they are, and what they look like when they are small.
 *
 * <p><b>Bombs.</b> The size is read from the header, and what is too large is refused before anything is unpacked. Unpacking skips lines and columns that a
 * small picture does not need, so that it holds little memory; a progressive one is held as a whole, and so has a bound of its own. What asks for
 * too many rounds over itself is refused too. One picture at a time.
 *
 * <p><b>Class loaders.</b> The toolkit keeps the class loader of the thread that used it first; so it must not be the application's, which could never end.
 */
final class Pictures {
    private static final Logger LOG = System.getLogger(Pictures.class.getName());
    private static final int LONGEST_SIDE = 30_000;
    private static final long MOST_PIXELS = 64_000_000;
    private static final long MOST_PROGRESSIVE = 16_000_000;
    private static final int THUMBNAIL = 480;
    private static final int AVATAR = 128;
    private static final int FINER = 2; // as many pixels in each direction are read as are kept, so that they can be blended

    private Pictures() {}

    /** @return empty when it is no picture that anybody could show
     * @throws UploadRefused when it is too large to be shown */
    static synchronized Optional<Looks> look(FileType type, ImageInputStream bytes) {
        return apart(() -> {
            Optional<int[]> size = PictureHeader.size(type, bytes);
            if (size.isPresent()) refuseBomb(size.get()[0], size.get()[1]);
            return type == FileType.WEBP || type == FileType.AVIF ? size.map(seen -> unread(type, seen)) : unpacked(type, bytes);
        });
    }

    /** @return the middle of the picture, small
     * @throws UploadRefused when it is no picture, or too large */
    static synchronized Thumbnail avatar(FileType type, ImageInputStream bytes) {
        return apart(() -> type.isPicture() ? square(type, bytes) : Optional.<Thumbnail>empty()).orElseThrow(Pictures::noPicture);
    }

    private interface Work<T> {
        Optional<T> done() throws IOException;
    }

    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    private static <T> Optional<T> apart(Work<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return work.done();
        } catch (UploadRefused refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            LOG.log(Level.DEBUG, "A picture that cannot be read", damaged);
            return Optional.empty();
        } catch (LinkageError noToolkit) {
            LOG.log(Level.WARNING, "This Java cannot read pictures; they have no thumbnails", noToolkit);
            return Optional.empty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Looks unread(FileType type, int[] size) {
        return new Looks(type.mediaType(), size[0], size[1], Optional.empty());
    }

    private static Optional<Looks> unpacked(FileType type, ImageInputStream bytes) throws IOException {
        boolean held = isHeld(type, bytes);
        Orientation orientation = Orientation.of(bytes); // first: readers forget what they have read
        return withReader(bytes, reader -> {
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            refuseBomb(width, height);
            return new Looks(
                    type.mediaType(), orientation.isTurned() ? height : width, orientation.isTurned() ? width : height,
                    held && isLarge(width, height) ? Optional.empty() : thumbnail(reader, Math.max(width, height), orientation));
        });
    }

    private static <T> Optional<T> withReader(ImageInputStream bytes, Reading<T> reading) throws IOException {
        bytes.seek(0);
        Iterator<ImageReader> readers = ImageIO.getImageReaders(bytes);
        if (!readers.hasNext()) return Optional.empty();
        ImageReader reader = readers.next();
        try {
            bytes.seek(0);
            reader.setInput(bytes, false, true);
            return Optional.of(reading.from(reader));
        } finally {
            reader.dispose();
        }
    }

    /** A picture whose header can be read and whose rest cannot, or not here, is shown as it is. */
    private static Optional<Thumbnail> thumbnail(ImageReader reader, int longest, Orientation orientation) {
        try {
            Rectangle whole = new Rectangle(reader.getWidth(0), reader.getHeight(0));
            Raster picture = read(reader, whole, Math.max(1, longest / (THUMBNAIL * FINER)));
            double scale = Math.min(1, (double) THUMBNAIL / Math.max(picture.width(), picture.height()));
            return Optional.of(written(orientation.applied(picture.scaled(scale))));
        } catch (IOException | RuntimeException damaged) {
            LOG.log(Level.DEBUG, "A picture without a thumbnail", damaged);
            return Optional.empty();
        }
    }

    private static Optional<Thumbnail> square(FileType type, ImageInputStream bytes) throws IOException {
        boolean held = isHeld(type, bytes);
        Orientation orientation = Orientation.of(bytes);
        return withReader(bytes, reader -> square(reader, held, orientation));
    }

    private static Thumbnail square(ImageReader reader, boolean held, Orientation orientation) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        refuseBomb(width, height);
        if (held && isLarge(width, height)) throw tooLarge(width, height, MOST_PROGRESSIVE);
        int side = Math.min(width, height);
        Rectangle middle = new Rectangle((width - side) / 2, (height - side) / 2, side, side);
        Raster square = read(reader, middle, Math.max(1, side / (AVATAR * FINER)));
        return written(orientation.applied(square.scaled((double) AVATAR / square.width())));
    }

    private static Raster read(ImageReader reader, Rectangle part, int step) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(part);
        param.setSourceSubsampling(step, step, 0, 0);
        return Raster.of(reader.read(0, param));
    }

    private static Thumbnail written(Raster picture) throws IOException {
        boolean opaque = picture.isOpaque();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            BufferedImage image = picture.image(opaque);
            if (!ImageIO.write(image, opaque ? "jpeg" : "png", out)) throw new IOException("Nobody writes it");
        }
        return new Thumbnail(opaque ? "image/jpeg" : "image/png", bytes.toByteArray());
    }

    private static void refuseBomb(int width, int height) {
        if (width <= LONGEST_SIDE && height <= LONGEST_SIDE && (long) width * height <= MOST_PIXELS) return;
        throw tooLarge(width, height, MOST_PIXELS);
    }

    private static boolean isLarge(int width, int height) {
        return (long) width * height > MOST_PROGRESSIVE;
    }

    /** @return whether all of it is in memory while it is unpacked
     * @throws UploadRefused when it asks for too many rounds */
    private static boolean isHeld(FileType type, ImageInputStream bytes) throws IOException {
        if (type != FileType.JPEG) return false;
        JpegLayout layout = JpegLayout.of(bytes);
        if (layout.scans() <= JpegLayout.MOST_SCANS) return layout.isProgressive();
        throw new UploadRefused(
                UploadRefused.Why.TOO_LARGE, "The picture goes over itself more than %d times; save it anew.".formatted(JpegLayout.MOST_SCANS));
    }

    private static UploadRefused tooLarge(int width, int height, long most) {
        String words = "The picture has %d × %d pixels; %d are the most, and %d on a side.";
        return new UploadRefused(UploadRefused.Why.TOO_LARGE, words.formatted(width, height, most, LONGEST_SIDE));
    }

    private static UploadRefused noPicture() {
        return new UploadRefused(UploadRefused.Why.NO_PICTURE, "This is no picture that can be read here; send a PNG, JPEG or GIF.");
    }
}
