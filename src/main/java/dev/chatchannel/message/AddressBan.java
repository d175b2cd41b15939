package dev.chatchannel.message;

import java.util.Optional;

/**
 * An address from which no guest is let in.
 *
 * @param until in milliseconds since 1970; empty for ever
 * @param time when it was banned
 */
public record AddressBan(NetworkAddress address, Optional<Long> until, Author by, long time) {
    public boolean holdsAt(long now) {
        return until.isEmpty() || until.get() > now;
    }
}
