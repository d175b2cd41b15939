package dev.chatchannel.storage;

/** The storage cannot be used; the message is one sentence for the operator, which says what to do. */
public final class StorageUnavailable extends RuntimeException {
    StorageUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    StorageUnavailable(String sentence) {
        super(sentence);
    }
}
