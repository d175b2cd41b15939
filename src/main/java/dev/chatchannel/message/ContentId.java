package dev.chatchannel.message;

/** What stands in files, once for all files that have the same in them. A {@link SortableId}. */
public record ContentId(String value) {
    public ContentId {
        if (!SortableId.isOne(value)) throw new IllegalArgumentException("A content's id has 26 characters.");
    }

    /** @param millis time of making, in milliseconds since 1970 */
    public static ContentId at(long millis) {
        return new ContentId(SortableId.at(millis));
    }

    @Override
    public String toString() {
        return value;
    }
}
