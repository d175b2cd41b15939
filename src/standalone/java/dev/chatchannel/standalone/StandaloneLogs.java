package dev.chatchannel.standalone;

import java.util.logging.LogManager;

/**
 * The log of {@code java -jar}: to stderr, one line per record, until the very end.
 *
 * <p>The JDK's own manager closes all handlers in a shutdown hook, at the same time as our hook stops the server, and so
 * swallows what is said while stopping. This one leaves them open.
 */
public final class StandaloneLogs extends LogManager {
    private static final String ONE_LINE = "%1$tF %1$tT.%1$tL %4$s %3$s %5$s%6$s%n";

    /** Makes this the manager. Must come before anybody asks for a logger. What the operator set stays. */
    static void install() {
        setUnlessGiven("java.util.logging.manager", StandaloneLogs.class.getName());
        setUnlessGiven("java.util.logging.SimpleFormatter.format", ONE_LINE);
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    @Override
    public void reset() {
        // Handlers write through at once: nothing is lost by never closing them.
    }
}
