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
    TOO_MANY_REACTIONS
}
