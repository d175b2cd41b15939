package dev.chatchannel.message;

/**
 * A live connection, as administrators see it.
 *
 * @param since when it was opened, in milliseconds since 1970
 * @param protocol {@code json} or {@code plain}
 * @param device as the client calls itself, or empty
 * @param channels how many it subscribes to
 * @param behind events of those channels that are not on their way to it yet, together
 * @param sendingMillis for how long it has not taken what is on its way; 0 when nothing is
 */
public record ConnectionInfo(
        String id, Author account, String address, long since, String protocol, String device, int channels, long behind, long sendingMillis) {}
