package dev.chatchannel.message;

import java.util.List;
import java.util.Optional;

/** How one protocol shows events. One object for all its sessions: what it made is kept beside the event, under its name. */
public interface FrameWriter {
    /** @return empty when the protocol does not show such events */
    Optional<Frame> write(Event event);

    /** Makes one of some that leave together; at least one is given. */
    default Frame.Text join(List<Frame.Text> texts) {
        if (texts.size() == 1) return texts.get(0);
        return together(texts.stream().flatMap(text -> text.messages().stream()).toList());
    }

    /** Makes one text of several messages, as the protocol sends them together. */
    Frame.Text together(List<String> messages);
}
