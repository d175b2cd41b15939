package dev.chatchannel.message;

/** That somebody has this reaction on the message at that offset. */
public record OwnReaction(long offset, Reaction reaction) {}
