package dev.chatchannel.standalone;

import java.util.logging.LogManager;

/**
 * The log of {@code java -jar}: to stderr, one line per record, until the very end.
 *
 * <p>The JDK's own manager closes all handlers in a shutdown hook, at the same time as our hook stops the server, and so
 * swallows what is said while stopping. This one leaves them open.
 */
public final class StandaloneLogs extends LogManager {
    @Override
    public void reset() {
        // Handlers write through at once: nothing is lost by never closing them.
    }
}
