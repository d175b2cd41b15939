package dev.chatchannel.journal;

/** Why a draft became no event and took no offset, though the store is well. The same draft would fare the same again. */
public enum Rejection implements Outcome {
    NO_CHANNEL,
    /** There is no message at the target, or it was deleted. */
    NO_MESSAGE,
    NOT_YOURS,
    /** Things stand already as the draft would have them. */
    NOTHING_CHANGED,
    /** The message has as many different reactions as it may have. */
    TOO_MANY_REACTIONS,
    /** The message was said longer ago than it may be changed. */
    TOO_LATE,
    /** There is no such account, or it is a guest's where it must not be. */
    NO_ACCOUNT,
    NO_MEMBER,
    /** There is no such file, or it is not the author's, came to another channel, or is posted already. */
    NO_FILE,
    /** They stand as high as the one who asks, or higher. */
    STANDS_TOO_HIGH,
    /** Nobody would be the owner any more. */
    LAST_OWNER,
    BANNED
}
