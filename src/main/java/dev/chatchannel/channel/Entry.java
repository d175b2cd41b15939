package dev.chatchannel.channel;

import dev.chatchannel.message.Event;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.FrameWriter;
import dev.chatchannel.message.MessageEdited;
import dev.chatchannel.message.MessagePosted;
import java.util.Optional;

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

    /**
     * Encodes the event, the first time.
     *
     * @return empty when the protocol does not show such events
     */
    public Optional<Frame> frame(FrameWriter writer) {
        for (Made known = made; known != null; known = known.next) {
            if (known.writer == writer) return known.frame;
        }
        Optional<Frame> frame = writer.write(event);
        made = new Made(writer, frame, made);
        return frame;
    }

    /** @return whether it tells the text of the message at that offset */
    boolean hasWordsOf(long message) {
        if (event instanceof MessageEdited edit) return edit.target() == message;
        return event instanceof MessagePosted && event.offset() == message;
    }

    /** @return about how many bytes of memory it takes */
    int weight() {
        if (event instanceof MessagePosted message) return OVERHEAD + 4 * message.text().length();
        if (event instanceof MessageEdited edit) return OVERHEAD + 4 * edit.text().length();
        return OVERHEAD;
    }

    private record Made(FrameWriter writer, Optional<Frame> frame, Made next) {}
}
