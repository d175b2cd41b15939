package dev.chatchannel.file;

import java.util.Optional;

/**
 * What a look into a file found.
 *
 * @param type media type
 * @param width of a picture as it is seen; 0 when it is none, or cannot be told
 * @param height the same
 */
public record Looks(String type, int width, int height, Optional<Thumbnail> thumbnail) {
    static Looks of(FileType type) {
        return new Looks(type.mediaType(), 0, 0, Optional.empty());
    }

    /** @return whether somebody looked into it, and need not again */
    boolean isComplete() {
        return width > 0 || !FileType.isPicture(type);
    }
}
