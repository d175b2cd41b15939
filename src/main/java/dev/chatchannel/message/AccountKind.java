package dev.chatchannel.message;

/** What an account is, and so what others are shown beside its name. */
public enum AccountKind {
    /** A name in one browser, or no name at all. */
    GUEST,
    /** The holder of the operator's token. */
    OPERATOR
}
