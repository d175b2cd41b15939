package dev.chatchannel.command;

import dev.chatchannel.channel.History;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** {@code health}: asks the database something. Fails with {@code HistoryUnavailable} when that does. */
final class HealthCheck {
    private static final ChannelName ANY = new ChannelName("lobby");

    private final History history;
    private final Executor readers;

    HealthCheck(History history, Executor readers) {
        this.history = history;
        this.readers = readers;
    }

    CompletionStage<Reply.Healthy> check(Caller caller, Command.CheckHealth command) {
        return CompletableFuture.supplyAsync(() -> history.head(ANY), readers).thenApply(answer -> new Reply.Healthy());
    }
}
