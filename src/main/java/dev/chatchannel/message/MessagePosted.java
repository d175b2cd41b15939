package dev.chatchannel.message;

import java.util.Optional;

/**
 * Somebody said something, or sent a file, or both.
 *
 * @param text what was said; empty when the message only carries a file
 * @param clientId the sender's own id of this post, if it gave one
 */
public record MessagePosted(
        ChannelName channel,
        long offset,
        Author author,
        long time,
        String text,
        Optional<Attachment> file,
        Optional<ClientId> clientId)
        implements Event {}
