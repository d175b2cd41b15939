package dev.chatchannel.fault;

import dev.chatchannel.kit.ServerProcess;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A socket that completed the handshake and then does only what it is told: it answers no ping and reads nothing. */
final class RawClient implements AutoCloseable {
    private static final int CLOSE = 8;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    private RawClient(ServerProcess server, String from) throws IOException {
        socket.bind(new InetSocketAddress(from, 0));
        socket.setReceiveBufferSize(8 << 10);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()), PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    static RawClient connect(ServerProcess server) throws IOException {
        return connect(server, "127.0.0.1");
    }

    /**
     * Connects from an address of this machine.
     *
     * @throws IOException with the head of the answer when it was not let in
     */
    static RawClient connect(ServerProcess server, String from) throws IOException {
        RawClient client = new RawClient(server, from);
        try {
            client.shakeHands(server);
            return client;
        } catch (IOException refused) {
            client.close();
            throw refused;
        }
    }

    /** Sends bytes as they are. */
    void send(int... bytes) throws IOException {
        for (int one : bytes) socket.getOutputStream().write(one);
        socket.getOutputStream().flush();
    }

    /** Reads until the end. @return the code of the close frame, or {@link Wire#CUT_OFF} */
    int awaitClose() throws IOException {
        try {
            while (true) {
                int kind = in.readUnsignedByte() & 0x0f;
                byte[] payload = payload();
                if (kind == CLOSE) return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
            }
        } catch (EOFException | SocketException ended) {
            return Wire.CUT_OFF;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 126) length = in.readUnsignedShort();
        else if (length == 127) length = Math.toIntExact(in.readLong());
        byte[] payload = new byte[length];
        in.readFully(payload);
        return payload;
    }

    private void shakeHands(ServerProcess server) throws IOException {
        String request = "GET /chat-channel/ HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.readUnsignedByte());
        if (!head.toString().startsWith("HTTP/1.1 101")) throw new IOException("Not let in: " + head);
    }
}
