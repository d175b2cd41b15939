package dev.chatchannel.channel;

/** Why a reader hears a channel no longer. */
public enum CutOff {
    /** Others go on hearing it. */
    MAY_NOT_READ,
    /** It is no more. */
    DELETED,
    /** Its offsets mean something else from here on: it was made anew, or the database is an older one. Who reads on starts afresh. */
    REPLACED
}
