package dev.chatchannel.account;

/** There is no such account, or the password is another: nobody is told which. */
public final class WrongPassword extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongPassword() {
        super("Name and password do not fit", null, false, false);
    }
}
