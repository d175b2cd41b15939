package dev.chatchannel.message;

import java.util.Optional;

/**
 * The author is a member of the channel no longer.
 *
 * @param heir who is the owner from here on, where the last one left
 */
public record MemberLeft(ChannelName channel, long offset, Author author, long time, Optional<Author> heir) implements AccessChanged {
    /** Somebody left, and the channel has its owner as before. */
    public MemberLeft(ChannelName channel, long offset, Author author, long time) {
        this(channel, offset, author, time, Optional.empty());
    }

    @Override
    public Optional<AccountId> concerns() {
        return Optional.of(author.id());
    }
}
