package dev.chatchannel.journal;

import java.time.Duration;

/** The draft may be stored later: its author spoke a moment ago, in a channel with slow mode. */
public final class SpokenTooSoon extends RuntimeException {
    private final Duration left;

    SpokenTooSoon(TooSoon early) {
        super("Spoken too soon", null, false, false);
        this.left = Duration.ofMillis(early.millis());
    }

    /** @return how long to wait */
    public Duration left() {
        return left;
    }
}
