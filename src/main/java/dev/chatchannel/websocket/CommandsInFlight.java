package dev.chatchannel.websocket;

import dev.chatchannel.command.Caller;
import dev.chatchannel.command.CommandRunner;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.Frame;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.protocol.Reply;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The commands of one session that are not answered yet: so many and no more, so that one session cannot fill the journal.
 *
 * <p>Threads: any. What was read is written by the thread that read it, because a page takes its time. What was committed comes on
 * the journal's thread, which goes on with its work: that is written on the delivery executor. Answers are handed over there, all.
 */
final class CommandsInFlight {
    private final CommandRunner runner;
    private final Executor delivery;
    private final Consumer<Frame> answers;
    private final AtomicInteger count = new AtomicInteger();

    /** @param answers gets what is to be sent */
    CommandsInFlight(CommandRunner runner, Executor delivery, Consumer<Frame> answers) {
        this.runner = runner;
        this.delivery = delivery;
        this.answers = answers;
    }

    /** How the answer to one command is written; empty where nothing is said. */
    record Writing(Function<Reply, Optional<Frame>> done, Function<Refused, Frame> refused) {
        private Optional<Frame> of(Reply reply, Throwable failure) {
            return failure == null ? done.apply(reply) : Optional.of(refused.apply(Refused.of(failure)));
        }
    }

    void run(Caller caller, Command command, Writing writing) {
        run(() -> runner.run(caller, command), writing);
    }

    void run(Caller caller, String method, Fields params, Writing writing) {
        run(() -> runner.run(caller, method, params), writing);
    }

    void run(Supplier<CompletionStage<Reply>> work, Writing writing) {
        admitted(work).whenComplete((reply, failure) -> {
            boolean wasRead = reply != null && !(reply instanceof Reply.Published);
            if (wasRead) handOver(written(reply, writing));
            else handOver(() -> writing.of(reply, failure));
        });
    }

    private static Supplier<Optional<Frame>> written(Reply reply, Writing writing) {
        Optional<Frame> frame = writing.of(reply, null);
        return () -> frame;
    }

    private void handOver(Supplier<Optional<Frame>> answer) {
        delivery.execute(() -> {
            count.decrementAndGet();
            answer.get().ifPresent(answers);
        });
    }

    private CompletionStage<Reply> admitted(Supplier<CompletionStage<Reply>> work) {
        if (count.incrementAndGet() <= Limits.COMMANDS_IN_FLIGHT) return work.get();
        return CompletableFuture.failedStage(Refusal.TOO_BUSY.refused("Not done: too many at once; try again in a moment."));
    }
}
