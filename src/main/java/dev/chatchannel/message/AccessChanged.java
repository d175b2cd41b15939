package dev.chatchannel.message;

import java.util.Optional;

/** From here on other people may do other things in the channel, or it is called otherwise. */
public sealed interface AccessChanged extends Event
        permits MemberJoined, MemberLeft, MemberChanged, TitleChanged, ArchiveChanged, SlowModeSet, GuestsSet, ChannelDeleted {
    /** @return who is in other channels after it, or stands otherwise in this one */
    default Optional<AccountId> concerns() {
        return Optional.empty();
    }
}
