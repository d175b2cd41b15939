package dev.chatchannel.message;

import java.util.Optional;

/**
 * A file that is kept, without its content.
 *
 * @param channel whose readers may read it, once it is posted
 * @param uploader who brought it, and alone may see it before; empty of files from before that was noted
 * @param hash of the content, which changes when the content does
 */
public record StoredFile(ChannelName channel, Optional<AccountId> uploader, boolean posted, Attachment about, ContentId content, String hash) {}
