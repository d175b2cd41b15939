package dev.chatchannel.kit;

import java.net.URI;

/** One of several servers of a place: the operator's token is known by the first that was started. */
public record Node(ServerProcess server, String operatorToken) implements Place {
    @Override
    public URI http(String path) {
        return server.http(path);
    }
}
