package dev.chatchannel.account;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets people in who have no account here: with a name of their own for this browser, or with one that we make up.
 *
 * <p>Threads: any. {@link #enter} and {@link #newToken} block on the store.
 */
public final class Guests {
    /** How long a guest who does not come keeps a name that somebody else wants. */
    public static final Duration NAME_KEPT = Duration.ofDays(30);

    private static final int MADE_UP_LENGTH = 5;
    /** Crockford's base 32, in lower case: no i, l, o, u. */
    private static final String MADE_UP_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private final Accounts accounts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Lets in through these accounts, by this clock. */
    public Guests(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Takes the name for a guest, who gives up the one before.
     *
     * @param existing who asks, if known: a guest keeps the id, anybody else gets a guest's account beside
     * @throws NameTaken when somebody else holds the name, or one that looks like it; then nothing has changed
     */
    public Account enter(DisplayName name, Optional<Account> existing) {
        long now = clock.millis();
        AccountId id = existing.filter(Guests::isGuest).map(Account::id).orElseGet(() -> AccountId.at(now));
        Account guest = new Account(id, AccountKind.GUEST, name.text());
        if (!accounts.keep(guest, name, now, now - NAME_KEPT.toMillis())) throw new NameTaken(name);
        return guest;
    }

    /** Makes a token for an account that is kept, and keeps its hash. */
    public Token newToken(Account owner) {
        Token token = Token.make(random);
        accounts.keep(token.hash(), owner.id(), clock.millis());
        return token;
    }

    /** Makes a guest with a made-up name, as {@code guest-7kq3f}, whom nobody keeps. Does not block. */
    public Account nameless() {
        StringBuilder name = new StringBuilder(ReservedNames.GUEST);
        for (int i = 0; i < MADE_UP_LENGTH; i++) {
            name.append(MADE_UP_DIGITS.charAt(random.nextInt(MADE_UP_DIGITS.length())));
        }
        return new Account(AccountId.at(clock.millis()), AccountKind.GUEST, name.toString());
    }

    private static boolean isGuest(Account account) {
        return account.kind() == AccountKind.GUEST;
    }
}
