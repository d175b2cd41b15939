package dev.chatchannel.channel;

/**
 * How much of one channel is kept in memory; what is older is read from the database.
 *
 * @param events at most so many
 * @param bytes at most about so many, but always the newest event
 */
public record LogBounds(int events, long bytes) {
    /** When no setting says otherwise. */
    public static final LogBounds STANDARD = new LogBounds(256, 1 << 20);
}
