package dev.chatchannel.limit;

import java.util.Arrays;
import java.util.Optional;

/**
 * How often: the table of all rates. Each can be changed by the setting {@code limit-NAME}, as {@code RATE/BURST} or {@code off}.
 *
 * <p>Guests without a name are counted by their address.
 */
public enum Limit {
    /** Handshakes of one address. */
    CONNECT("connect", 100, 1_000),
    /** Names that one address takes. */
    SIGN_IN("sign-in", 1, 30),
    /** Accounts that one address makes without a link. */
    SIGN_UP("sign-up", 0.02, 20),
    /** Passwords that one address tries. */
    PASSWORD("password", 0.2, 30),
    /** Passwords that are tried for one name. */
    PASSWORD_OF("password-of", 0.033, 10),
    /** Channels that one account subscribes to. */
    SUBSCRIBE("subscribe", 20, 400),
    /** Messages of one account. */
    PUBLISH("publish", 10, 100),
    /** Messages of one guest. */
    GUEST_PUBLISH("guest-publish", 2, 20),
    /** Files that one account brings. */
    UPLOAD("upload", 1, 60),
    /** Files and pictures that one account looks at. */
    FILE("file", 100, 2_000),
    /** Pages of history of one account. */
    HISTORY("history", 20, 60),
    /** Searches of one account, each key that is typed. */
    SEARCH("search", 5, 20),
    /** Times that one account tells of its typing. */
    TYPING("typing", 2, 20),
    /** Times that one account says how far it has read; all its channels at once, and then now and then. */
    MARK("mark", 5, 200),
    /** Channels that one account makes, or direct ones that it looks for. */
    MAKE_CHANNEL("make-channel", 0.2, 50),
    /** Everything else that one account asks. */
    COMMAND("command", 20, 200);

    private final String label;
    private final Rate standard;

    Limit(String label, double perSecond, int burst) {
        this.label = label;
        this.standard = new Rate(perSecond, burst);
    }

    /** @return the name, as settings and commands have it */
    public String label() {
        return label;
    }

    /** @return the rate when no setting says otherwise */
    public Rate standard() {
        return standard;
    }

    /** @return the row that counts for guests */
    public Limit ofGuests() {
        return this == PUBLISH ? GUEST_PUBLISH : this;
    }

    /** @return the row of a command's name, or {@link #COMMAND} */
    public static Limit of(String method) {
        if (method.equals("channel.create") || method.equals("channel.direct")) return MAKE_CHANNEL;
        if (method.equals("avatar.set")) return UPLOAD;
        if (method.equals("avatar")) return FILE;
        if (method.equals("channel.mark")) return MARK;
        Optional<Limit> own = Arrays.stream(values()).filter(limit -> limit.label.equals(method)).findFirst();
        return own.orElse(COMMAND);
    }
}
