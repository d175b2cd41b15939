package dev.chatchannel.command;

import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.channel.Directory;
import dev.chatchannel.channel.MarkMove;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * {@code channel.mark} and {@code channel.prefer}: how far people have read, and how they want to have their channels; told to all
 * connections of the account, so that its devices agree.
 *
 * <p><b>Marks.</b> Where many read along, each message brings a mark of each of them, and each transaction of the database is one that posts
 * wait for. So marks are gathered for a moment and written together: some transactions a second, however many read.
 *
 * <p>Threads: any; never blocks, what does runs on readers.
 */
final class AttentionKeeper {
    private static final long GATHER_MILLIS = 100;

    private final Directory directory;
    private final Connections connections;
    private final ScheduledExecutorService readers;
    private List<Waiting> waiting = new ArrayList<>(); // under this; the first to come arranges that they are written

    AttentionKeeper(Directory directory, Connections connections, ScheduledExecutorService readers) {
        this.directory = directory;
        this.connections = connections;
        this.readers = readers;
    }

    /** A mark beyond the channel's newest event would hide what comes: it goes no further than that. */
    CompletionStage<Reply.Marked> mark(Caller caller, ChannelLog log, Command.MarkChannel command) {
        long offset = Math.min(command.offset(), log.head().offset());
        Waiting one = new Waiting(new MarkMove(caller.account().id(), log.name(), offset, command.back()), new CompletableFuture<>());
        if (gather(one)) readers.schedule(this::write, GATHER_MILLIS, TimeUnit.MILLISECONDS);
        return one.answer;
    }

    CompletionStage<Reply.Preferred> prefer(Caller caller, ChannelLog log, Command.PreferChannel command) {
        AccountId account = caller.account().id();
        return CompletableFuture.supplyAsync(() -> directory.prefer(log.name(), account, command.level(), command.favourite()), readers)
                .thenApply(now -> now.orElseThrow(AttentionKeeper::gone))
                .thenApply(now -> {
                    connections.tellOfPreference(account, log.name(), now);
                    return new Reply.Preferred(now);
                });
    }

    /** @return whether it is the first */
    private synchronized boolean gather(Waiting one) {
        waiting.add(one);
        return waiting.size() == 1;
    }

    private synchronized List<Waiting> gathered() {
        List<Waiting> all = waiting;
        waiting = new ArrayList<>();
        return all;
    }

    private void write() {
        List<Waiting> all = gathered();
        try {
            List<Optional<Long>> marks = directory.move(all.stream().map(Waiting::move).toList());
            for (int i = 0; i < all.size(); i++) answer(all.get(i), marks.get(i));
        } catch (RuntimeException failure) {
            all.forEach(one -> one.answer.completeExceptionally(failure));
        }
    }

    private void answer(Waiting one, Optional<Long> mark) {
        if (mark.isEmpty()) {
            one.answer.completeExceptionally(gone());
            return;
        }
        connections.tellOfMark(one.move.account(), one.move.channel(), mark.get());
        one.answer.complete(new Reply.Marked(mark.get()));
    }

    private static RuntimeException gone() {
        return Refusal.UNKNOWN_CHANNEL.refused();
    }

    private record Waiting(MarkMove move, CompletableFuture<Reply.Marked> answer) {}
}
