package dev.chatchannel.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One WebSocket to a target, as a client (RFC 6455).
 *
 * <p>Threads: what is read, the crowd's; {@link #sendText} any, one after the other by the lock on this.
 */
final class Connection implements FrameReader.Listener {
    private static final int TEXT = 1;
    private static final int PONG = 10;
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Crowd crowd;
    private final SocketChannel socket;
    private final URI base;
    private final Dialect dialect;
    private final List<String> channels;
    private final FrameReader frames = new FrameReader(this);
    private final StringBuilder head = new StringBuilder();
    private final BitSet numbersHeard = new BitSet();
    private int phaseHeard = -1;
    private boolean upgraded;
    private boolean ready;
    private ByteBuffer unsent = ByteBuffer.allocate(0); // guarded by this; ready to be written
    private SelectionKey key;
    private Runnable onAcknowledged = () -> {};

    Connection(Crowd crowd, SocketChannel socket, URI base, Dialect dialect, List<String> channels) {
        this.crowd = crowd;
        this.socket = socket;
        this.base = base;
        this.dialect = dialect;
        this.channels = channels;
    }

    /** Calls this after each post that was acknowledged, on the crowd's thread. */
    void onAcknowledged(Runnable then) {
        onAcknowledged = then;
    }

    void registered(SelectionKey at) {
        key = at;
    }

    SocketChannel socket() {
        return socket;
    }

    /** Posts a text into the connection's first channel, or into another one. */
    void publish(String channel, String text) {
        sendText(dialect.publish(channel, text));
    }

    void sendText(String text) {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void stopReading() {
        key.interestOpsAnd(~SelectionKey.OP_READ);
    }

    void readOn() {
        if (key.isValid()) key.interestOpsOr(SelectionKey.OP_READ);
    }

    // What happens to the socket; the crowd's thread.

    void connected() throws IOException {
        socket.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        String path = base.getPath() + dialect.path(channels);
        write(ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: " + base.getAuthority()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                        + "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
    }

    void read(byte[] bytes, int count) throws IOException {
        int from = upgraded ? 0 : readHead(bytes, count);
        if (upgraded) frames.read(bytes, from, count);
    }

    synchronized void writable() throws IOException {
        socket.write(unsent);
        if (!unsent.hasRemaining()) key.interestOps(SelectionKey.OP_READ);
    }

    // What the dialect found out.

    void ready() {
        if (ready) return;
        ready = true;
        crowd.ready();
    }

    void acknowledged() {
        onAcknowledged.run();
    }

    void refused(String line) {
        crowd.refused(line);
        onAcknowledged.run();
    }

    // What was read.

    /** A line with a stamp is a message; any other is the dialect's. The rest of a message's text is jumped over. */
    @Override
    public void message(byte[] bytes, int size) {
        int lineStart = 0;
        boolean stamped = false;
        for (int at = 0; at < size; at++) {
            if (bytes[at] == Stamp.MARK && at + Stamp.LENGTH <= size) {
                stamped = true;
                stamp(bytes, at);
                at += crowd.textBytes() - 1;
            } else if (bytes[at] == '\n') {
                if (!stamped) line(bytes, lineStart, at);
                lineStart = at + 1;
                stamped = false;
            }
        }
        if (!stamped) line(bytes, lineStart, size);
    }

    @Override
    public void control(int opcode, byte[] payload) {
        if (opcode == FrameReader.PING) send(PONG, payload);
        if (opcode == FrameReader.CLOSE) crowd.lost(this);
    }

    private void stamp(byte[] bytes, int at) {
        Tally tally = crowd.tally();
        if (Stamp.phase(bytes, at) != tally.phase()) return;
        if (phaseHeard != tally.phase()) {
            phaseHeard = tally.phase();
            numbersHeard.clear();
        }
        int number = Stamp.number(bytes, at);
        if (numbersHeard.get(number)) {
            tally.deliveredAgain();
        } else {
            numbersHeard.set(number);
            tally.delivered(System.nanoTime() - Stamp.dueNanos(bytes, at));
        }
    }

    private void line(byte[] bytes, int from, int to) {
        boolean someoneCame = to - from > 2 && bytes[from + 2] == 'p'; // {"push": in thousands while a crowd arrives
        if (!someoneCame) dialect.heard(this, channels, new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    /** @return where the frames begin */
    private int readHead(byte[] bytes, int count) throws IOException {
        for (int at = 0; at < count; at++) {
            head.append((char) bytes[at]);
            if (bytes[at] != END_OF_HEAD[3] || head.indexOf("\r\n\r\n") < 0) continue;
            if (!head.toString().startsWith("HTTP/1.1 101")) throw new IOException("Not let in: " + head.toString().lines().findFirst());
            upgraded = true;
            dialect.opened(this, channels);
            return at + 1;
        }
        return count;
    }

    // Writing.

    private void send(int opcode, byte[] payload) {
        int length = payload.length;
        ByteBuffer frame = ByteBuffer.allocate(14 + length).put((byte) (0x80 | opcode));
        if (length < 126) frame.put((byte) (0x80 | length));
        else if (length < 65_536) frame.put((byte) (0x80 | 126)).putShort((short) length);
        else frame.put((byte) (0x80 | 127)).putLong(length);
        int mask = ThreadLocalRandom.current().nextInt();
        frame.putInt(mask);
        for (int i = 0; i < length; i++) frame.put((byte) (payload[i] ^ mask >>> 8 * (3 - i % 4)));
        try {
            write(frame.flip());
        } catch (IOException gone) {
            crowd.lost(this);
        }
    }

    private synchronized void write(ByteBuffer bytes) throws IOException {
        if (!unsent.hasRemaining()) socket.write(bytes);
        if (!bytes.hasRemaining()) return;
        unsent = ByteBuffer.allocate(unsent.remaining() + bytes.remaining()).put(unsent).put(bytes).flip();
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        key.selector().wakeup();
    }
}
