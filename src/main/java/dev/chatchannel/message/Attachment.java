package dev.chatchannel.message;

/**
 * What a message says of a file it carries.
 *
 * @param type media type, found in the content
 * @param size in bytes
 * @param name as it was called where it came from; empty when nobody said
 * @param width of a picture as it is seen, in pixels; 0 when it is none, or nobody looked
 * @param height the same
 */
public record Attachment(FileId id, String type, long size, String name, int width, int height) {
    /** A file of which nothing more is known. */
    public Attachment(FileId id, String type, long size) {
        this(id, type, size, "", 0, 0);
    }
}
