package dev.chatchannel.channel;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ChannelSummary;
import dev.chatchannel.message.Membership;
import dev.chatchannel.message.NotifyLevel;
import dev.chatchannel.message.Preference;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which channels there are, who is in them, and how far they have read. Implemented in SQL by {@code storage}.
 *
 * <p>Threads: any; every method blocks. All throw {@code HistoryUnavailable} when the database cannot be read or written.
 */
public interface Directory {
    /** Makes a public channel, closed to guests, with its creator as the owner. @return false when the name is taken, or looks like one that is */
    boolean createPublic(ChannelName name, String title, AccountId creator);

    /** Makes a private channel with its creator as the owner. @return its name, which we make */
    ChannelName createPrivate(String title, AccountId creator);

    /**
     * Finds the one channel of these people, or makes it.
     *
     * @return empty when one of them has no account
     */
    Optional<ChannelName> direct(Set<AccountId> people, AccountId creator);

    /** @return the channels that the account is a member of, by name */
    List<ChannelSummary> of(AccountId account);

    /**
     * Lists public channels by name.
     *
     * @param after the last name that the asker has; empty for the first page
     * @return those that the asker may read, and whose name begins with the prefix
     */
    List<ChannelSummary> browse(AccountId asker, boolean asGuest, String prefix, String after, int most);

    /** @return all public channels, and those that the asker is a member of; who may read them is for {@code command.Rights} to say */
    List<KnownChannel> known(AccountId asker);

    /** Moves marks, all in one transaction. @return where each stands afterwards; empty where there is no such channel for them */
    List<Optional<Long>> move(List<MarkMove> moves);

    /** Takes note of how somebody wants to have a channel; what is absent stays. @return how it is now; empty when there is no such channel for them */
    Optional<Preference> prefer(ChannelName channel, AccountId account, Optional<NotifyLevel> level, Optional<Boolean> favourite);

    /** @param after the last account that the asker has; empty for the first page. @return members by account, but guests who were forgotten */
    List<Membership> members(ChannelName channel, String after, int most);

    /** @param after as of {@link #members}. @return who is banned, by account, but guests who were forgotten */
    List<Author> banned(ChannelName channel, String after, int most);
}
