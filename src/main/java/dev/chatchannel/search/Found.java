package dev.chatchannel.search;

import dev.chatchannel.message.Event;
import java.util.List;
import java.util.OptionalLong;

/**
 * A page of what was found, the newest first.
 *
 * @param next where the next page begins; empty when there is none
 */
public record Found(List<Event> messages, OptionalLong next) {}
