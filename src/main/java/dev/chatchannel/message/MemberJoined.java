package dev.chatchannel.message;

import java.util.Optional;

/** The author became a member of the channel. */
public record MemberJoined(ChannelName channel, long offset, Author author, long time) implements AccessChanged {
    @Override
    public Optional<AccountId> concerns() {
        return Optional.of(author.id());
    }
}
