package dev.chatchannel.kit;

import java.net.URI;

/** A running Chat Channel, whatever it runs in: where it is, and the key to it. */
public interface Place {
    /** The address of a page: {@code http("health")}. */
    URI http(String path);

    /** The token that its first start wrote to the log. */
    String operatorToken();

    /** The address of a socket: {@code ws("chat-channel/")}. */
    default URI ws(String path) {
        return URI.create(http(path).toString().replaceFirst("http", "ws"));
    }

    /** The origin of its own pages. */
    default String origin() {
        return "http://" + http("").getAuthority();
    }
}
