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

/** The commands that only read a channel: {@code history}, who reacted, who is here. */
final class ChannelReader {
    private static final int MOST_NAMED = 100; // people who are named for one reaction

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

    CompletionStage<Reply.ReactionList> reactions(Caller caller, ChannelLog log, Command.ListReactions command) {
        Account who = caller.account();
        return log.reactors(who.id(), who.kind(), command.target(), MOST_NAMED).thenApply(Reply.ReactionList::new);
    }

    CompletionStage<Reply.OwnReactionList> ownReactions(Caller caller, ChannelLog log, Command.ListOwnReactions command) {
        Account who = caller.account();
        return log.reactionsOf(who.id(), who.kind(), command.targets()).thenApply(Reply.OwnReactionList::new);
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
        if (command.thread().isPresent()) return replies(who, log, command, command.thread().getAsLong());
        Optional<Long> since = command.since().map(Position::offset);
        if (!command.reverse()) return log.after(who.id(), who.kind(), since.orElse(0L), command.limit());
        return log.before(who.id(), who.kind(), since.orElse(Long.MAX_VALUE), command.limit());
    }

    private static CompletionStage<List<Event>> replies(Account who, ChannelLog log, Command.ReadHistory command, long root) {
        Optional<Long> since = command.since().map(Position::offset);
        if (!command.reverse()) return log.repliesAfter(who.id(), who.kind(), root, since.orElse(0L), command.limit());
        return log.repliesBefore(who.id(), who.kind(), root, since.orElse(Long.MAX_VALUE), command.limit());
    }

    private static Reply.PresenceCount count(List<Person> people) {
        long accounts = people.stream().map(person -> person.author().id()).distinct().count();
        return new Reply.PresenceCount(people.size(), (int) accounts);
    }
}
