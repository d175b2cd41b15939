package dev.chatchannel.message;

/**
 * An account, as administrators see it.
 *
 * @param seen when it was here last, to the hour, in milliseconds since 1970
 */
public record AccountInfo(Author account, long created, long seen, boolean active) {}
