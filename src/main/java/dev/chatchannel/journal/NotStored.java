package dev.chatchannel.journal;

/** Nothing of what was given was stored: the database is full, locked or away, or broke on it. */
public final class NotStored extends RuntimeException {
    private final boolean worthAnotherTry;

    /**
     * @param worthAnotherTry false when the drafts themselves are at fault: then each is tried alone, so that one cannot
     *     harm its neighbours; true when the store is: then all of them failed
     */
    public NotStored(String reason, boolean worthAnotherTry, Throwable cause) {
        super(reason, cause);
        this.worthAnotherTry = worthAnotherTry;
    }

    public boolean worthAnotherTry() {
        return worthAnotherTry;
    }
}
