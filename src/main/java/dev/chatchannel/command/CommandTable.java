package dev.chatchannel.command;

import static dev.chatchannel.command.Right.ADMINISTER;
import static dev.chatchannel.command.Right.ANYBODY;
import static dev.chatchannel.command.Right.INVITE;
import static dev.chatchannel.command.Right.JOIN;
import static dev.chatchannel.command.Right.KNOWN;
import static dev.chatchannel.command.Right.LEAVE;
import static dev.chatchannel.command.Right.LET_IN;
import static dev.chatchannel.command.Right.MODERATE;
import static dev.chatchannel.command.Right.OWN;
import static dev.chatchannel.command.Right.POST;
import static dev.chatchannel.command.Right.READ;
import static dev.chatchannel.command.Right.SIGNED_IN;

import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.protocol.ChannelCommands;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.CommandReader;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.PlaceCommands;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import dev.chatchannel.protocol.SearchCommands;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * All commands: name, shape, right and handler, a row each. A command about a channel also has its right there; its handler gets the
 * log of the channel, which it could not get otherwise.
 */
final class CommandTable {
    /** Does a command that was allowed. Never blocks. */
    interface Handler<C extends Command> {
        CompletionStage<? extends Reply> run(Caller caller, C command);
    }

    /** Does a command that was allowed, in the channel where it was. Never blocks. */
    interface ChannelHandler<C extends Command.InChannel> {
        CompletionStage<? extends Reply> run(Caller caller, ChannelLog log, C command);
    }

    private interface Way<C extends Command> {
        CompletionStage<? extends Reply> run(Rights rights, Caller caller, C command);
    }

    /**
     * @param <C> the shape of the command
     * @param here the right in the channel, of a command about one
     */
    record Row<C extends Command>(
            String method, Class<C> shape, Function<Fields, C> reader, Right right, Optional<Right> here, Way<C> way) {
        /** Asks for the right in the channel, if it is about one, and does it. */
        CompletionStage<? extends Reply> run(Rights rights, Caller caller, Command command) {
            return way.run(rights, caller, shape.cast(command));
        }
    }

    private final Map<String, Row<?>> byMethod = new LinkedHashMap<>();
    private final Map<Class<?>, Row<?>> byShape = new LinkedHashMap<>();

    CommandTable(
            MessagePublisher publisher,
            ChannelWriter writer,
            ChannelReader reader,
            FileReader files,
            AvatarKeeper avatars,
            ChannelFinder finder,
            MessageFinder messageFinder,
            AttentionKeeper attention,
            TypingTeller typing,
            PeopleFinder people,
            OwnAccount own,
            AccountKeeper keeper,
            PlaceKeeper place,
            ConnectionKeeper connections,
            HealthCheck health) {
        messages(publisher, writer);
        reading(reader, typing);
        row("search", Command.SearchMessages.class, SearchCommands::search, LET_IN, messageFinder::search);
        files(files, avatars);
        channels(writer, finder);
        row("channel.mark", Command.MarkChannel.class, ChannelCommands::mark, SIGNED_IN, READ, attention::mark);
        row("channel.prefer", Command.PreferChannel.class, ChannelCommands::prefer, SIGNED_IN, READ, attention::prefer);
        members(writer, finder);
        row("account.find", Command.FindAccounts.class, ChannelCommands::findAccounts, SIGNED_IN, people::find);
        people(own, keeper);
        place(place);
        row("connection.list", Command.ListConnections.class, PlaceCommands::connections, ADMINISTER, connections::list);
        row("connection.close", Command.CloseConnection.class, CommandReader::closeConnection, ADMINISTER, connections::close);
        row("health", Command.CheckHealth.class, CommandReader::health, ANYBODY, health::check);
    }

    Row<?> named(String method) {
        Row<?> row = byMethod.get(method);
        if (row == null) throw Refusal.UNKNOWN_METHOD.refused();
        return row;
    }

    Set<String> methods() {
        return byMethod.keySet();
    }

    /** @return whether a row is about bytes, and is asked for by an address of its own */
    static boolean isOfBytes(String method) {
        return Set.of("upload", "file", "avatar", "avatar.set", "avatar.forget").contains(method);
    }

    Collection<Row<?>> rows() {
        return byMethod.values();
    }

    Row<?> of(Command command) {
        return byShape.get(command.getClass());
    }

    private void messages(MessagePublisher publisher, ChannelWriter writer) {
        row("publish", Command.Publish.class, CommandReader::publish, LET_IN, POST, publisher::publish);
        row("message.edit", Command.EditMessage.class, CommandReader::editMessage, LET_IN, POST, writer::edit);
        row("message.delete", Command.DeleteMessage.class, CommandReader::deleteMessage, LET_IN, POST, writer::delete);
        row("reaction.add", Command.AddReaction.class, CommandReader::addReaction, LET_IN, POST, writer::addReaction);
        row("reaction.remove", Command.RemoveReaction.class, CommandReader::removeReaction, LET_IN, POST, writer::removeReaction);
    }

    private void reading(ChannelReader reader, TypingTeller typing) {
        row("history", Command.ReadHistory.class, CommandReader::history, LET_IN, READ, reader::history);
        row("reaction.list", Command.ListReactions.class, CommandReader::listReactions, LET_IN, READ, reader::reactions);
        row("reaction.mine", Command.ListOwnReactions.class, CommandReader::listOwnReactions, LET_IN, READ, reader::ownReactions);
        row("presence", Command.ReadPresence.class, CommandReader::presence, LET_IN, READ, reader::presence);
        row("presence_stats", Command.CountPresence.class, CommandReader::presenceStats, LET_IN, READ, reader::presenceStats);
        row("typing", Command.SignalTyping.class, CommandReader::typing, KNOWN, POST, typing::tell);
    }

    private void files(FileReader files, AvatarKeeper avatars) {
        row("upload", Command.BringFile.class, CommandTable::unreadable, KNOWN, POST, files::bring);
        row("file", Command.ReadFile.class, CommandTable::unreadable, LET_IN, files::find);
        row("avatar", Command.ReadAvatar.class, CommandTable::unreadable, LET_IN, avatars::find);
        row("avatar.set", Command.SetAvatar.class, CommandTable::unreadable, SIGNED_IN, avatars::set);
        row("avatar.forget", Command.ForgetAvatar.class, CommandTable::unreadable, SIGNED_IN, avatars::forget);
        row("avatar.remove", Command.RemoveAvatar.class, CommandReader::removeAvatar, ADMINISTER, avatars::remove);
    }

    private void channels(ChannelWriter writer, ChannelFinder finder) {
        row("channel.create", Command.CreateChannel.class, ChannelCommands::create, SIGNED_IN, finder::create);
        row("channel.direct", Command.OpenDirect.class, ChannelCommands::direct, SIGNED_IN, finder::direct);
        row("channel.list", Command.ListChannels.class, ChannelCommands::list, KNOWN, finder::list);
        row("channel.browse", Command.BrowseChannels.class, ChannelCommands::browse, LET_IN, finder::browse);
        row("topic.set", Command.SetTopic.class, CommandReader::setTopic, SIGNED_IN, MODERATE, writer::setTopic);
        row("channel.rename", Command.SetTitle.class, ChannelCommands::rename, SIGNED_IN, MODERATE, writer::setTitle);
        row("channel.archive", Command.ArchiveChannel.class, ChannelCommands::archive, SIGNED_IN, OWN, writer::archive);
        row("channel.unarchive", Command.UnarchiveChannel.class, ChannelCommands::unarchive, SIGNED_IN, OWN, writer::unarchive);
        row("channel.delete", Command.DeleteChannel.class, ChannelCommands::delete, SIGNED_IN, OWN, writer::deleteChannel);
        row("channel.slow_mode", Command.SetSlowMode.class, ChannelCommands::slowMode, SIGNED_IN, MODERATE, writer::setSlowMode);
        row("channel.open_to_guests", Command.OpenToGuests.class, ChannelCommands::openToGuests, SIGNED_IN, OWN, writer::openToGuests);
        row("channel.members", Command.ListMembers.class, ChannelCommands::members, LET_IN, READ, finder::members);
    }

    private void members(ChannelWriter writer, ChannelFinder finder) {
        row("channel.join", Command.JoinChannel.class, CommandReader::joinChannel, KNOWN, JOIN, writer::join);
        row("channel.leave", Command.LeaveChannel.class, CommandReader::leaveChannel, KNOWN, LEAVE, writer::leave);
        row("channel.invite", Command.InviteMember.class, ChannelCommands::invite, SIGNED_IN, INVITE, writer::invite);
        row("channel.remove", Command.RemoveMember.class, ChannelCommands::remove, SIGNED_IN, MODERATE, writer::remove);
        row("channel.set_role", Command.SetRole.class, ChannelCommands::setRole, SIGNED_IN, MODERATE, writer::setRole);
        row("channel.mute", Command.MuteMember.class, ChannelCommands::mute, SIGNED_IN, MODERATE, writer::mute);
        row("channel.ban", Command.BanAccount.class, ChannelCommands::ban, SIGNED_IN, MODERATE, writer::ban);
        row("channel.unban", Command.UnbanAccount.class, ChannelCommands::unban, SIGNED_IN, MODERATE, writer::unban);
        row("channel.banned", Command.ListBanned.class, ChannelCommands::banned, SIGNED_IN, MODERATE, finder::banned);
    }

    private void people(OwnAccount own, AccountKeeper keeper) {
        row("profile.set", Command.SetProfile.class, CommandReader::setProfile, SIGNED_IN, own::setProfile);
        row("password.change", Command.ChangePassword.class, CommandReader::changePassword, SIGNED_IN, own::changePassword);
        row("session.list", Command.ListSessions.class, CommandReader::listSessions, SIGNED_IN, own::sessions);
        row("session.end", Command.EndSession.class, CommandReader::endSession, SIGNED_IN, own::endSession);
        row("session.end_others", Command.EndOtherSessions.class, CommandReader::endOtherSessions, SIGNED_IN, own::endOtherSessions);
        row("invite.create", Command.CreateInvite.class, CommandReader::createInvite, ADMINISTER, keeper::invite);
        row("invite.list", Command.ListInvites.class, CommandReader::listInvites, ADMINISTER, keeper::invites);
        row("invite.revoke", Command.RevokeInvite.class, CommandReader::revokeInvite, ADMINISTER, keeper::revokeInvite);
        row("account.list", Command.ListAccounts.class, CommandReader::listAccounts, ADMINISTER, keeper::list);
        row("account.reset", Command.ResetAccount.class, CommandReader::resetAccount, ADMINISTER, keeper::reset);
        row("account.deactivate", Command.DeactivateAccount.class, CommandReader::deactivateAccount, ADMINISTER, keeper::deactivate);
        row("account.reactivate", Command.ReactivateAccount.class, CommandReader::reactivateAccount, ADMINISTER, keeper::reactivate);
        row("account.set_kind", Command.SetAccountKind.class, CommandReader::setAccountKind, ADMINISTER, keeper::setKind);
        row("bot.create", Command.CreateBot.class, CommandReader::createBot, ADMINISTER, keeper::createBot);
        row("token.create", Command.CreateToken.class, CommandReader::createToken, ADMINISTER, keeper::createToken);
        row("token.list", Command.ListTokens.class, CommandReader::listTokens, ADMINISTER, keeper::tokens);
        row("token.revoke", Command.RevokeToken.class, CommandReader::revokeToken, ADMINISTER, keeper::revokeToken);
        row("audit.list", Command.ListDeeds.class, CommandReader::listDeeds, ADMINISTER, keeper::deeds);
    }

    private void place(PlaceKeeper place) {
        row("place.get", Command.ReadPlace.class, PlaceCommands::get, ADMINISTER, place::get);
        row("settings.get", Command.ReadSettings.class, PlaceCommands::settings, ADMINISTER, place::settings);
        row("place.set", Command.SetPlace.class, PlaceCommands::set, ADMINISTER, place::set);
        row("address.ban", Command.BanAddress.class, PlaceCommands::banAddress, ADMINISTER, place::ban);
        row("address.unban", Command.UnbanAddress.class, PlaceCommands::unbanAddress, ADMINISTER, place::unban);
        row("address.list", Command.ListAddresses.class, PlaceCommands::addresses, ADMINISTER, place::bans);
    }

    private <C extends Command> void row(
            String method, Class<C> shape, Function<Fields, C> reader, Right right, Handler<C> handler) {
        if (Command.InChannel.class.isAssignableFrom(shape)) throw new IllegalArgumentException(method + " has no right in its channel");
        put(new Row<>(method, shape, reader, right, Optional.empty(), (rights, caller, command) -> handler.run(caller, command)));
    }

    private <C extends Command.InChannel> void row(
            String method, Class<C> shape, Function<Fields, C> reader, Right right, Right here, ChannelHandler<C> handler) {
        put(new Row<>(method, shape, reader, right, Optional.of(here), (rights, caller, command) ->
                rights.allowed(here, caller, command.channel()).thenCompose(log -> handler.run(caller, log, command))));
    }

    private void put(Row<?> row) {
        byMethod.put(row.method(), row);
        byShape.put(row.shape(), row);
    }

    /** Files are bytes: they come and go by requests of their own, not by JSON. */
    private static <C extends Command> C unreadable(Fields fields) {
        throw Refusal.UNKNOWN_METHOD.refused("Bytes come and go by requests of their own: POST files, GET files/{id}, POST avatar.");
    }
}
