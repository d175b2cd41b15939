package dev.chatchannel.journal;

import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import java.util.Optional;

/** A post that was allowed and waits for its commit, which gives it time and offset. */
public record Draft(
        ChannelName channel, Author author, String text, Optional<Upload> upload, Optional<ClientId> clientId) {

    /**
     * A file on its way into the store, in the same transaction as the message that carries it.
     *
     * @param content not copied: nobody writes to it afterwards
     */
    public record Upload(Attachment about, byte[] content) {}
}
