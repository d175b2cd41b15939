package dev.chatchannel.message;

/** A file that a message carries. A {@link SortableId}. */
public record FileId(String value) {
    public FileId {
        if (!SortableId.isOne(value)) throw new IllegalArgumentException("A file's id has 26 characters.");
    }

    /** @param millis time of making, in milliseconds since 1970 */
    public static FileId at(long millis) {
        return new FileId(SortableId.at(millis));
    }

    @Override
    public String toString() {
        return value;
    }
}
