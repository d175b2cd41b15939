package dev.chatchannel.kit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The opening handshake of RFC 6455, as it should be or as a test spoils it. Immutable.
 *
 * @param lines headers, in order
 */
public record Opening(String method, URI address, List<String> lines) {
    /** A key, and the only accept that fits it. */
    public static final String KEY = "mnwFxiOlctXFN/DeMt1Amg==";

    public static final String ACCEPT = "oRjiwsm8ZS/eLqIQ6p82z1wgGHE=";

    /** A sound one. */
    public static Opening of(URI address) {
        return new Opening("GET", address, List.of(
                "Host: " + address.getAuthority(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + KEY));
    }

    public Opening method(String other) {
        return new Opening(other, address, lines);
    }

    /** Adds a header, beside one of that name. */
    public Opening with(String name, String value) {
        List<String> more = new ArrayList<>(lines);
        more.add(name + ": " + value);
        return new Opening(method, address, more);
    }

    public Opening without(String name) {
        return new Opening(method, address, lines.stream().filter(line -> !line.startsWith(name + ":")).toList());
    }

    /** Gives a header another value. */
    public Opening but(String name, String value) {
        return without(name).with(name, value);
    }

    /** Sends it, and hangs up when the answer is here. */
    public Answer answer() {
        try (RawSocket socket = RawSocket.connect(address)) {
            return socket.write(text()).readAnswer();
        }
    }

    /** Sends it, and stays when it is accepted. */
    public RawSocket open() {
        return open(RawSocket.connect(address));
    }

    /** The same, by a socket that holds little of what it does not read. */
    public RawSocket openNarrowly() {
        return open(RawSocket.connectNarrowly(address));
    }

    private RawSocket open(RawSocket socket) {
        Answer answer = socket.write(text()).readAnswer();
        if (answer.status() == 101) return socket;
        socket.close();
        throw new AssertionError("Not let in: " + answer);
    }

    public String text() {
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return method + " " + address.getRawPath() + query + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
    }
}
