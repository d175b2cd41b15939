package dev.chatchannel.account;

import dev.chatchannel.limit.Limit;
import dev.chatchannel.limit.Limiter;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.NetworkAddress;
import dev.chatchannel.message.Profile;
import dev.chatchannel.message.Scope;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Accounts with passwords: how they begin, by links or, where that is open, without, and how one signs in to them.
 *
 * <p><b>Guessing.</b> Whoever tries passwords is slowed by address, and for each name by all addresses together; but the address from where the
 * owner signed in last has its own count, so that nobody can keep the owner out. A name that nobody has is treated the same, in words and in
 * time.
 *
 * <p>Threads: any; every method blocks.
 */
public final class People {
    private static final Duration START_LASTS = Duration.ofDays(3_650);
    private static final Duration RESET_LASTS = Duration.ofDays(3);

    private final Registry registry;
    private final Passwords passwords;
    private final Limiter limiter;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public People(Registry registry, Passwords passwords, Limiter limiter, Clock clock) {
        this.registry = registry;
        this.passwords = passwords;
        this.limiter = limiter;
        this.clock = clock;
    }

    /** @return whoever has an account and the text in their name, or what looks like it; by name */
    public List<Author> find(String text, int most) {
        return registry.find(Skeleton.of(text), most);
    }

    /** @return who has this name, or one that looks like it: guests and those who were deactivated too */
    public Optional<AccountId> named(String name) {
        return registry.named(Skeleton.of(name));
    }

    /** @return a link that makes the first administrator, in the place of the one before; empty when there is one already */
    public Optional<Token> startLink() {
        if (registry.hasAdministrator()) return Optional.empty();
        Token code = Token.make(random);
        long now = clock.millis();
        registry.keepStart(new Link(code.hash(), LinkKind.START, Optional.empty(), 1, now + START_LASTS.toMillis()), now);
        return Optional.of(code);
    }

    /** Makes a link that makes members. */
    public NewLink inviteLink(Author by, int uses, Duration lasts) {
        return link(LinkKind.INVITE, Optional.empty(), by, uses, lasts);
    }

    /** Makes a link by which the owner of an account gives it a new password, once. */
    public NewLink resetLink(Author by, AccountId account) {
        return link(LinkKind.RESET, Optional.of(account), by, 1, RESET_LASTS);
    }

    /** Looks at a link before anything dear is done for who shows it. @throws LinkEnded when it does not count */
    public void mustCount(Token link) {
        if (!registry.isGood(link.hash(), clock.millis())) throw new LinkEnded();
    }

    /** Takes what somebody wants as a new password. @throws PasswordRefused when it is too short, too long or too easy to guess */
    public Password newPassword(String typed, String name) {
        return passwords.chosen(typed, name);
    }

    /**
     * Makes an account, or makes one of the guest that somebody was.
     *
     * @throws LinkEnded when the link does not count
     * @throws NameTaken when somebody else has the name
     */
    public Account signUp(Token link, DisplayName name, Password password, Optional<Account> guest) {
        long now = clock.millis();
        String hash = passwords.hash(password);
        return registry.join(link.hash(), id(guest, now), name, hash, now, now - Guests.NAME_KEPT.toMillis());
    }

    /**
     * Makes an account without a link, or makes one of the guest that somebody was.
     *
     * @throws NameTaken when somebody else has the name
     */
    public Account signUp(DisplayName name, Password password, Optional<Account> guest) {
        long now = clock.millis();
        return registry.join(id(guest, now), name, passwords.hash(password), now, now - Guests.NAME_KEPT.toMillis());
    }

    /** @throws LinkEnded when the link does not count */
    public Account reset(Token link, Password password) {
        return registry.reset(link.hash(), passwords.hash(password), clock.millis());
    }

    /**
     * Finds the account that one signs in to.
     *
     * @param name as it was typed
     * @return its account; or how long to wait before another try
     * @throws WrongPassword when they do not fit
     */
    public SignIn signIn(String name, String password, String address) {
        Optional<DisplayName> wanted = name(name);
        Optional<Credentials> known = wanted.flatMap(registry::credentials);
        Duration wait = wait(wanted.map(DisplayName::skeleton).orElse(name), known, address);
        if (!wait.isZero()) return new SignIn(Optional.empty(), wait);
        return new SignIn(Optional.of(checked(known, password)), Duration.ZERO);
    }

    /** @param pause before another try, when there is no account */
    public record SignIn(Optional<Account> account, Duration pause) {}

    /** @throws WrongPassword when the old one is another */
    public void changePassword(AccountId account, String old, Password wanted, TokenHash current) {
        checked(registry.credentials(account), old);
        registry.setPassword(account, passwords.hash(wanted), current);
    }

    /** @return how somebody wants to be served; empty when there is no such account */
    public Optional<Profile> profile(AccountId account) {
        return registry.profile(account);
    }

    /** Makes a session for somebody who has signed in. */
    public Token newSession(Account owner, Device device) {
        Token token = Token.make(random);
        registry.keepSession(token.hash(), owner.id(), device, clock.millis());
        return token;
    }

    /** Makes an account of a program. @throws NameTaken when somebody else holds the name */
    public Account newBot(DisplayName name, Author by) {
        long now = clock.millis();
        Account bot = new Account(AccountId.at(now), AccountKind.BOT, name.text());
        if (!registry.addBot(bot, name, by, now, now - Guests.NAME_KEPT.toMillis())) throw new NameTaken(name);
        return bot;
    }

    /** Makes a token for a program. */
    public Token newToken(AccountId bot, String name, Set<Scope> scopes, OptionalLong expires, Author by) {
        Token token = Token.make(random);
        registry.keepToken(token.hash(), bot, name, scopes, expires, by, clock.millis());
        return token;
    }

    private NewLink link(LinkKind kind, Optional<AccountId> account, Author by, int uses, Duration lasts) {
        Token code = Token.make(random);
        long now = clock.millis();
        long expires = now + lasts.toMillis();
        registry.keep(new Link(code.hash(), kind, account, uses, expires), by, now);
        return new NewLink(code, expires);
    }

    private static AccountId id(Optional<Account> guest, long now) {
        return guest.map(Account::id).orElseGet(() -> AccountId.at(now));
    }

    private Account checked(Optional<Credentials> known, String password) {
        Password typed = Password.claimed(password).orElseThrow(WrongPassword::new);
        if (!passwords.matches(typed, known.map(Credentials::hash))) throw new WrongPassword();
        return known.orElseThrow().account();
    }

    private Duration wait(String name, Optional<Credentials> known, String address) {
        String from = NetworkAddress.counted(address);
        Duration byAddress = limiter.take(Limit.PASSWORD, from);
        if (!byAddress.isZero()) return byAddress;
        boolean isOwners = known.filter(owner -> NetworkAddress.counted(owner.address()).equals(from)).isPresent();
        return limiter.take(Limit.PASSWORD_OF, isOwners ? new OwnersPlace(name, from) : name);
    }

    private static Optional<DisplayName> name(String typed) {
        try {
            return Optional.of(DisplayName.of(typed));
        } catch (NameRefused nobodysName) {
            return Optional.empty();
        }
    }

    private record OwnersPlace(String name, String address) {}
}
