package dev.chatchannel.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * The side of a proxy to which clients come: a loopback port of its own, and the threads that carry bytes.
 *
 * <p>Threads: any may call. One accepts, and hands each client on.
 */
public final class ProxyDoor implements AutoCloseable {
    /** Takes a client that has come. */
    public interface Visit {
        void begin(Socket client) throws IOException;
    }

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final String name;
    private final ServerSocket door;

    /** @param name of the threads */
    public ProxyDoor(String name) throws IOException {
        this.name = name;
        this.door = new ServerSocket(0, 50, HERE);
    }

    /** Lets clients in from now on. */
    public void open(Visit visit) {
        run("accept", () -> acceptAll(visit));
    }

    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/").resolve(path);
    }

    /** @return the address of a server on this machine */
    public static InetSocketAddress server(int port) {
        return new InetSocketAddress(HERE, port);
    }

    public void run(String task, Runnable body) {
        Thread thread = new Thread(body, name + "-" + task);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends one side without a goodbye: by RST, not FIN. */
    public static void reset(Socket side) {
        try {
            side.setSoLinger(true, 0);
            side.close();
        } catch (IOException closed) {
            // That is what we want.
        }
    }

    /** Lets nobody in any more; those who are in stay. */
    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void acceptAll(Visit visit) {
        while (!door.isClosed()) {
            try {
                visit.begin(door.accept());
            } catch (IOException closed) {
                // The door was closed, or this one client has gone already.
            }
        }
    }
}
