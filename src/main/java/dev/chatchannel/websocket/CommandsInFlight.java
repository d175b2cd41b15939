package dev.chatchannel.websocket;

import dev.chatchannel.command.Caller;
import dev.chatchannel.command.CommandRunner;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The commands of one session that are not answered yet: so many and no more, so that one session cannot fill the journal.
 *
 * <p>Threads: any. Answers come on the delivery executor, so that the journal's thread goes on with its work.
 */
final class CommandsInFlight {
    private final CommandRunner runner;
    private final Executor delivery;
    private final AtomicInteger count = new AtomicInteger();

    CommandsInFlight(CommandRunner runner, Executor delivery) {
        this.runner = runner;
        this.delivery = delivery;
    }

    /** @param answer gets the reply, or what was refused */
    void run(Caller caller, Command command, BiConsumer<Reply, Refused> answer) {
        run(() -> runner.run(caller, command), answer);
    }

    /** @param answer gets the reply, or what was refused */
    void run(Caller caller, String method, Fields params, BiConsumer<Reply, Refused> answer) {
        run(() -> runner.run(caller, method, params), answer);
    }

    private void run(Supplier<CompletionStage<Reply>> work, BiConsumer<Reply, Refused> answer) {
        admitted(work).whenCompleteAsync((reply, failure) -> {
            count.decrementAndGet();
            answer.accept(reply, failure == null ? null : asRefused(failure));
        }, delivery);
    }

    private CompletionStage<Reply> admitted(Supplier<CompletionStage<Reply>> work) {
        if (count.incrementAndGet() <= Limits.COMMANDS_IN_FLIGHT) return work.get();
        return CompletableFuture.failedStage(Refusal.TOO_BUSY.refused("Not done: too many at once; try again in a moment."));
    }

    private static Refused asRefused(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof Refused refused ? refused : Refusal.INTERNAL.refused();
    }
}
