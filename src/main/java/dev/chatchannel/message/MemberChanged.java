package dev.chatchannel.message;

import java.util.Optional;

/** The author changed what somebody may do in the channel. */
public sealed interface MemberChanged extends AccessChanged
        permits MemberInvited, MemberRemoved, RoleSet, MemberMuted, MemberBanned, MemberUnbanned {
    /** Who may do something else now, with the name at that time. */
    Author member();

    @Override
    default Optional<AccountId> concerns() {
        return Optional.of(member().id());
    }
}
