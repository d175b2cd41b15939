package dev.chatchannel.file;

import dev.chatchannel.message.ContentId;
import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/** A content as readers of pictures want it: any place of it, at any time, with one part of it in memory. */
final class StoredBytes extends ImageInputStreamImpl {
    private final FileStore store;
    private final ContentId content;
    private final long size;
    private byte[] part = new byte[0];
    private long partBegins;

    StoredBytes(FileStore store, ContentId content, long size) {
        this.store = store;
        this.content = content;
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        checkClosed();
        bitOffset = 0;
        if (count == 0) return 0;
        if (streamPos >= size) return -1;
        if (streamPos < partBegins || streamPos >= partBegins + part.length) load();
        int at = (int) (streamPos - partBegins);
        int taken = Math.min(count, part.length - at);
        if (taken <= 0) return -1;
        System.arraycopy(part, at, into, from, taken);
        streamPos += taken;
        return taken;
    }

    @Override
    public long length() {
        return size;
    }

    private void load() {
        part = store.read(content, streamPos);
        partBegins = streamPos;
    }
}
