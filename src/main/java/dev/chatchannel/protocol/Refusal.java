package dev.chatchannel.protocol;

import java.time.Duration;
import java.util.Locale;

/**
 * Why a command is not done: the closed catalogue.
 *
 * @see <a href="https://centrifugal.dev/docs/server/codes">Centrifugo's error codes</a>, whose numbers up to 999 these are
 */
public enum Refusal {
    INTERNAL(100, 500, true, "Something broke on our side; try again in a moment."),
    UNAUTHORIZED(101, 401, false, "We do not know this token."),
    UNKNOWN_CHANNEL(102, 404, false, "There is no such channel."),
    NOT_ALLOWED(103, 403, false, "You may not do this."),
    UNKNOWN_METHOD(104, 404, false, "There is no such method."),
    ALREADY_SUBSCRIBED(105, 409, false, "You hear this channel already."),
    LIMIT_EXCEEDED(106, 429, false, "That is too many."),
    BAD_REQUEST(107, 400, false, "This was not understood."),
    TOO_BUSY(111, 503, true, "Too busy; try again in a moment."),
    UNRECOVERABLE(112, 409, false, "This place is not of our time; start afresh."),
    BLANK(1001, 422, false, "There is nothing to say."),
    TOO_LONG(1002, 413, false, "This is too long."),
    NOT_STORED(1003, 503, true, "The message was not stored; try again in a moment."),
    NAME_REFUSED(1004, 422, false, "This is not a name."),
    NAME_TAKEN(1005, 409, false, "Somebody has this name, or one that looks like it."),
    GUESTS_OFF(1006, 403, false, "Guests are not let in here; sign in first."),
    NOT_FOUND(1007, 404, false, "There is no such thing."),
    RATE_LIMITED(1008, 429, true, "Too often; try again in a moment."),
    NOTHING_CHANGED(1009, 409, false, "It is so already."),
    TOO_MANY_CONNECTIONS(1010, 429, true, "You have as many connections as one person may have; close one, or try again later."),
    WRONG_PASSWORD(1011, 403, false, "Name and password do not fit."),
    LINK_ENDED(1012, 410, false, "This link does not count any more; ask for a new one."),
    PASSWORD_REFUSED(1013, 422, false, "This cannot be a password."),
    ADDRESS_BANNED(1014, 403, false, "Guests are not let in from your address; sign in first.");

    private final int code;
    private final int status;
    private final boolean temporary;
    private final String message;

    Refusal(int code, int status, boolean temporary, String message) {
        this.code = code;
        this.status = status;
        this.temporary = temporary;
        this.message = message;
    }

    /** @return the number in JSON replies */
    public int code() {
        return code;
    }

    /** @return the status of an HTTP answer */
    public int status() {
        return status;
    }

    /** @return whether the same command may be accepted later */
    public boolean temporary() {
        return temporary;
    }

    /** @return the word for programs, such as {@code too-long} */
    public String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Makes the refusal to throw, with its standard sentence. */
    public Refused refused() {
        return new Refused(this, message);
    }

    /** Makes the refusal to throw, with a sentence that says what was expected. */
    public Refused refused(String message) {
        return new Refused(this, message);
    }

    /** Makes the refusal to throw, with a sentence, and the time after which another try is worth it. */
    public Refused refused(String message, Duration wait) {
        return new Refused(this, message, seconds(wait));
    }

    /** Makes the refusal to throw, with the time after which another try is worth it. */
    public Refused refused(Duration wait) {
        return refused("Too often; try again in " + seconds(wait) + " s.", wait);
    }

    private static long seconds(Duration wait) {
        return Math.max(1, (wait.toMillis() + 999) / 1_000);
    }
}
