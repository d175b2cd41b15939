package dev.chatchannel.storage;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether SQLite would lose commits of its write-ahead log without a word: it takes the log up to the first frame whose checksum is wrong, as
 * for a write that a loss of power cut short. Frames of the same life of the log behind that one were written, and would be left out.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html#walformat">The format of the log</a>
 */
final class WriteAheadLog {
    private static final int HEADER = 32; // bytes
    private static final int FRAME_HEADER = 24;
    private static final int SUMMED_OF_FRAME_HEADER = 8;
    private static final int MAGIC = 0x377f0682; // the last bit says in which order checksums read the bytes
    private static final int MOST_PAGE = 1 << 16;

    private final ByteOrder order;
    private int sum; // so far, over the header and all frames
    private int otherSum;

    private WriteAheadLog(ByteOrder order) {
        this.order = order;
    }

    /** @return false also when there is no log, or an empty one */
    static boolean isBroken(Path log) throws IOException {
        if (!Files.exists(log) || Files.size(log) < HEADER) return false;
        try (InputStream file = Files.newInputStream(log);
                DataInputStream in = new DataInputStream(new BufferedInputStream(file, MOST_PAGE))) {
            return isBroken(in);
        }
    }

    private static boolean isBroken(DataInputStream in) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER));
        int magic = header.getInt(0);
        int page = header.getInt(8);
        if ((magic & ~1) != MAGIC || page < 512 || page > MOST_PAGE) return true;
        WriteAheadLog log = new WriteAheadLog((magic & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        log.add(header, 0, 24);
        if (!log.says(header, 24)) return true;
        long salts = header.getLong(16);
        boolean cut = false;
        for (byte[] read = in.readNBytes(FRAME_HEADER + page); read.length == FRAME_HEADER + page; read = in.readNBytes(FRAME_HEADER + page)) {
            ByteBuffer frame = ByteBuffer.wrap(read);
            boolean ofThisLife = frame.getLong(8) == salts;
            if (cut && ofThisLife) return true;
            log.add(frame, 0, SUMMED_OF_FRAME_HEADER);
            log.add(frame, FRAME_HEADER, page);
            cut |= !ofThisLife || !log.says(frame, 16);
        }
        return false;
    }

    private void add(ByteBuffer bytes, int from, int length) {
        ByteBuffer words = bytes.duplicate().order(order);
        for (int at = from; at < from + length; at += 8) {
            sum += words.getInt(at) + otherSum;
            otherSum += words.getInt(at + 4) + sum;
        }
    }

    private boolean says(ByteBuffer bytes, int at) {
        return bytes.getInt(at) == sum && bytes.getInt(at + 4) == otherSum;
    }
}
