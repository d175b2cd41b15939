package dev.chatchannel.message;

/**
 * What a message says of the file it carries.
 *
 * @param type media type, found in the content
 * @param size in bytes
 */
public record Attachment(FileId id, String type, long size) {}
