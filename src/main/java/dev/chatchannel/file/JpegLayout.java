package dev.chatchannel.file;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * How a JPEG is written: a few bytes of one can ask for thousands of rounds over the whole picture, or for all of it in memory at once.
 *
 * @param scans rounds over the picture; not counted beyond {@link #MOST_SCANS} and one
 * @param isProgressive whether all of it is held while it is unpacked, however small it is wanted
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU T.81, annex B</a>
 */
record JpegLayout(int scans, boolean isProgressive) {
    /** More than any program writes that we know of. */
    static final int MOST_SCANS = 30;

    private static final int SCAN = 0xda;
    private static final int END = 0xd9;

    /** Finds it, by jumping from mark to mark as readers do; a damaged one ends where the damage is. */
    static JpegLayout of(ImageInputStream in) throws IOException {
        in.seek(2); // behind the start of the image
        Bytes bytes = new Bytes(in);
        int scans = 0;
        boolean progressive = false;
        for (int mark = bytes.mark(); mark >= 0 && mark != END && scans <= MOST_SCANS; mark = bytes.mark()) {
            if (mark == SCAN) scans++;
            progressive |= isProgressive(mark);
            if (!standsAlone(mark) && !bytes.skipSegment()) break;
        }
        return new JpegLayout(scans, progressive || scans > 1);
    }

    private static boolean isProgressive(int mark) {
        return mark == 0xc2 || mark == 0xc6 || mark == 0xca || mark == 0xce;
    }

    private static boolean standsAlone(int mark) {
        return mark == 0x01 || mark >= 0xd0 && mark <= 0xd8;
    }

    /** The bytes in runs: to ask the store for each would take longer than the picture. */
    private static final class Bytes {
        private final ImageInputStream in;
        private final byte[] run = new byte[16 << 10];
        private int at;
        private int filled;

        Bytes(ImageInputStream in) {
            this.in = in;
        }

        /** @return the next mark; -1 at the end */
        int mark() throws IOException {
            int last = 0;
            for (int one = next(); one >= 0; one = next()) {
                if (last == 0xff && one != 0 && one != 0xff) return one;
                last = one;
            }
            return -1;
        }

        /** @return false when there is none */
        boolean skipSegment() throws IOException {
            int high = next();
            int low = next();
            int rest = (high << 8 | low) - 2;
            if (high < 0 || low < 0 || rest < 0) return false;
            if (rest <= filled - at) at += rest;
            else jump(rest);
            return true;
        }

        private void jump(int count) throws IOException {
            in.seek(in.getStreamPosition() - (filled - at) + count);
            at = 0;
            filled = 0;
        }

        private int next() throws IOException {
            if (at == filled) {
                filled = Math.max(0, in.read(run));
                at = 0;
                if (filled == 0) return -1;
            }
            return run[at++] & 0xff;
        }
    }
}
