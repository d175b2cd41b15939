package dev.chatchannel.file;

/**
 * The picture of somebody, small and square.
 *
 * @param type its media type
 * @param hash changes when the picture does
 * @param bytes not copied: nobody writes to them
 */
public record Avatar(String type, String hash, byte[] bytes) {}
