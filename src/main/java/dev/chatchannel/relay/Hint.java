package dev.chatchannel.relay;

import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Position;
import java.util.List;

/**
 * A channel has come as far as this, or further.
 *
 * @param events those that led there, as far as they are aboard: in order, perhaps with gaps, perhaps none
 */
public record Hint(ChannelName channel, Position reached, List<Event> events) {
    public Hint {
        events = List.copyOf(events);
    }
}
