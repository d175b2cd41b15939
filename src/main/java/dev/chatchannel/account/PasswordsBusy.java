package dev.chatchannel.account;

/** Too many passwords are being checked. Worth another try in a moment. */
public final class PasswordsBusy extends RuntimeException {
    private static final long serialVersionUID = 1;

    PasswordsBusy() {
        super("Too many passwords are being checked", null, false, false);
    }
}
