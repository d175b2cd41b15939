package dev.chatchannel.kit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wire between the product and a PostgreSQL, which can break exactly at a COMMIT: a proxy on a loopback port of its own that knows enough of the
 * protocol to see one pass.
 *
 * <p><b>Threads.</b> Any may call. One accepts, and two for each connection carry its bytes.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">PostgreSQL, Message Formats</a>
 */
public final class PostgresWire implements AutoCloseable {
    /** What happens at the next COMMIT. */
    public enum Break {
        /** It does not reach the server, and both ends are reset. */
        BEFORE_COMMIT,
        /** It does not reach the server, which is left waiting for it; the product's end is reset. */
        INSTEAD_OF_COMMIT,
        /** The server does it, and its answer does not come back: the product's end is reset. */
        AFTER_COMMIT
    }

    private static final Pattern PLACE = Pattern.compile("//([^:/]+):(\\d+)/");

    private final int serverPort;
    private final String address;
    private final ProxyDoor door = new ProxyDoor("postgres-wire");
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private Break next; // guarded by this; null when nothing breaks
    private boolean breaksForGood; // guarded by this
    private volatile boolean admits = true;

    private PostgresWire(String address) throws IOException {
        Matcher place = PLACE.matcher(address);
        if (!place.find()) throw new IllegalArgumentException(address);
        this.serverPort = Integer.parseInt(place.group(2));
        this.address = place.replaceFirst("//127.0.0.1:" + door.http("/").getPort() + "/") + "&sslmode=disable";
        door.open(this::accept);
    }

    /** Leads to that database, and carries everything for now. */
    public static PostgresWire to(String address) {
        try {
            return new PostgresWire(address);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return the address of the database through this wire */
    public String address() {
        return address;
    }

    /** Breaks at the next COMMIT, once. */
    public synchronized void breakAtCommit(Break how) {
        next = how;
        breaksForGood = false;
    }

    /** Breaks at the next COMMIT, and carries nothing from then on. */
    public synchronized void breakForGoodAtCommit(Break how) {
        next = how;
        breaksForGood = true;
    }

    /** Is whole again. */
    public void restore() {
        admits = true;
    }

    /** Resets every connection; new ones are carried. */
    public void cut() {
        connections.forEach(Connection::reset);
    }

    @Override
    public void close() {
        door.close();
        admits = false;
        cut();
    }

    private void accept(Socket client) throws IOException {
        Connection connection = new Connection(client, new Socket());
        connections.add(connection);
        if (admits) door.run("connect", connection::carry);
        else connection.reset();
    }

    /** @param on the connection on which a COMMIT comes */
    private synchronized Break taken(Connection on) {
        Break how = next;
        next = null;
        if (how == null || !breaksForGood) return how;
        admits = false;
        connections.stream().filter(other -> other != on).forEach(Connection::reset);
        return how;
    }

    private final class Connection {
        private final Socket client;
        private final Socket server;
        private final Set<String> commits = new HashSet<>(); // names of prepared statements; the requests' thread
        private volatile boolean swallowsAnswer;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void carry() {
            try {
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                server.connect(ProxyDoor.server(serverPort));
                door.run("answers", this::carryAnswers);
                carryRequests(new DataInputStream(client.getInputStream()), server.getOutputStream());
            } catch (IOException gone) {
                reset();
            }
        }

        private void carryRequests(DataInputStream in, OutputStream out) throws IOException {
            out.write(message(in, -1)); // the first has no type
            while (true) {
                int type = in.read();
                if (type < 0) throw new EOFException();
                byte[] message = message(in, type);
                Break how = isCommit(type, message) ? taken(this) : null;
                if (how == Break.BEFORE_COMMIT) throw new EOFException();
                if (how == Break.INSTEAD_OF_COMMIT) {
                    resetClient();
                    return;
                }
                if (how == Break.AFTER_COMMIT) swallowsAnswer = true;
                out.write(message);
            }
        }

        private byte[] message(DataInputStream in, int type) throws IOException {
            int length = in.readInt();
            ByteArrayOutputStream message = new ByteArrayOutputStream(length + 1);
            if (type >= 0) message.write(type);
            for (int shift = 24; shift >= 0; shift -= 8) message.write(length >>> shift);
            message.write(in.readNBytes(length - 4));
            return message.toByteArray();
        }

        /** A COMMIT is parsed under a name, and executed by a Bind to that name; or it is a simple Query. */
        private boolean isCommit(int type, byte[] message) {
            String[] texts = new String(message, 5, message.length - 5, StandardCharsets.ISO_8859_1).split("\0", 3);
            if (type == 'Q') return texts[0].equalsIgnoreCase("commit");
            if (type == 'P') {
                if (texts[1].equalsIgnoreCase("commit")) commits.add(texts[0]);
                else commits.remove(texts[0]);
            }
            return type == 'B' && commits.contains(texts[1]);
        }

        private void carryAnswers() {
            byte[] bytes = new byte[8_192];
            try (InputStream in = server.getInputStream();
                    OutputStream out = client.getOutputStream()) {
                for (int count = in.read(bytes); count >= 0 && !swallowsAnswer; count = in.read(bytes)) out.write(bytes, 0, count);
            } catch (IOException broken) {
                // Below.
            }
            reset();
        }

        private void resetClient() {
            ProxyDoor.reset(client);
        }

        void reset() {
            connections.remove(this);
            ProxyDoor.reset(client);
            ProxyDoor.reset(server);
        }
    }
}
