package dev.chatchannel.protocol;

/**
 * Why we end a connection: the closed catalogue. 1012, 3000–3499 and 4000–4499 tell the client to come back, 3500–3999 and
 * 4500–4999 not to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4">RFC 6455, 7.4</a>
 * @see <a href="https://centrifugal.dev/docs/server/codes">Centrifugo's disconnect codes</a>
 */
public enum CloseCode {
    TOO_BIG(1009, "message too big"),
    BROKEN(1011, "internal error"),
    RESTARTING(3001, "restarting"),
    RENAMED(3002, "renamed"),
    SIGNED_OUT(3003, "signed out"),
    SLOW(3008, "slow"),
    INSUFFICIENT_STATE(3010, "insufficient state"),
    NO_PONG(3012, "no pong"),
    BAD_REQUEST(3501, "bad request"),
    FULL(4101, "the server is full"),
    TOO_MANY_CONNECTIONS(4102, "too many connections of yours"),
    OUT_OF_THE_CHANNEL(4511, "out of the channel"),
    CHANNEL_DELETED(4512, "channel deleted"),
    GUESTS_OFF(4513, "guests are off"),
    ADDRESS_BANNED(4514, "address banned");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    /** @return whether an endpoint may send this code: RFC 6455 7.4.1 and 7.4.2 */
    public static boolean mayBeSent(int code) {
        return code == 1000 || code == 1001 || code == 1008 || code >= 1011 && code <= 1013 || code >= 3000 && code <= 4999;
    }
}
