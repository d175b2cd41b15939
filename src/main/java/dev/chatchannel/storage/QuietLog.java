package dev.chatchannel.storage;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.flywaydb.core.api.logging.Log;

/** What Flyway says, without its chatter: only warnings and errors reach our log. */
final class QuietLog implements Log {
    private final Logger log;

    QuietLog(Class<?> speaker) {
        this.log = System.getLogger(speaker.getName());
    }

    @Override
    public void warn(String message) {
        log.log(Level.WARNING, message);
    }

    @Override
    public void error(String message) {
        log.log(Level.ERROR, message);
    }

    @Override
    public void error(String message, Exception failure) {
        log.log(Level.ERROR, message, failure);
    }

    @Override
    public void notice(String message) {
        // Advertisements.
    }

    @Override
    public void info(String message) {
        // Each step of a start that went well.
    }

    @Override
    public void debug(String message) {
        // Nobody reads it.
    }
}
