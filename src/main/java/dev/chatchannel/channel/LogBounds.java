package dev.chatchannel.channel;

import java.time.Duration;

/**
 * How much of one channel is kept in memory, and how long; what is older is read from the database.
 *
 * @param events at most so many
 * @param bytes at most about so many, but always the newest event
 * @param idle how long a channel is kept that nobody reads and nobody uses; at most twice as long
 */
public record LogBounds(int events, long bytes, Duration idle) {
    /** When no setting says otherwise. */
    public static final LogBounds STANDARD = new LogBounds(256, 1 << 20, Duration.ofMinutes(5));
}
