package dev.chatchannel.message;

/**
 * How many replies a thread has.
 *
 * @param root offset of the message that they answer
 * @param last time of the newest of them, in milliseconds since 1970; 0 when there is none
 */
public record ThreadTally(long root, int replies, long last) {}
