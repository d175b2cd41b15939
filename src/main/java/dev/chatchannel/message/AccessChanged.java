package dev.chatchannel.message;

/** From here on other people may do other things in the channel, or it is called otherwise. */
public sealed interface AccessChanged extends Event
        permits MemberJoined, MemberLeft, MemberChanged, TitleChanged, ArchiveChanged, SlowModeSet, GuestsSet, ChannelDeleted {}
