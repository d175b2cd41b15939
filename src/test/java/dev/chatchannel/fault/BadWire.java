package dev.chatchannel.fault;

import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.ProxyDoor;
import dev.chatchannel.kit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A wire to a server on which each connection comes to a bad end: a TCP proxy that gives each its {@link Fate}, after a number of bytes,
 * both from a seed. What passes is now and then late.
 *
 * <p>A swallowed way carries nothing any more, and no end of the connection either: that side is half-open.
 *
 * <p><b>Threads.</b> Any may call. One accepts, and one for each way of each connection carries its bytes.
 */
final class BadWire implements Place, AutoCloseable {
    /** What becomes of a connection. */
    enum Fate {
        /** Reset, at both ends. */
        CUT(false, false),
        /** The server hears nothing more. */
        REQUESTS_SWALLOWED(false, true),
        /** The client hears nothing more. */
        ANSWERS_SWALLOWED(true, false),
        /** Nobody hears anything more. */
        ALL_SWALLOWED(false, false),
        /** The server hears everything twice, by two connections, until both are cut; the client hears the answers to one. */
        DOUBLED(false, false);

        private final boolean sparesRequests;
        private final boolean sparesAnswers;

        Fate(boolean sparesRequests, boolean sparesAnswers) {
            this.sparesRequests = sparesRequests;
            this.sparesAnswers = sparesAnswers;
        }

        private boolean spares(boolean requests) {
            return requests ? sparesRequests : sparesAnswers;
        }

        private boolean ends() {
            return this == CUT || this == DOUBLED;
        }
    }

    private static final Fate[] DRAWN = {
        Fate.CUT, Fate.CUT, Fate.CUT, Fate.CUT, Fate.DOUBLED, Fate.DOUBLED,
        Fate.REQUESTS_SWALLOWED, Fate.ANSWERS_SWALLOWED, Fate.ALL_SWALLOWED
    };
    private static final int MOST_BYTES = 12_000;
    private static final int LATE_ONE_IN = 16;
    private static final long LATEST_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

    private final ServerProcess server;
    private final Random random; // guarded by this
    private final Map<Fate, Integer> struck = new EnumMap<>(Fate.class); // guarded by this
    private final ProxyDoor door = new ProxyDoor("bad-wire");
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean healed; // seen by the next connection

    private BadWire(ServerProcess server, long seed) throws IOException {
        this.server = server;
        this.random = new Random(seed);
        door.open(this::accept);
    }

    static BadWire to(ServerProcess server, long seed) {
        try {
            return new BadWire(server, seed);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public URI http(String path) {
        return door.http(path);
    }

    @Override
    public String operatorToken() {
        return server.operatorToken();
    }

    /** @return how many connections met their fate so far */
    synchronized Map<Fate, Integer> struck() {
        return new EnumMap<>(struck);
    }

    synchronized int strikes() {
        return struck.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Connections that come from now on live. */
    void heal() {
        healed = true;
    }

    @Override
    public void close() {
        door.close();
        connections.forEach(Connection::reset);
    }

    private void accept(Socket client) throws IOException {
        client.setTcpNoDelay(true);
        Connection connection = draw(client);
        connections.add(connection);
        connection.begin();
    }

    private synchronized Connection draw(Socket client) {
        Fate fate = DRAWN[random.nextInt(DRAWN.length)];
        return new Connection(client, fate, healed ? Long.MAX_VALUE : random.nextInt(MOST_BYTES), random.nextLong());
    }

    private synchronized void count(Fate fate) {
        struck.merge(fate, 1, Integer::sum);
    }

    private final class Connection {
        private final Socket client;
        private final List<Socket> servers = new ArrayList<>(); // two when it is doubled; set before anything is carried
        private final Fate fate;
        private final Random delays; // guarded by this
        private long left; // bytes until it meets its fate; guarded by this
        private volatile boolean struck; // set under the lock, once

        Connection(Socket client, Fate fate, long left, long seed) {
            this.client = client;
            this.fate = fate;
            this.left = left;
            this.delays = new Random(seed);
        }

        void begin() throws IOException {
            servers.add(dial());
            if (fate == Fate.DOUBLED) servers.add(dial());
            door.run("requests", () -> carry(client, servers, true));
            door.run("answers", () -> carry(servers.get(0), List.of(client), false));
            if (servers.size() > 1) door.run("discarded", () -> carry(servers.get(1), List.of(), false));
        }

        /** Carries one way until its end, and tells of the end, unless that was swallowed too. */
        private void carry(Socket from, List<Socket> to, boolean requests) {
            byte[] bytes = new byte[2_048];
            try {
                for (int count = from.getInputStream().read(bytes); count >= 0; count = from.getInputStream().read(bytes)) {
                    delay();
                    int passed = pass(count, requests);
                    for (Socket one : to) one.getOutputStream().write(bytes, 0, passed);
                    if (struck && fate.ends()) reset();
                }
                if (carries(requests)) for (Socket one : to) one.shutdownOutput();
            } catch (IOException broken) {
                if (carries(requests)) reset();
            }
        }

        /** @return how many of so many bytes may pass */
        private synchronized int pass(int count, boolean requests) {
            int passed = (int) Math.min(left, count);
            left -= passed;
            if (passed < count) strike();
            return struck && fate.spares(requests) ? count : passed;
        }

        private void strike() {
            if (!struck) count(fate);
            struck = true;
        }

        private boolean carries(boolean requests) {
            return !struck || fate.spares(requests);
        }

        private void delay() {
            long nanos;
            synchronized (this) {
                nanos = delays.nextInt(LATE_ONE_IN) == 0 ? delays.nextLong(LATEST_NANOS) : 0;
            }
            if (nanos > 0) LockSupport.parkNanos(nanos);
        }

        /** Ends all sides without a goodbye: by RST, not FIN. */
        void reset() {
            connections.remove(this);
            ProxyDoor.reset(client);
            servers.forEach(ProxyDoor::reset);
        }

        private Socket dial() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.connect(ProxyDoor.server(server.port()));
            return socket;
        }
    }
}
