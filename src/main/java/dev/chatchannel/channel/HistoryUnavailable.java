package dev.chatchannel.channel;

/** The store could not be read now. Worth another try. */
public final class HistoryUnavailable extends RuntimeException {
    public HistoryUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
