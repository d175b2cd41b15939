package dev.chatchannel.message;

/** Who speaks, for ever: an account keeps its id when its name changes. A {@link SortableId}. */
public record AccountId(String value) {
    public AccountId {
        if (!SortableId.isOne(value)) throw new IllegalArgumentException("An account's id has 26 characters.");
    }

    /** @param millis time of making, in milliseconds since 1970 */
    public static AccountId at(long millis) {
        return new AccountId(SortableId.at(millis));
    }

    @Override
    public String toString() {
        return value;
    }
}
