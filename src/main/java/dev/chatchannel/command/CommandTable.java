package dev.chatchannel.command;

import static dev.chatchannel.command.Right.ADMINISTER;
import static dev.chatchannel.command.Right.ANYBODY;
import static dev.chatchannel.command.Right.KNOWN;
import static dev.chatchannel.command.Right.LET_IN;
import static dev.chatchannel.command.Right.SIGNED_IN;

import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.CommandReader;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** All commands: name, shape, right and handler, a row each. */
final class CommandTable {
    /** Does a command that was allowed. Never blocks. */
    interface Handler<C extends Command> {
        CompletionStage<? extends Reply> run(Caller caller, C command);
    }

    /** @param <C> the shape of the command */
    record Row<C extends Command>(
            String method, Class<C> shape, Function<Fields, C> reader, Right right, Handler<C> handler) {
        CompletionStage<? extends Reply> run(Caller caller, Command command) {
            return handler.run(caller, shape.cast(command));
        }
    }

    private final Map<String, Row<?>> byMethod = new LinkedHashMap<>();
    private final Map<Class<?>, Row<?>> byShape = new LinkedHashMap<>();

    CommandTable(
            MessagePublisher publisher,
            ChannelWriter writer,
            ChannelReader reader,
            TypingTeller typing,
            OwnAccount own,
            AccountKeeper keeper,
            ConnectionCloser closer,
            HealthCheck health) {
        row("publish", Command.Publish.class, CommandReader::publish, LET_IN, publisher::publish);
        row("message.edit", Command.EditMessage.class, CommandReader::editMessage, LET_IN, writer::edit);
        row("message.delete", Command.DeleteMessage.class, CommandReader::deleteMessage, LET_IN, writer::delete);
        row("reaction.add", Command.AddReaction.class, CommandReader::addReaction, LET_IN, writer::addReaction);
        row("reaction.remove", Command.RemoveReaction.class, CommandReader::removeReaction, LET_IN, writer::removeReaction);
        row("topic.set", Command.SetTopic.class, CommandReader::setTopic, ADMINISTER, writer::setTopic);
        row("channel.join", Command.JoinChannel.class, CommandReader::joinChannel, KNOWN, writer::join);
        row("channel.leave", Command.LeaveChannel.class, CommandReader::leaveChannel, KNOWN, writer::leave);
        row("history", Command.ReadHistory.class, CommandReader::history, LET_IN, reader::history);
        row("presence", Command.ReadPresence.class, CommandReader::presence, LET_IN, reader::presence);
        row("presence_stats", Command.CountPresence.class, CommandReader::presenceStats, LET_IN, reader::presenceStats);
        row("typing", Command.SignalTyping.class, CommandReader::typing, KNOWN, typing::tell);
        row("file", Command.ReadFile.class, CommandTable::unreadable, LET_IN, reader::file);
        row("profile.set", Command.SetProfile.class, CommandReader::setProfile, SIGNED_IN, own::setProfile);
        row("password.change", Command.ChangePassword.class, CommandReader::changePassword, SIGNED_IN, own::changePassword);
        row("session.list", Command.ListSessions.class, CommandReader::listSessions, SIGNED_IN, own::sessions);
        row("session.end", Command.EndSession.class, CommandReader::endSession, SIGNED_IN, own::endSession);
        row("session.end_others", Command.EndOtherSessions.class, CommandReader::endOtherSessions, SIGNED_IN, own::endOtherSessions);
        row("invite.create", Command.CreateInvite.class, CommandReader::createInvite, ADMINISTER, keeper::invite);
        row("invite.revoke", Command.RevokeInvite.class, CommandReader::revokeInvite, ADMINISTER, keeper::revokeInvite);
        row("account.list", Command.ListAccounts.class, CommandReader::listAccounts, ADMINISTER, keeper::list);
        row("account.reset", Command.ResetAccount.class, CommandReader::resetAccount, ADMINISTER, keeper::reset);
        row("account.deactivate", Command.DeactivateAccount.class, CommandReader::deactivateAccount, ADMINISTER, keeper::deactivate);
        row("account.reactivate", Command.ReactivateAccount.class, CommandReader::reactivateAccount, ADMINISTER, keeper::reactivate);
        row("audit.list", Command.ListDeeds.class, CommandReader::listDeeds, ADMINISTER, keeper::deeds);
        row("connection.close", Command.CloseConnection.class, CommandReader::closeConnection, ADMINISTER, closer::close);
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

    Row<?> of(Command command) {
        return byShape.get(command.getClass());
    }

    private <C extends Command> void row(
            String method, Class<C> shape, Function<Fields, C> reader, Right right, Handler<C> handler) {
        Row<C> row = new Row<>(method, shape, reader, right, handler);
        byMethod.put(method, row);
        byShape.put(shape, row);
    }

    /** A file is bytes: it is asked for by its address, not by JSON. */
    private static Command.ReadFile unreadable(Fields fields) {
        throw Refusal.UNKNOWN_METHOD.refused("A file is read by GET files/{id}.");
    }
}
