package dev.chatchannel.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A client that writes the bytes it is told to, for everything that a proper one refuses to do.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, 5.2</a>
 */
public final class RawSocket implements AutoCloseable {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    /** The bit of a message's last frame, to be added to the opcode. */
    public static final int LAST = 0x80;
    /** The bit that permessage-deflate sets on a compressed message; reserved otherwise. */
    public static final int COMPRESSED = 0x40;

    private static final int NARROW = 8 << 10;
    private static final int MASKED = 0x80;
    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

    /** A message of the server, or a control frame. */
    public record Frame(int opcode, boolean compressed, byte[] payload) {
        public String text() {
            return new String(payload, UTF_8);
        }

        /** The code of a close frame; 1005 when it has none. */
        public int code() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
        }
    }

    private final Socket socket;
    private final DataInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Connects, and says nothing. */
    public static RawSocket connect(URI address) {
        return connect(address, new Socket());
    }

    /** The same, with little room for what it does not read, so that the server soon notices. */
    public static RawSocket connectNarrowly(URI address) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(NARROW);
            return connect(address, socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static RawSocket connect(URI address, Socket socket) {
        try {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            socket.setSoTimeout((int) Wire.PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            return new RawSocket(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public RawSocket write(String text) {
        return write(text.getBytes(UTF_8));
    }

    public RawSocket write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes as much as the server takes: it may close the connection before the end. */
    public RawSocket writeUntilRefused(byte[] bytes) {
        try {
            return write(bytes);
        } catch (UncheckedIOException refused) {
            return this;
        }
    }

    /** Sends a whole message of text. */
    public RawSocket text(String text) {
        return write(frame(LAST | TEXT, text.getBytes(UTF_8)));
    }

    /** Sends a frame, masked as a client's must be. @param first its first byte: {@code LAST}, reserved bits and the opcode */
    public RawSocket frame(int first, String text) {
        return write(frame(first, text.getBytes(UTF_8)));
    }

    /** Sends a close frame. */
    public RawSocket close(int code) {
        return write(frame(LAST | CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
    }

    /** Makes a frame, masked as a client's must be. */
    public static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream frame = head(first, MASKED, payload.length);
        frame.writeBytes(MASK);
        byte[] masked = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) masked[i] = (byte) (payload[i] ^ MASK[i % MASK.length]);
        frame.writeBytes(masked);
        return frame.toByteArray();
    }

    /** Makes a frame without a mask, as only a server may send. */
    public static byte[] unmaskedFrame(int first, byte[] payload) {
        ByteArrayOutputStream frame = head(first, 0, payload.length);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** Waits until something comes, and reads the first byte of it. */
    public RawSocket awaitByte() {
        try {
            if (in.read() < 0) throw new EOFException("The connection ended");
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads the answer to a request. */
    public Answer readAnswer() {
        try {
            String status = readLine();
            Map<String, List<String>> headers = new HashMap<>();
            for (String line = readLine(); !line.isEmpty(); line = readLine()) {
                String[] parts = line.split(":", 2);
                headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>()).add(parts[1].strip());
            }
            int code = Integer.parseInt(status.split(" ")[1]);
            return new Answer(code, headers, code == 101 ? new byte[0] : readBody(headers));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads the next message or control frame, except pings: fragments are put together. */
    public Frame read() {
        try {
            Frame frame = readFrame();
            while (frame.opcode() == PING) frame = readFrame();
            return frame;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads on to the close frame, and returns its code. */
    public int readClose() {
        Frame frame = read();
        while (frame.opcode() != CLOSE) frame = read();
        return frame.code();
    }

    /** Reads on to the close frame, and returns its code; or 1006 when the connection is cut before one. */
    public int readEnd() {
        try {
            return readClose();
        } catch (UncheckedIOException cut) {
            if (cut.getCause() instanceof SocketTimeoutException) throw new AssertionError("Still connected", cut);
            return 1006;
        }
    }

    /** Waits for the end of the connection, however it comes. */
    public void awaitEnd() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException reset) {
            if (reset instanceof SocketTimeoutException) throw new AssertionError("Still connected", reset);
        }
    }

    /** Ends the connection without a close frame. */
    public void hangUp() {
        close();
    }

    /** Ends the connection by a reset, as a network does that has forgotten it. */
    public void vanish() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ByteArrayOutputStream head(int first, int mask, int length) {
        ByteArrayOutputStream head = new ByteArrayOutputStream(length + 14);
        head.write(first);
        if (length < 126) {
            head.write(mask | length);
        } else if (length < 1 << 16) {
            head.write(mask | 126);
            head.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        } else {
            head.write(mask | 127);
            head.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
        }
        return head;
    }

    private Frame readFrame() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int first = in.readUnsignedByte();
        int opcode = first & 0xf;
        boolean compressed = (first & COMPRESSED) != 0;
        message.writeBytes(readPayload());
        while ((first & LAST) == 0) {
            first = in.readUnsignedByte();
            message.writeBytes(readPayload());
        }
        return new Frame(opcode, compressed, message.toByteArray());
    }

    private byte[] readPayload() throws IOException {
        int length = in.readUnsignedByte();
        if (length == 126) length = in.readUnsignedShort();
        else if (length == 127) length = Math.toIntExact(in.readLong());
        byte[] payload = new byte[length];
        in.readFully(payload);
        return payload;
    }

    private byte[] readBody(Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return in.readNBytes(Integer.parseInt(headers.get("content-length").get(0)));
        }
        if (!headers.containsKey("transfer-encoding")) return in.readAllBytes();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunk(); size > 0; size = chunk()) {
            body.writeBytes(in.readNBytes(size));
            readLine();
        }
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(readLine().strip(), 16);
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new EOFException("The connection ended in the line: " + line);
            if (next != '\r') line.write(next);
        }
        return line.toString(ISO_8859_1);
    }
}
