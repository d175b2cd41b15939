package dev.chatchannel.relay;

/** Tells other nodes what was committed here. */
public interface Relay {
    /** Passes the hint on, or loses it. Never blocks, never throws. */
    void announce(Hint hint);
}
