package dev.chatchannel.message;

/** The author changed what somebody may do in the channel. */
public sealed interface MemberChanged extends AccessChanged
        permits MemberInvited, MemberRemoved, RoleSet, MemberMuted, MemberBanned, MemberUnbanned {
    /** Who may do something else now, with the name at that time. */
    Author member();
}
