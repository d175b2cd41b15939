package dev.chatchannel.file;

/** A file is not taken in, and why; the message says it to whoever brought it. */
public final class UploadRefused extends RuntimeException {
    /** Why. */
    public enum Why { TOO_LARGE, TOO_MANY, BUSY, EMPTY, NO_PICTURE, NO_CHANNEL }

    private static final long serialVersionUID = 1;

    private final Why why;

    UploadRefused(Why why, String message) {
        super(message, null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
