package dev.chatchannel.journal;

import dev.chatchannel.message.Event;

/**
 * The answer to a draft that was stored, after its commit.
 *
 * @param event as it was stored
 * @param repeated true when the same author had already used this client id: the event is the first one
 */
public record Receipt(Event event, boolean repeated) implements Outcome {}
