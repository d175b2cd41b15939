package dev.chatchannel.websocket;

import dev.chatchannel.message.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Text messages as a server writes them: each one final frame, not masked. See RFC 6455, section 5.2. */
final class ServerFrames {
    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final int LARGEST_SHORT = 125;
    private static final int LARGEST_TWO_BYTES = 0xffff;
    private static final int LONGEST_HEADER = 10;

    private ServerFrames() {}

    static ByteBuffer of(Frame.Text text) {
        byte[][] payloads = text.messages().stream().map(message -> message.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        int most = 0;
        for (byte[] payload : payloads) most += LONGEST_HEADER + payload.length;
        ByteBuffer frames = ByteBuffer.allocate(most);
        for (byte[] payload : payloads) put(frames, payload);
        return frames.flip().asReadOnlyBuffer();
    }

    private static void put(ByteBuffer frames, byte[] payload) {
        frames.put(FINAL_TEXT);
        if (payload.length <= LARGEST_SHORT) frames.put((byte) payload.length);
        else if (payload.length <= LARGEST_TWO_BYTES) frames.put((byte) 126).putShort((short) payload.length);
        else frames.put((byte) 127).putLong(payload.length);
        frames.put(payload);
    }
}
