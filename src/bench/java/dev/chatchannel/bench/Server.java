package dev.chatchannel.bench;

import java.net.URI;

/**
 * A target that runs.
 *
 * @param base ends with a slash
 * @param stop what ends it, if it is ours to end
 */
record Server(URI base, long pid, Runnable stop) implements AutoCloseable {
    static Server of(Child child) {
        return new Server(URI.create("http://127.0.0.1:" + child.port() + "/"), child.pid(), child::close);
    }

    ProcessStatus status() {
        return ProcessStatus.of(pid);
    }

    @Override
    public void close() {
        stop.run();
    }
}
