package dev.chatchannel.command;

import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.channel.History;
import dev.chatchannel.channel.Presence;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Person;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.StoredFile;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The commands that only read a channel: {@code history}, {@code presence}, {@code presence_stats}, and its files. */
final class ChannelReader {
    private final Rights rights;
    private final Presence presence;
    private final History history;
    private final Executor readers;

    ChannelReader(Rights rights, Presence presence, History history, Executor readers) {
        this.rights = rights;
        this.presence = presence;
        this.history = history;
        this.readers = readers;
    }

    CompletionStage<Reply.HistoryPage> history(Caller caller, Command.ReadHistory command) {
        if (command.limit() > Limits.HISTORY_PAGE) {
            throw Refusal.BAD_REQUEST.refused("limit: expected at most " + Limits.HISTORY_PAGE + ".");
        }
        return rights.readable(caller, command.channel()).thenCompose(log -> page(log, command));
    }

    CompletionStage<Reply.PresenceList> presence(Caller caller, Command.ReadPresence command) {
        return people(caller, command.channel()).thenApply(Reply.PresenceList::new);
    }

    CompletionStage<Reply.PresenceCount> presenceStats(Caller caller, Command.CountPresence command) {
        return people(caller, command.channel()).thenApply(ChannelReader::count);
    }

    /** Asks for the file's channel before it gives the file: who may not read it is told that there is none. */
    CompletionStage<Reply.FileContent> file(Caller caller, Command.ReadFile command) {
        return CompletableFuture.supplyAsync(() -> stored(command), readers)
                .thenCompose(file -> rights.readable(caller, file.channel()).thenApply(log -> new Reply.FileContent(file)));
    }

    private CompletionStage<List<Person>> people(Caller caller, ChannelName channel) {
        return rights.readable(caller, channel).thenApply(log -> presence.list(channel));
    }

    private StoredFile stored(Command.ReadFile command) {
        return history.file(command.file()).orElseThrow(() -> Refusal.NOT_FOUND.refused("There is no such file."));
    }

    private static CompletionStage<Reply.HistoryPage> page(ChannelLog log, Command.ReadHistory command) {
        Position head = log.head();
        command.since().filter(since -> !since.epoch().equals(head.epoch())).ifPresent(since -> {
            throw Refusal.UNRECOVERABLE.refused();
        });
        return events(log, command).thenApply(events -> new Reply.HistoryPage(events, head));
    }

    private static CompletionStage<List<Event>> events(ChannelLog log, Command.ReadHistory command) {
        if (command.limit() == 0) return CompletableFuture.completedStage(List.of());
        if (!command.reverse()) return log.after(command.since().map(Position::offset).orElse(0L), command.limit());
        return log.before(command.since().map(Position::offset).orElse(Long.MAX_VALUE), command.limit());
    }

    private static Reply.PresenceCount count(List<Person> people) {
        long accounts = people.stream().map(person -> person.author().id()).distinct().count();
        return new Reply.PresenceCount(people.size(), (int) accounts);
    }
}
