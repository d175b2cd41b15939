package dev.chatchannel.command;

import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Journal;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Position;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Reply;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The commands that change a channel by more than a post: each is one draft, and the reply waits for its commit. */
final class ChannelWriter {
    private final Rights rights;
    private final Journal journal;
    private final Limits limits;

    ChannelWriter(Rights rights, Journal journal, Limits limits) {
        this.rights = rights;
        this.journal = journal;
        this.limits = limits;
    }

    CompletionStage<Reply.Published> edit(Caller caller, Command.EditMessage command) {
        TextLimit.check(command.text(), limits.textBytes());
        TextLimit.refuseBlank(command.text());
        Change edit = new Change.Edit(command.target(), command.text().value());
        return append(caller, command.channel(), command.clientId(), edit);
    }

    CompletionStage<Reply.Published> delete(Caller caller, Command.DeleteMessage command) {
        return append(caller, command.channel(), command.clientId(), new Change.Delete(command.target()));
    }

    CompletionStage<Reply.Published> addReaction(Caller caller, Command.AddReaction command) {
        Change react = new Change.React(command.target(), command.reaction(), true);
        return append(caller, command.channel(), command.clientId(), react);
    }

    CompletionStage<Reply.Published> removeReaction(Caller caller, Command.RemoveReaction command) {
        Change react = new Change.React(command.target(), command.reaction(), false);
        return append(caller, command.channel(), command.clientId(), react);
    }

    CompletionStage<Reply.Published> setTopic(Caller caller, Command.SetTopic command) {
        TextLimit.check(command.topic(), Limits.TOPIC_BYTES);
        return append(caller, command.channel(), command.clientId(), new Change.SetTopic(command.topic().value().strip()));
    }

    CompletionStage<Reply.Published> join(Caller caller, Command.JoinChannel command) {
        return append(caller, command.channel(), command.clientId(), new Change.Join());
    }

    CompletionStage<Reply.Published> leave(Caller caller, Command.LeaveChannel command) {
        return append(caller, command.channel(), command.clientId(), new Change.Leave());
    }

    private CompletionStage<Reply.Published> append(
            Caller caller, ChannelName channel, Optional<ClientId> clientId, Change change) {
        Draft draft = new Draft(channel, caller.account().asAuthor(), clientId, change);
        return rights.readable(caller, channel)
                .thenCompose(log -> journal.append(draft).thenApply(receipt -> published(log, receipt)));
    }

    private static Reply.Published published(ChannelLog log, Receipt receipt) {
        return new Reply.Published(new Position(log.head().epoch(), receipt.event().offset()), receipt.repeated());
    }
}
