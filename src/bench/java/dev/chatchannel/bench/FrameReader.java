package dev.chatchannel.bench;

import java.util.Arrays;

/** Takes apart what a server sends (RFC 6455, unmasked, no extensions). Threads: the one that reads. */
final class FrameReader {
    static final int CLOSE = 8;
    static final int PING = 9;

    /** Hears what was read. The bytes are lent until the call returns. */
    interface Listener {
        void message(byte[] bytes, int size);

        void control(int opcode, byte[] payload);
    }

    private final Listener listener;
    private final byte[] head = new byte[10];
    private int headSize;
    private boolean inHead = true;
    private long left; // of the frame's payload
    private byte[] message = new byte[256]; // whole frames of an unfinished message, then the frame at hand
    private int frameStart;
    private int size;

    FrameReader(Listener listener) {
        this.listener = listener;
    }

    void read(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (inHead) {
                head[headSize++] = bytes[at++];
                if (headSize == headLength()) beginPayload();
            } else {
                int part = (int) Math.min(left, to - at);
                append(bytes, at, part);
                at += part;
            }
            if (!inHead && left == 0) endFrame();
        }
    }

    private int headLength() {
        int length = headSize < 2 ? 0 : head[1] & 0x7f;
        return length < 126 ? 2 : length == 126 ? 4 : 10;
    }

    private void beginPayload() {
        left = headSize == 2 ? head[1] & 0x7f : 0;
        for (int at = 2; at < headSize; at++) left = left << 8 | head[at] & 0xff;
        inHead = false;
        frameStart = size;
    }

    private void append(byte[] bytes, int from, int count) {
        if (size + count > message.length) message = Arrays.copyOf(message, Math.max(2 * message.length, size + count));
        System.arraycopy(bytes, from, message, size, count);
        size += count;
        left -= count;
    }

    private void endFrame() {
        inHead = true;
        headSize = 0;
        int opcode = head[0] & 0x0f;
        if (opcode >= CLOSE) {
            listener.control(opcode, Arrays.copyOfRange(message, frameStart, size));
            size = frameStart;
        } else if (head[0] < 0) { // FIN is the sign bit
            listener.message(message, size);
            size = 0;
        }
    }
}
