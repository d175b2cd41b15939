package dev.chatchannel.command;

import dev.chatchannel.account.GuestAddresses;
import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.file.FileType;
import dev.chatchannel.file.Hash;
import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Journal;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.Position;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Reply;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code publish}: what was said goes to the journal, and the reply waits for its commit. */
final class MessagePublisher {
    private final Rights rights;
    private final Journal journal;
    private final Limits limits;
    private final GuestAddresses guests;
    private final Clock clock;

    MessagePublisher(Rights rights, Journal journal, Limits limits, GuestAddresses guests, Clock clock) {
        this.rights = rights;
        this.journal = journal;
        this.limits = limits;
        this.guests = guests;
        this.clock = clock;
    }

    CompletionStage<Reply.Published> publish(Caller caller, ChannelLog log, Command.Publish command) {
        check(command);
        if (caller.is(AccountKind.GUEST)) guests.note(caller.account().id(), caller.address());
        return journal.append(draft(caller, log, command)).thenApply(receipt -> published(log, receipt));
    }

    private void check(Command.Publish command) {
        if (command.file().isEmpty() && command.files().isEmpty()) TextLimit.refuseBlank(command.text());
        TextLimit.check(command.text(), limits.textBytes());
    }

    private Draft draft(Caller caller, ChannelLog log, Command.Publish command) {
        Change post = new Change.Post(
                command.text().value(), command.file().map(this::upload), command.files(), command.thread(), rights.pause(caller, log));
        return new Draft(command.channel(), Optional.of(log.head().epoch()), caller.account().asAuthor(), command.clientId(), post);
    }

    private Change.Upload upload(byte[] content) {
        FileId id = FileId.at(clock.millis());
        return new Change.Upload(new Attachment(id, FileType.of(content).mediaType(), content.length), Hash.of(content), content);
    }

    private static Reply.Published published(ChannelLog log, Receipt receipt) {
        return new Reply.Published(new Position(log.head().epoch(), receipt.event().offset()), receipt.repeated());
    }
}
