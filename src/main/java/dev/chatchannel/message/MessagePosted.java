package dev.chatchannel.message;

import java.util.List;
import java.util.Optional;

/**
 * Somebody said something, or sent files, or both.
 *
 * @param text as it stands now; empty when the message only carries files, or was deleted
 * @param files none either when the message was deleted
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
        List<Attachment> files,
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
        this(channel, offset, author, time, text, file.stream().toList(), clientId, Optional.empty(), MessageState.FRESH);
    }

    /** A message that is no reply. */
    public MessagePosted(
            ChannelName channel,
            long offset,
            Author author,
            long time,
            String text,
            List<Attachment> files,
            Optional<ClientId> clientId,
            MessageState state) {
        this(channel, offset, author, time, text, files, clientId, Optional.empty(), state);
    }

    /** @return the file it carries, where that is one */
    public Optional<Attachment> file() {
        return files.size() == 1 ? Optional.of(files.get(0)) : Optional.empty();
    }

    /** @return the same message with another state */
    public MessagePosted with(MessageState other) {
        return new MessagePosted(channel, offset, author, time, text, files, clientId, thread, other);
    }
}
