package dev.chatchannel.journal;

/** The author spoke a moment ago, in a channel with slow mode. @param millis until it may be said */
public record TooSoon(long millis) implements Outcome {}
