package dev.chatchannel.account;

/** The accounts cannot be read or written now. Worth another try. */
public final class AccountsUnavailable extends RuntimeException {
    public AccountsUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
