package dev.chatchannel.account;

/** What a link is good for. */
public enum LinkKind {
    /** Makes the first administrator. */
    START,
    /** Makes a member. */
    INVITE,
    /** Gives an account a new password. */
    RESET
}
