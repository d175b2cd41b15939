package dev.chatchannel.message;

import java.util.Optional;

/**
 * Somebody said something, or sent a file, or both.
 *
 * @param text as it stands now; empty when the message only carries a file, or was deleted
 * @param file empty too when the message was deleted
 * @param clientId the sender's own id of this post, if it gave one
 * @param thread that it replies in, as the thread stood after it; empty when it is no reply
 * @param state what became of it since
 */
public record MessagePosted(
        ChannelName channel,
        long offset,
        Author author,
        long time,
        String text,
        Optional<Attachment> file,
        Optional<ClientId> clientId,
        Optional<ThreadTally> thread,
        MessageState state)
        implements Event {

    /** A message to which nothing happened yet. */
    public MessagePosted(
            ChannelName channel,
            long offset,
            Author author,
            long time,
            String text,
            Optional<Attachment> file,
            Optional<ClientId> clientId) {
        this(channel, offset, author, time, text, file, clientId, Optional.empty(), MessageState.FRESH);
    }

    /** A message that is no reply. */
    public MessagePosted(
            ChannelName channel,
            long offset,
            Author author,
            long time,
            String text,
            Optional<Attachment> file,
            Optional<ClientId> clientId,
            MessageState state) {
        this(channel, offset, author, time, text, file, clientId, Optional.empty(), state);
    }

    /** @return the same message with another state */
    public MessagePosted with(MessageState other) {
        return new MessagePosted(channel, offset, author, time, text, file, clientId, thread, other);
    }
}
