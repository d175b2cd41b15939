package dev.chatchannel.message;

import java.util.List;
import java.util.Optional;

/** How one protocol shows events. One object for all its sessions: what it made is kept beside the event, under its name. */
public interface FrameWriter {
    /** @return empty when the protocol does not show such events */
    Optional<Frame> write(Event event);

    /** Makes one of some that leave together; at least one is given. */
    Frame.Text join(List<Frame.Text> texts);
}
