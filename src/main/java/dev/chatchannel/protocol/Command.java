package dev.chatchannel.protocol;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.LanguageTag;
import dev.chatchannel.message.MessageText;
import dev.chatchannel.message.NetworkAddress;
import dev.chatchannel.message.NotifyLevel;
import dev.chatchannel.message.PlaceName;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.Scope;
import dev.chatchannel.message.Role;
import dev.chatchannel.message.SignUp;
import dev.chatchannel.message.Trait;
import dev.chatchannel.message.ZoneName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What somebody asks for, understood but not yet allowed. */
public sealed interface Command {
    /** A command about one channel, which is asked for its rights before anything is done. */
    sealed interface InChannel extends Command {
        ChannelName channel();
    }

    /**
     * Say something in a channel.
     *
     * @param file content of a file that comes with the message; not copied
     * @param files those that were brought before
     * @param thread offset of the message that it answers
     */
    record Publish(
            ChannelName channel, MessageText text, Optional<byte[]> file, List<FileId> files, OptionalLong thread, Optional<ClientId> clientId)
            implements InChannel {
        /** Answers nothing. */
        public Publish(ChannelName channel, MessageText text, Optional<byte[]> file, Optional<ClientId> clientId) {
            this(channel, text, file, List.of(), OptionalLong.empty(), clientId);
        }
    }

    /** Bring a file that a message in the channel will carry. */
    record BringFile(ChannelName channel) implements InChannel {}

    /** Say anew what was said at the offset {@code target}. */
    record EditMessage(ChannelName channel, long target, MessageText text, Optional<ClientId> clientId) implements InChannel {}

    /** Take back what was said at the offset {@code target}. */
    record DeleteMessage(ChannelName channel, long target, Optional<ClientId> clientId) implements InChannel {}

    /** React to what was said at the offset {@code target}. */
    record AddReaction(ChannelName channel, long target, Reaction reaction, Optional<ClientId> clientId) implements InChannel {}

    /** Take a reaction back. */
    record RemoveReaction(ChannelName channel, long target, Reaction reaction, Optional<ClientId> clientId) implements InChannel {}

    /** Say what the channel is about; a blank topic takes it away. */
    record SetTopic(ChannelName channel, MessageText topic, Optional<ClientId> clientId) implements InChannel {}

    /** Become a member of the channel. */
    record JoinChannel(ChannelName channel, Optional<ClientId> clientId) implements InChannel {}

    /** Be a member of the channel no more. */
    record LeaveChannel(ChannelName channel, Optional<ClientId> clientId) implements InChannel {}

    /**
     * Read what was said.
     *
     * @param limit most messages to return; 0 asks only where the channel stands
     * @param since read on from here, not including it
     * @param reverse towards the past, newest first
     * @param thread only the replies to the message at this offset
     */
    record ReadHistory(ChannelName channel, int limit, Optional<Position> since, boolean reverse, OptionalLong thread) implements InChannel {}

    /** Who reacted to what was said at the offset {@code target}? */
    record ListReactions(ChannelName channel, long target) implements InChannel {}

    /** Which of these messages have reactions of mine? */
    record ListOwnReactions(ChannelName channel, List<Long> targets) implements InChannel {}

    /** Who is here? */
    record ReadPresence(ChannelName channel) implements InChannel {}

    /** How many are here? */
    record CountPresence(ChannelName channel) implements InChannel {}

    /** Tell the others in the channel that something is being written. */
    record SignalTyping(ChannelName channel) implements InChannel {}

    /** Call the channel otherwise; a blank title takes it away. */
    record SetTitle(ChannelName channel, MessageText title, Optional<ClientId> clientId) implements InChannel {}

    /** Let the channel be read only. */
    record ArchiveChannel(ChannelName channel, Optional<ClientId> clientId) implements InChannel {}

    /** Let the channel be written to again. */
    record UnarchiveChannel(ChannelName channel, Optional<ClientId> clientId) implements InChannel {}

    /** End the channel for ever. @param repeated its name once more, so that nobody does it by mistake */
    record DeleteChannel(ChannelName channel, ChannelName repeated, Optional<ClientId> clientId) implements InChannel {}

    /** Make somebody a member. */
    record InviteMember(ChannelName channel, AccountId account, Optional<ClientId> clientId) implements InChannel {}

    /** Put a member out. */
    record RemoveMember(ChannelName channel, AccountId account, Optional<ClientId> clientId) implements InChannel {}

    /** Give a member another role. */
    record SetRole(ChannelName channel, AccountId account, Role role, Optional<ClientId> clientId) implements InChannel {}

    /** Take somebody's word away. @param seconds for how long; 0 gives it back */
    record MuteMember(ChannelName channel, AccountId account, long seconds, Optional<ClientId> clientId) implements InChannel {}

    /** Put somebody out, who may not come back. */
    record BanAccount(ChannelName channel, AccountId account, Optional<ClientId> clientId) implements InChannel {}

    /** Let somebody come back. */
    record UnbanAccount(ChannelName channel, AccountId account, Optional<ClientId> clientId) implements InChannel {}

    /** Let people speak only so often. @param seconds between two messages of one person; 0 for no slow mode */
    record SetSlowMode(ChannelName channel, int seconds, Optional<ClientId> clientId) implements InChannel {}

    /** Let guests in, or no longer. */
    record OpenToGuests(ChannelName channel, boolean open, Optional<ClientId> clientId) implements InChannel {}

    /** Who are the members? @param after the last account that is known already, or empty */
    record ListMembers(ChannelName channel, String after, int limit) implements InChannel {}

    /** Who is banned? @param after the last account that is known already, or empty */
    record ListBanned(ChannelName channel, String after, int limit) implements InChannel {}

    /** I have read up to here. @param back whether the mark moves there though I had read further */
    record MarkChannel(ChannelName channel, long offset, boolean back) implements InChannel {}

    /** This is how I want to have the channel; what is absent stays. */
    record PreferChannel(ChannelName channel, Optional<NotifyLevel> level, Optional<Boolean> favourite) implements InChannel {}

    /** Make a channel. @param name of a public one; a private one gets its name from us */
    record CreateChannel(Optional<ChannelName> name, MessageText title) implements Command {}

    /** The channel of oneself and these people, which is made when it is missing. */
    record OpenDirect(List<AccountId> others) implements Command {}

    /** Which channels am I a member of? */
    record ListChannels() implements Command {}

    /** Which public channels are there? @param after the last name that is known already, or empty */
    record BrowseChannels(String prefix, String after, int limit) implements Command {}

    /**
     * Find what was said.
     *
     * @param since in milliseconds since 1970; said then or later
     * @param before in milliseconds since 1970; said earlier
     * @param zone in which the days of the text begin
     * @param next where the page begins, by the page before
     */
    record SearchMessages(
            SearchText text,
            Optional<ChannelName> channel,
            Optional<AccountId> from,
            Optional<Long> since,
            Optional<Long> before,
            Optional<Trait> has,
            ZoneName zone,
            int limit,
            Optional<Long> next)
            implements Command {}

    /** The content of a file. */
    record ReadFile(FileId file) implements Command {}

    /** See somebody's picture. */
    record ReadAvatar(AccountId account) implements Command {}

    /** @param picture not copied */
    record SetAvatar(byte[] picture) implements Command {}

    /** Take one's own picture away. */
    record ForgetAvatar() implements Command {}

    /** Take somebody's picture away. */
    record RemoveAvatar(AccountId account) implements Command {}

    /** Who is connected, and how well? @param after the last connection that is known already, or empty */
    record ListConnections(String after, int limit) implements Command {}

    /**
     * End live connections: one, or all of an account.
     *
     * @param code that arrives at the client
     */
    record CloseConnection(Optional<String> connection, Optional<AccountId> account, int code, String reason)
            implements Command {}

    /** Go by another name, or be served otherwise; what is absent stays. */
    record SetProfile(Optional<String> name, Optional<LanguageTag> language, Optional<ZoneName> zone) implements Command {}

    /** Have another password; {@code toString} tells neither. */
    record ChangePassword(String old, String password) implements Command {
        @Override
        public String toString() {
            return "ChangePassword[secret]";
        }
    }

    /** Where am I signed in? */
    record ListSessions() implements Command {}

    /** Sign out there. */
    record EndSession(String session) implements Command {}

    /** Sign out everywhere but here. */
    record EndOtherSessions() implements Command {}

    /** Make a link by which people make accounts. */
    record CreateInvite(int uses, int days) implements Command {}

    /** Let a link count no more. @param invite the id of the link */
    record RevokeInvite(String invite) implements Command {}

    /** Whose accounts are there? @param kind of which; empty for all but guests. @param after the last of the page before */
    record ListAccounts(Optional<AccountKind> kind, Optional<AccountId> after) implements Command {}

    /** Which invitations are good still? */
    record ListInvites() implements Command {}

    /** Make somebody an administrator, or no longer. */
    record SetAccountKind(AccountId account, AccountKind kind) implements Command {}

    /** Who is there by such a name? @param text what the name contains, empty for anybody */
    record FindAccounts(String text, int limit) implements Command {}

    /** Make a link by which the owner of an account gives it a new password. */
    record ResetAccount(AccountId account) implements Command {}

    /** Let nobody in by this account. */
    record DeactivateAccount(AccountId account) implements Command {}

    /** Let its owner in again. */
    record ReactivateAccount(AccountId account) implements Command {}

    /** What did administrators and moderators do? @param before the last of the page before */
    record ListDeeds(Optional<String> before) implements Command {}

    /** Make an account of a program. */
    record CreateBot(String name) implements Command {}

    /** Make a token for a program. @param days after which it ends, if ever */
    record CreateToken(AccountId account, String name, Set<Scope> scopes, Optional<Integer> days) implements Command {}

    /** Which tokens does a program have? */
    record ListTokens(AccountId account) implements Command {}

    /** Let a token of a program count no more. @param token its id */
    record RevokeToken(String token) implements Command {}

    /** How is the place set? */
    record ReadPlace() implements Command {}

    /** Set the place anew; what is absent stays. @param editSeconds for how long one may edit what one said; 0 for ever */
    record SetPlace(Optional<PlaceName> name, Optional<Boolean> guests, Optional<SignUp> signUp, Optional<Long> editSeconds)
            implements Command {}

    /** What did the operator choose? */
    record ReadSettings() implements Command {}

    /**
     * Let no guest in from there.
     *
     * @param address or
     * @param guest who spoke from there last
     * @param seconds after which they come in again, if ever
     */
    record BanAddress(Optional<NetworkAddress> address, Optional<AccountId> guest, Optional<Long> seconds) implements Command {}

    /** Let guests in from there again. */
    record UnbanAddress(NetworkAddress address) implements Command {}

    /** From where is no guest let in? */
    record ListAddresses() implements Command {}

    /** Is the server well? */
    record CheckHealth() implements Command {}
}
