package dev.chatchannel;

import jakarta.servlet.http.HttpFilter;

/**
 * Stops the chat while its sockets are still ours to close.
 *
 * <p>Containers destroy filters before any context listener hears of the end, and Tomcat's own listener, which closes all
 * sockets with 1001, hears of it before {@link Boot} does.
 */
final class Farewell extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient Runnable stop;

    /** @param stop run at the end; harmless when it was run before */
    Farewell(Runnable stop) {
        this.stop = stop;
    }

    @Override
    public void destroy() {
        stop.run();
    }
}
