package dev.chatchannel.account;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountInfo;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.Deed;
import dev.chatchannel.message.InviteInfo;
import dev.chatchannel.message.LanguageTag;
import dev.chatchannel.message.Profile;
import dev.chatchannel.message.Scope;
import dev.chatchannel.message.SessionInfo;
import dev.chatchannel.message.TokenInfo;
import dev.chatchannel.message.ZoneName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Where accounts with passwords, the links that make them, and their sessions are kept. Implemented in SQL by {@code storage}.
 *
 * <p>What an administrator does is kept with the deed, in one transaction.
 *
 * <p>Threads: any; every method blocks, and throws {@link AccountsUnavailable} when the store cannot be read or written.
 */
public interface Registry {
    /** @return whether somebody with a password administers the place */
    boolean hasAdministrator();

    /** Keeps a link that makes the first administrator, and forgets those before it; where other nodes start too, theirs count still. */
    void keepStart(Link link, long now);

    /** Keeps a link. */
    void keep(Link link, Author by, long now);

    /** @return the invitations that are good still, the newest first */
    List<InviteInfo> invites(long now, int most);

    /** @return whether there was one to forget */
    boolean forgetLink(TokenHash hash, Author by, long now);

    /** @return whether the link has a use left now; asked before anything dear is done for it */
    boolean isGood(TokenHash link, long now);

    /**
     * Uses a link up by one and makes the account, in one transaction.
     *
     * @param id of a guest who becomes a member, or a new one
     * @return the account, of the kind that the link is good for
     * @throws LinkEnded when it does not count, as a link for the first administrator where there is one; then nothing has changed
     * @throws NameTaken when somebody else holds the name; then the link is as good as before
     */
    Account join(TokenHash link, AccountId id, DisplayName name, String passwordHash, long now, long forgottenBefore);

    /**
     * Makes the account of a member without a link.
     *
     * @param id of a guest who becomes a member, or a new one
     * @throws NameTaken when somebody else holds the name
     */
    Account join(AccountId id, DisplayName name, String passwordHash, long now, long forgottenBefore);

    /**
     * Uses a link up, sets the password of its account and ends all its sessions.
     *
     * @throws LinkEnded when it does not count
     */
    Account reset(TokenHash link, String passwordHash, long now);

    /** @return empty when there is no such account, or it has no password, or is deactivated */
    Optional<Credentials> credentials(DisplayName name);

    Optional<Credentials> credentials(AccountId account);

    /** Sets a password, and ends all sessions but one, and the links that would have set another. */
    void setPassword(AccountId account, String passwordHash, TokenHash but);

    /** Keeps the token of somebody who has signed in. */
    void keepSession(TokenHash token, AccountId owner, Device device, long now);

    List<SessionInfo> sessions(AccountId owner, TokenHash current);

    /** @return whether there was one to end */
    boolean endSession(AccountId owner, String session);

    /** Ends all sessions but one. @return how many there were */
    int endSessions(AccountId owner, TokenHash but);

    /** @param kind of which; empty for all but guests. @return by id, those after {@code after} */
    List<AccountInfo> accounts(Optional<AccountKind> kind, String after, int most);

    /** @return those who are active and have such a skeleton in their name, by name */
    List<Author> find(String skeleton, int most);

    /** @return empty when there is no such account */
    Optional<Account> account(AccountId id);

    /** @return whose name has this skeleton: anybody's, guests and those who were deactivated too */
    Optional<AccountId> named(String skeleton);

    Optional<Profile> profile(AccountId id);

    /** Keeps what is there of it. */
    void setProfile(AccountId id, Optional<LanguageTag> language, Optional<ZoneName> zone);

    /**
     * Lets nobody in by this account, or lets them in again. A deactivated account has no sessions.
     *
     * @return false when nothing changed, or when nobody would be left to administer the place
     */
    boolean setActive(AccountId account, boolean active, Author by, long now);

    /**
     * Makes a member an administrator, or an administrator a member.
     *
     * @return false when nothing changed, or when nobody would be left to administer the place
     */
    boolean setKind(AccountId account, AccountKind kind, Author by, long now);

    /** Makes an account of a program. @return false when somebody else holds the name */
    boolean addBot(Account bot, DisplayName name, Author by, long now, long forgottenBefore);

    /** Keeps a token for a program. */
    void keepToken(TokenHash token, AccountId bot, String name, Set<Scope> scopes, OptionalLong expires, Author by, long now);

    /** @return the tokens of a program */
    List<TokenInfo> tokens(AccountId bot);

    /** @return whose token it was that counts no more; empty when there was none */
    Optional<AccountId> forgetToken(TokenHash token, Author by, long now);

    /** Notes what an administrator did that leaves nothing else in the store. */
    void note(Author by, String action, String target, String detail, long now);

    /** @return what administrators and moderators did, the newest first, before {@code before} */
    List<Deed> deeds(String before, int most);
}
