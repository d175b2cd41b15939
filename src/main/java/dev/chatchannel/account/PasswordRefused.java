package dev.chatchannel.account;

/** A text that cannot be a password. The message says what was expected, in words for the person who chose it. */
public final class PasswordRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    PasswordRefused(String expected) {
        super(expected, null, false, false);
    }
}
