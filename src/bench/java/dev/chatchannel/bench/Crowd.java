package dev.chatchannel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Many connections to one target, on one thread. */
final class Crowd implements AutoCloseable {
    private static final int AT_THE_DOOR = 100;
    private static final int PER_ADDRESS = 5_000;
    private static final int PATIENCE_SECONDS = 60;

    private final URI base;
    private final Dialect dialect;
    private final int textBytes;
    private final Selector selector;
    private final Thread thread;
    private final Semaphore door = new Semaphore(AT_THE_DOOR);
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final LongAdder lost = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final AtomicReference<String> trouble = new AtomicReference<>("nothing");
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
    private volatile Tally tally = new Tally(-1);
    private volatile boolean closing;
    private int opened;
    private int receiveBytes; // 0 for what the system thinks best

    /** @param textBytes the length of the texts that will be sent */
    Crowd(URI base, Dialect dialect, int textBytes) throws IOException {
        this.base = base;
        this.dialect = dialect;
        this.textBytes = textBytes;
        this.selector = Selector.open();
        this.thread = new Thread(this::readAll, "crowd");
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets the system keep so many bytes for each connection that is opened from now on, and no more. */
    void receiveBuffer(int bytes) {
        receiveBytes = bytes;
    }

    /** Reads nothing any more, and closes nothing. */
    void stopReading() {
        connections.forEach(Connection::stopReading);
    }

    void readOn() {
        connections.forEach(Connection::readOn);
        selector.wakeup();
    }

    /** Cuts a connection off, as one that leaves. */
    void leave(Connection connection) {
        if (connections.remove(connection)) closeQuietly(connection.socket());
    }

    /** Opens a connection that hears the channels. Waits only while too many are at the door. */
    Connection open(List<String> channels) throws IOException {
        acquire(1);
        SocketChannel socket = SocketChannel.open();
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (receiveBytes > 0) socket.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
        socket.bind(new InetSocketAddress("127.0.0." + (1 + opened++ / PER_ADDRESS), 0)); // 28,000 ports an address
        Connection connection = new Connection(this, socket, base, dialect, channels);
        connections.add(connection);
        connection.registered(socket.register(selector, 0, connection));
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        socket.keyFor(selector).interestOps(SelectionKey.OP_CONNECT);
        selector.wakeup();
        return connection;
    }

    /** Opens so many connections that hear the same channel. */
    List<Connection> open(int count, String channel) throws IOException {
        List<Connection> members = new ArrayList<>();
        for (int i = 0; i < count; i++) members.add(open(List.of(channel)));
        return members;
    }

    /** Waits until all have come in. */
    void awaitReady() {
        acquire(AT_THE_DOOR);
        door.release(AT_THE_DOOR);
    }

    /** Counts from now on what is sent in this tally's phase, and nothing else. */
    void count(Tally into) {
        tally = into;
    }

    int textBytes() {
        return textBytes;
    }

    Tally tally() {
        return tally;
    }

    /** How many connections were lost, and how many commands refused. */
    long troubles() {
        return lost.sum() + refused.sum();
    }

    /** The newest trouble, for a note under a table. */
    String trouble() {
        return trouble.get();
    }

    void ready() {
        door.release();
    }

    void refused(String why) {
        refused.increment();
        trouble.set(why);
    }

    void lost(Connection connection) {
        if (closing || !connections.remove(connection)) return;
        lost.increment();
        trouble.compareAndSet("nothing", "a connection was closed");
        closeQuietly(connection.socket());
    }

    @Override
    public void close() throws IOException {
        closing = true;
        connections.forEach(connection -> closeQuietly(connection.socket()));
        selector.close();
    }

    private void acquire(int places) {
        try {
            if (door.tryAcquire(places, PATIENCE_SECONDS, TimeUnit.SECONDS)) return;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("Not everybody was let in within a minute; the newest trouble: " + trouble());
    }

    private void readAll() {
        try {
            while (selector.isOpen()) selector.select(this::look);
        } catch (IOException | RuntimeException failure) {
            if (!closing) trouble.set("the crowd's thread: " + failure);
        }
    }

    private void look(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isConnectable()) connection.connected();
            if (key.isReadable()) read(connection);
            if (key.isWritable()) connection.writable();
        } catch (IOException | RuntimeException failure) {
            if (!closing) trouble.set(failure.toString());
            lost(connection);
        }
    }

    private void read(Connection connection) throws IOException {
        int count = connection.socket().read(buffer.clear());
        if (count < 0) throw new IOException("closed by the server");
        connection.read(buffer.array(), count);
    }

    private static void closeQuietly(SocketChannel socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
