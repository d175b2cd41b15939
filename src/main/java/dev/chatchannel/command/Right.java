package dev.chatchannel.command;

/** What a caller must be allowed for a command: in this place, and, from {@link #READ} on, in a channel. */
enum Right {
    /** Everybody, also when guests are switched off. */
    ANYBODY,
    /** Whoever is let in; the channel's own right is asked when its log is. */
    LET_IN,
    /** Whoever is let in and has a name of its own: an account that is kept. */
    KNOWN,
    /** Whoever has an account: no guest. */
    SIGNED_IN,
    /** Administrators. */
    ADMINISTER,
    /** Whoever may read the channel. */
    READ,
    /** Whoever may write to it now: nobody when it is archived, and no one who only reads or is muted. */
    POST,
    /** Whoever may become a member unasked: of a public channel, those who read it. */
    JOIN,
    /** Whoever may go as they like: from every channel but a direct one. */
    LEAVE,
    /** Whoever may bring others: to a private channel, those who write to it. */
    INVITE,
    /** The channel's moderators and owners; of a public one, administrators too. */
    MODERATE,
    /** The channel's owners; of a public one, administrators too. */
    OWN
}
