package dev.chatchannel.file;

/**
 * A small picture of a large one.
 *
 * @param type its media type
 * @param bytes not copied: nobody writes to them
 */
public record Thumbnail(String type, byte[] bytes) {}
