package dev.chatchannel.account;

/** A link that was used up, has expired, was revoked, or never was. */
public final class LinkEnded extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LinkEnded() {
        super("This link does not count any more", null, false, false);
    }
}
