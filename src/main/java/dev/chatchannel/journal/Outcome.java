package dev.chatchannel.journal;

/** What the store made of a draft: an event, or nothing, with the reason. */
public sealed interface Outcome permits Receipt, Rejection, TooSoon {}
