package dev.chatchannel.message;

/**
 * A browser that is signed in.
 *
 * @param id names it, and is no secret
 * @param used to the hour, in milliseconds since 1970
 * @param current whether it is the one that asks
 */
public record SessionInfo(String id, String device, String address, long created, long used, boolean current) {}
