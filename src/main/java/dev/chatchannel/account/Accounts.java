package dev.chatchannel.account;

import dev.chatchannel.message.AccountId;
import java.util.Optional;

/**
 * Where accounts and tokens are kept. Implemented in SQL by {@code storage}.
 *
 * <p>Threads: any; every method blocks, and throws {@link AccountsUnavailable} when the store cannot be read or written.
 */
public interface Accounts {
    /** @return whose token it is, if it was kept and has not expired, and notes that it was used (to the hour is enough) */
    Optional<Holder> holder(TokenHash token, long now);

    /** @return whose token it is, as {@link #holder} */
    default Optional<Account> byToken(TokenHash token, long now) {
        return holder(token, now).map(Holder::account);
    }

    /**
     * Keeps the account, and its name by the name's skeleton, in one transaction; replaces the name it had.
     *
     * <p>A guest who was not seen since {@code forgottenBefore} loses a name that somebody else asks for. Who is more than a guest by now is not made
     * one again.
     *
     * @return false when the name is held by somebody else, or the account is another kind of account by now: then nothing was kept
     */
    boolean keep(Account account, DisplayName name, long now, long forgottenBefore);

    /**
     * Gives an account that is kept another name, and changes nothing else of it.
     *
     * @return as {@link #keep}; false too when there is no such account any more
     */
    boolean rename(AccountId account, DisplayName name, long now, long forgottenBefore);

    /** Keeps a token for an account that is kept. */
    void keep(TokenHash token, AccountId owner, long now);

    /** Keeps a token no longer: whoever shows it from now on is nobody. */
    void forget(TokenHash token);

    /** @return the only account of the operator, if it was made already */
    Optional<Account> operator();

    /** @return whether the account has any token */
    boolean hasToken(AccountId account);
}
