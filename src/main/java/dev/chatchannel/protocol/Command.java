package dev.chatchannel.protocol;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.MessageText;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Reaction;
import java.util.Optional;

/** What somebody asks for, understood but not yet allowed. */
public sealed interface Command {
    /**
     * Say something in a channel.
     *
     * @param file content of a file that the message carries; not copied
     */
    record Publish(ChannelName channel, MessageText text, Optional<byte[]> file, Optional<ClientId> clientId)
            implements Command {}

    /** Say anew what was said at the offset {@code target}. */
    record EditMessage(ChannelName channel, long target, MessageText text, Optional<ClientId> clientId) implements Command {}

    /** Take back what was said at the offset {@code target}. */
    record DeleteMessage(ChannelName channel, long target, Optional<ClientId> clientId) implements Command {}

    /** React to what was said at the offset {@code target}. */
    record AddReaction(ChannelName channel, long target, Reaction reaction, Optional<ClientId> clientId) implements Command {}

    /** Take a reaction back. */
    record RemoveReaction(ChannelName channel, long target, Reaction reaction, Optional<ClientId> clientId) implements Command {}

    /** Say what the channel is about; a blank topic takes it away. */
    record SetTopic(ChannelName channel, MessageText topic, Optional<ClientId> clientId) implements Command {}

    /** Become a member of the channel. */
    record JoinChannel(ChannelName channel, Optional<ClientId> clientId) implements Command {}

    /** Be a member of the channel no more. */
    record LeaveChannel(ChannelName channel, Optional<ClientId> clientId) implements Command {}

    /**
     * Read what was said.
     *
     * @param limit most messages to return; 0 asks only where the channel stands
     * @param since read on from here, not including it
     * @param reverse towards the past, newest first
     */
    record ReadHistory(ChannelName channel, int limit, Optional<Position> since, boolean reverse) implements Command {}

    /** Who is here? */
    record ReadPresence(ChannelName channel) implements Command {}

    /** How many are here? */
    record CountPresence(ChannelName channel) implements Command {}

    /** Tell the others in the channel that something is being written. */
    record SignalTyping(ChannelName channel) implements Command {}

    /** The content of a file. */
    record ReadFile(FileId file) implements Command {}

    /**
     * End live connections: one, or all of an account.
     *
     * @param code that arrives at the client
     */
    record CloseConnection(Optional<String> connection, Optional<AccountId> account, int code, String reason)
            implements Command {}

    /** Go by another name. */
    record SetProfile(String name) implements Command {}

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

    /** Whose accounts are there? @param after the last of the page before */
    record ListAccounts(Optional<AccountId> after) implements Command {}

    /** Make a link by which the owner of an account gives it a new password. */
    record ResetAccount(AccountId account) implements Command {}

    /** Let nobody in by this account. */
    record DeactivateAccount(AccountId account) implements Command {}

    /** Let its owner in again. */
    record ReactivateAccount(AccountId account) implements Command {}

    /** What did administrators do? @param before the last of the page before */
    record ListDeeds(Optional<String> before) implements Command {}

    /** Is the server well? */
    record CheckHealth() implements Command {}
}
