package dev.chatchannel.message;

/**
 * A file with its content. The array is not copied: nobody writes to it after its making.
 *
 * @param channel whose readers may read it
 */
public record StoredFile(ChannelName channel, Attachment about, byte[] content) {}
