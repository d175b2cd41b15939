package dev.chatchannel.protocol;

/**
 * Why somebody who was subscribed hears a channel no longer: the closed catalogue. 2000–2499 tell the client not to subscribe again,
 * those from 2500 on to do so.
 *
 * @see <a href="https://centrifugal.dev/docs/server/codes">Centrifugo's unsubscribe codes</a>
 */
public enum UnsubscribeCode {
    OUT_OF_THE_CHANNEL(2011, "out of the channel"),
    CHANNEL_DELETED(2012, "channel deleted"),
    INSUFFICIENT_STATE(2500, "insufficient state");

    private final int code;
    private final String reason;

    UnsubscribeCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
