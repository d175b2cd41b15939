package dev.chatchannel.channel;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Those who wait until a log knows where its channel stands.
 *
 * <p><b>Order.</b> Who asks first is answered first: posts that one client sends at once may all wait here, and must not change
 * places. A future answers its dependents the last first; so everybody who waits has one of their own.
 *
 * <p>Threads: any. Nobody is answered under the lock: when {@code opened} is completed, it has been given to nobody yet.
 */
final class Opening {
    private final CompletableFuture<ChannelLog> opened = new CompletableFuture<>();
    private final Queue<CompletableFuture<ChannelLog>> waiting = new ArrayDeque<>(0); // guarded by this

    CompletionStage<ChannelLog> stage() {
        return opened.isDone() ? opened : waitingStage();
    }

    void succeed(ChannelLog log) {
        answerAll(stage -> stage.complete(log));
    }

    void fail(RuntimeException failure) {
        answerAll(stage -> stage.completeExceptionally(failure));
    }

    private synchronized CompletionStage<ChannelLog> waitingStage() {
        if (opened.isDone()) return opened;
        CompletableFuture<ChannelLog> mine = new CompletableFuture<>();
        waiting.add(mine);
        return mine;
    }

    private void answerAll(Consumer<CompletableFuture<ChannelLog>> answer) {
        for (CompletableFuture<ChannelLog> next = next(answer); next != null; next = next(answer)) answer.accept(next);
    }

    /** @return the next who waits; when there is none, all who come later are answered at once */
    private synchronized CompletableFuture<ChannelLog> next(Consumer<CompletableFuture<ChannelLog>> answer) {
        CompletableFuture<ChannelLog> next = waiting.poll();
        if (next == null) answer.accept(opened);
        return next;
    }
}
