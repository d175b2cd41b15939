package dev.chatchannel.search;

/** The index cannot be read or written now. */
public final class SearchUnavailable extends RuntimeException {
    public SearchUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
