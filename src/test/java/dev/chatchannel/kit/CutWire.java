package dev.chatchannel.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The wire between a client and a server, for a test to cut: a proxy on a loopback port of its own.
 *
 * <p>It outlives the server: clients whose server is away are reset, and reach the next one on the same port.
 *
 * <p><b>Threads.</b> Any may call. One accepts, and two for each connection carry its bytes; they wait on {@code this} while bytes are
 * held.
 */
public final class CutWire implements AutoCloseable {
    private final int serverPort;
    private final ProxyDoor door = new ProxyDoor("cut-wire");
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private boolean admits = true; // guarded by this, as the two below
    private boolean carriesRequests = true;
    private boolean carriesAnswers = true;

    private CutWire(int serverPort) throws IOException {
        this.serverPort = serverPort;
        door.open(this::accept);
    }

    /** Leads to that port of this machine, and carries everything for now. */
    public static CutWire to(int serverPort) {
        try {
            return new CutWire(serverPort);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public URI http(String path) {
        return door.http(path);
    }

    /** Resets every connection, and new ones too. */
    public synchronized void cut() {
        refuse();
        connections.forEach(Connection::reset);
    }

    /** Resets new connections; those that live stay. */
    public synchronized void refuse() {
        admits = false;
    }

    /** Carries nothing, either way, and closes nothing: to both ends it looks as if the other had nothing to say. */
    public synchronized void freeze() {
        carriesRequests = false;
        carriesAnswers = false;
    }

    /** Carries what the client says, and holds back what the server says. */
    public synchronized void holdAnswers() {
        carriesAnswers = false;
    }

    /** Carries what the server says, and holds back what the client says. */
    public synchronized void holdRequests() {
        carriesRequests = false;
    }

    /** Is whole again. What was held arrives now, unless its connection was cut. */
    public synchronized void restore() {
        admits = true;
        carriesRequests = true;
        carriesAnswers = true;
        notifyAll();
    }

    @Override
    public void close() {
        door.close();
        cut();
    }

    private void accept(Socket client) throws IOException {
        Connection connection = new Connection(client, new Socket());
        synchronized (this) {
            connections.add(connection);
            if (!admits) connection.reset();
        }
        if (!client.isClosed()) door.run("connect", connection::carry);
    }

    private synchronized void awaitCarrying(boolean isRequest) throws InterruptedException {
        while (!(isRequest ? carriesRequests : carriesAnswers)) wait();
    }

    private final class Connection {
        private final Socket client;
        private final Socket server;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void carry() {
            try {
                server.connect(ProxyDoor.server(serverPort));
                door.run("requests", () -> carry(client, server, true));
                carry(server, client, false);
            } catch (IOException serverAway) {
                reset();
            }
        }

        /** Carries one way until its end, which the other side is told of. */
        private void carry(Socket from, Socket to, boolean isRequest) {
            byte[] bytes = new byte[8_192];
            try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
                for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                    awaitCarrying(isRequest);
                    out.write(bytes, 0, count);
                }
                connections.remove(this);
            } catch (IOException broken) {
                reset();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** Ends both sides without a goodbye: by RST, not FIN. */
        void reset() {
            connections.remove(this);
            ProxyDoor.reset(client);
            ProxyDoor.reset(server);
        }
    }
}
