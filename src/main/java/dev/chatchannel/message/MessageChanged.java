package dev.chatchannel.message;

/** Something happened to a message that was posted before, in the same channel. */
public sealed interface MessageChanged extends Event permits MessageEdited, MessageDeleted, ReactionAdded, ReactionRemoved {
    /** Offset of the message. */
    long target();
}
