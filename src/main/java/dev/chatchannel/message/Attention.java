package dev.chatchannel.message;

import java.util.Optional;

/**
 * What somebody has of a channel: how far they read it, and how they want to have it.
 *
 * @param mark the offset up to which they have seen everything; empty when they never said
 * @param unread messages of others behind the mark, counted up to {@link #MOST_COUNTED}
 * @param mentions those of them that speak to them, or to everybody
 */
public record Attention(Optional<Long> mark, Preference preference, int unread, int mentions) {
    public static final int MOST_COUNTED = 100;
}
