package dev.chatchannel.command;

import dev.chatchannel.account.Account;
import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.channel.History;
import dev.chatchannel.channel.Presence;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Person;
import dev.chatchannel.message.Position;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The commands that only read a channel: {@code history}, {@code presence}, {@code presence_stats}. */
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

    CompletionStage<Reply.HistoryPage> history(Caller caller, ChannelLog log, Command.ReadHistory command) {
        if (command.limit() > Limits.HISTORY_PAGE) {
            throw Refusal.BAD_REQUEST.refused("limit: expected at most " + Limits.HISTORY_PAGE + ".");
        }
        return page(caller, log, command);
    }

    CompletionStage<Reply.PresenceList> presence(Caller caller, ChannelLog log, Command.ReadPresence command) {
        return CompletableFuture.completedStage(new Reply.PresenceList(presence.list(log.name())));
    }

    CompletionStage<Reply.PresenceCount> presenceStats(Caller caller, ChannelLog log, Command.CountPresence command) {
        return CompletableFuture.completedStage(count(presence.list(log.name())));
    }

    private static CompletionStage<Reply.HistoryPage> page(Caller caller, ChannelLog log, Command.ReadHistory command) {
        Position head = log.head();
        command.since().filter(since -> !since.epoch().equals(head.epoch())).ifPresent(since -> {
            throw Refusal.UNRECOVERABLE.refused();
        });
        return events(caller.account(), log, command).thenApply(events -> new Reply.HistoryPage(events, head));
    }

    private static CompletionStage<List<Event>> events(Account who, ChannelLog log, Command.ReadHistory command) {
        if (command.limit() == 0) return CompletableFuture.completedStage(List.of());
        Optional<Long> since = command.since().map(Position::offset);
        if (!command.reverse()) return log.after(who.id(), who.kind(), since.orElse(0L), command.limit());
        return log.before(who.id(), who.kind(), since.orElse(Long.MAX_VALUE), command.limit());
    }

    private static Reply.PresenceCount count(List<Person> people) {
        long accounts = people.stream().map(person -> person.author().id()).distinct().count();
        return new Reply.PresenceCount(people.size(), (int) accounts);
    }
}
