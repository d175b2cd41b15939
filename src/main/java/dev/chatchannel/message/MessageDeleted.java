package dev.chatchannel.message;

import java.util.Optional;

/**
 * A message was taken back, by its author or by the operator: its text, its file and its reactions are gone.
 *
 * @param thread that it was a reply in, as the thread stands after it
 */
public record MessageDeleted(
        ChannelName channel, long offset, Author author, long time, long target, Optional<ThreadTally> thread)
        implements MessageChanged {

    /** Of a message that was no reply. */
    public MessageDeleted(ChannelName channel, long offset, Author author, long time, long target) {
        this(channel, offset, author, time, target, Optional.empty());
    }
}
