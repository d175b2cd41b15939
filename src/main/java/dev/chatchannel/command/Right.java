package dev.chatchannel.command;

/** What a caller must be allowed for a command. */
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
    ADMINISTER
}
