package dev.chatchannel.message;

/**
 * A place in a channel's order.
 *
 * @param epoch changes when offsets could mean something else than before; a client that brings another one starts afresh
 * @param offset of the newest event that was seen; 0 before the first
 */
public record Position(String epoch, long offset) {}
