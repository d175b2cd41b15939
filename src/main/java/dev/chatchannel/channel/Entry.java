package dev.chatchannel.channel;

import dev.chatchannel.message.Event;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.MessagePosted;
import java.util.function.Function;

/**
 * An event in memory, with what each protocol made of it.
 *
 * <p>Threads: any. A frame may be made twice when two readers come first at once; both are equal and one is forgotten.
 */
public final class Entry {
    private static final int OVERHEAD = 400;

    private final Event event;
    private volatile Made made; // replaced, never changed

    Entry(Event event) {
        this.event = event;
    }

    public Event event() {
        return event;
    }

    /** Encodes the event, the first time; {@code writer} must be the same object each time for its protocol. */
    public Frame frame(Function<Event, Frame> writer) {
        for (Made known = made; known != null; known = known.next) {
            if (known.writer == writer) return known.frame;
        }
        Frame frame = writer.apply(event);
        made = new Made(writer, frame, made);
        return frame;
    }

    /** @return about how many bytes of memory it takes */
    int weight() {
        return event instanceof MessagePosted message ? OVERHEAD + 4 * message.text().length() : OVERHEAD;
    }

    private record Made(Function<Event, Frame> writer, Frame frame, Made next) {}
}
