package dev.chatchannel.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at every session each second: asks for signs of life, and closes those who give none or do not read. */
public final class Heartbeat {
    private static final Logger LOG = System.getLogger(Heartbeat.class.getName());

    private final Sessions sessions;
    private final int pingSeconds;
    private int seconds; // the timer's thread only

    public Heartbeat(Sessions sessions, Patience patience) {
        this.sessions = sessions;
        this.pingSeconds = patience.pingSeconds();
    }

    /** Beats until the timer is shut down. */
    public void start(ScheduledExecutorService timer) {
        timer.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    private void beat() {
        try {
            sessions.look(++seconds % pingSeconds == 0);
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "A heartbeat broke", broken); // the next one comes all the same
        }
    }
}
