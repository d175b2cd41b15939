package dev.chatchannel.command;

import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Journal;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Position;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
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

    CompletionStage<Reply.Published> edit(Caller caller, ChannelLog log, Command.EditMessage command) {
        TextLimit.check(command.text(), limits.textBytes());
        TextLimit.refuseBlank(command.text());
        return append(caller, log, command.clientId(), new Change.Edit(command.target(), command.text().value(), rights.editableSince()));
    }

    CompletionStage<Reply.Published> delete(Caller caller, ChannelLog log, Command.DeleteMessage command) {
        Change delete = new Change.Delete(command.target(), rights.editableSince(), rights.mayModerate(caller, log));
        return append(caller, log, command.clientId(), delete);
    }

    CompletionStage<Reply.Published> addReaction(Caller caller, ChannelLog log, Command.AddReaction command) {
        return append(caller, log, command.clientId(), new Change.React(command.target(), command.reaction(), true));
    }

    CompletionStage<Reply.Published> removeReaction(Caller caller, ChannelLog log, Command.RemoveReaction command) {
        return append(caller, log, command.clientId(), new Change.React(command.target(), command.reaction(), false));
    }

    CompletionStage<Reply.Published> setTopic(Caller caller, ChannelLog log, Command.SetTopic command) {
        TextLimit.check(command.topic(), Limits.TOPIC_BYTES);
        return append(caller, log, command.clientId(), new Change.SetTopic(command.topic().value().strip()));
    }

    CompletionStage<Reply.Published> setTitle(Caller caller, ChannelLog log, Command.SetTitle command) {
        return append(caller, log, command.clientId(), new Change.SetTitle(TextLimit.title(command.title())));
    }

    CompletionStage<Reply.Published> archive(Caller caller, ChannelLog log, Command.ArchiveChannel command) {
        return append(caller, log, command.clientId(), new Change.Archive(true));
    }

    CompletionStage<Reply.Published> unarchive(Caller caller, ChannelLog log, Command.UnarchiveChannel command) {
        return append(caller, log, command.clientId(), new Change.Archive(false));
    }

    CompletionStage<Reply.Published> setSlowMode(Caller caller, ChannelLog log, Command.SetSlowMode command) {
        return append(caller, log, command.clientId(), new Change.SetSlowMode(command.seconds()));
    }

    CompletionStage<Reply.Published> openToGuests(Caller caller, ChannelLog log, Command.OpenToGuests command) {
        return append(caller, log, command.clientId(), new Change.OpenToGuests(command.open()));
    }

    CompletionStage<Reply.Published> deleteChannel(Caller caller, ChannelLog log, Command.DeleteChannel command) {
        if (!command.repeated().equals(log.name())) throw Refusal.BAD_REQUEST.refused("name: expected the name of the channel once more.");
        return append(caller, log, command.clientId(), new Change.DeleteChannel());
    }

    CompletionStage<Reply.Published> join(Caller caller, ChannelLog log, Command.JoinChannel command) {
        return append(caller, log, command.clientId(), new Change.Join());
    }

    CompletionStage<Reply.Published> leave(Caller caller, ChannelLog log, Command.LeaveChannel command) {
        return append(caller, log, command.clientId(), new Change.Leave());
    }

    CompletionStage<Reply.Published> invite(Caller caller, ChannelLog log, Command.InviteMember command) {
        return append(caller, log, command.clientId(), new Change.Invite(command.account()));
    }

    CompletionStage<Reply.Published> remove(Caller caller, ChannelLog log, Command.RemoveMember command) {
        return append(caller, log, command.clientId(), new Change.Remove(command.account(), rights.authority(caller, log)));
    }

    CompletionStage<Reply.Published> setRole(Caller caller, ChannelLog log, Command.SetRole command) {
        return append(caller, log, command.clientId(), new Change.SetRole(command.account(), command.role(), rights.authority(caller, log)));
    }

    CompletionStage<Reply.Published> mute(Caller caller, ChannelLog log, Command.MuteMember command) {
        return append(caller, log, command.clientId(), new Change.Mute(command.account(), command.seconds(), rights.authority(caller, log)));
    }

    CompletionStage<Reply.Published> ban(Caller caller, ChannelLog log, Command.BanAccount command) {
        return append(caller, log, command.clientId(), new Change.Ban(command.account(), true, rights.authority(caller, log)));
    }

    CompletionStage<Reply.Published> unban(Caller caller, ChannelLog log, Command.UnbanAccount command) {
        return append(caller, log, command.clientId(), new Change.Ban(command.account(), false, rights.authority(caller, log)));
    }

    private CompletionStage<Reply.Published> append(Caller caller, ChannelLog log, Optional<ClientId> clientId, Change change) {
        Draft draft = new Draft(log.name(), Optional.of(log.head().epoch()), caller.account().asAuthor(), clientId, change);
        return journal.append(draft).thenApply(receipt -> published(log, receipt));
    }

    private static Reply.Published published(ChannelLog log, Receipt receipt) {
        return new Reply.Published(new Position(log.head().epoch(), receipt.event().offset()), receipt.repeated());
    }
}
