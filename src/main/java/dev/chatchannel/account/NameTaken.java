package dev.chatchannel.account;

/** A name that somebody else holds, or that looks like one. */
public final class NameTaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param name that somebody asked for */
    public NameTaken(DisplayName name) {
        super(expected(name), null, false, false);
    }

    private static String expected(DisplayName name) {
        return "Expected a name that nobody here has: \"" + name.text() + "\" is taken, or looks like one that is.";
    }
}
