package dev.chatchannel.standalone.server;

import dev.chatchannel.standalone.CannotStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Holds back what Tomcat logs while it starts.
 *
 * <p>Tomcat never throws what a listener of the application threw: it only logs it, among pages of its own. So we listen to the
 * log, and turn it into one sentence if the start fails; if it succeeds, everything is logged after all.
 */
final class StartLog extends Handler implements AutoCloseable {
    private final Logger tomcat = Logger.getLogger("org.apache");
    private final List<LogRecord> held = new ArrayList<>();

    StartLog() {
        tomcat.setUseParentHandlers(false);
        tomcat.addHandler(this);
    }

    /** Lets what was held back into the log. */
    synchronized void release() {
        Logger root = Logger.getLogger("");
        for (LogRecord tomcatSaid : held) {
            List.of(root.getHandlers()).forEach(handler -> handler.publish(tomcatSaid));
        }
        held.clear();
    }

    /** Says why the application did not start. The trace is shown only of faults that nobody foresaw. */
    synchronized CannotStart reason() {
        Throwable reason = held.stream()
                .map(LogRecord::getThrown)
                .filter(Objects::nonNull)
                .map(Reasons::best)
                .findFirst()
                .orElse(null);
        if (reason == null || !Reasons.isOurs(reason)) {
            release();
        }
        return CannotStart.because("Chat Channel cannot start: " + (reason == null ? "see the log above." : sentence(reason)));
    }

    private static String sentence(Throwable reason) {
        return reason.getMessage() == null ? reason.toString() : reason.getMessage();
    }

    @Override
    public synchronized void publish(LogRecord tomcatSays) {
        held.add(tomcatSays);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        tomcat.removeHandler(this);
        tomcat.setUseParentHandlers(true);
    }
}
