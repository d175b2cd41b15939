package dev.chatchannel.channel;

import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * The logs of the channels that somebody reads.
 *
 * <p><b>Opening meets committing.</b> A log enters the map before it asks the database where the channel stands. An event that
 * is committed after that is appended to it; one that was committed before is seen by that question. So none falls between.
 *
 * <p>Threads: {@link #accept} by the journal's thread; {@link #open} by any. Wake-ups run on the delivery executor.
 */
public final class Channels {
    private static final int MOST_EVENTS = 256;
    private static final long MOST_BYTES = 1 << 20;

    private final History history;
    private final ScheduledExecutorService readers;
    private final Executor delivery;
    private final ConcurrentMap<ChannelName, Opening> logs = new ConcurrentHashMap<>();

    /**
     * @param readers runs reads of the database, which block
     * @param delivery runs the wake-ups of readers, which do not
     */
    public Channels(History history, ScheduledExecutorService readers, Executor delivery) {
        this.history = history;
        this.readers = readers;
        this.delivery = delivery;
    }

    /**
     * Finds the log of a channel. Whoever holds it may read the channel, so only {@code command.Rights} asks.
     *
     * @return fails with {@link UnknownChannel} or {@link HistoryUnavailable}
     */
    public CompletionStage<ChannelLog> open(ChannelName name) {
        Opening known = logs.get(name);
        if (known != null) return known.stage();
        Opening mine = new Opening(new ChannelLog(name, history, readers, MOST_EVENTS, MOST_BYTES));
        Opening first = logs.putIfAbsent(name, mine);
        if (first != null) return first.stage();
        readers.execute(() -> load(mine));
        return mine.stage();
    }

    /** Takes committed events, in commit order, and arranges that the readers hear of them. */
    public void accept(List<Event> committed) {
        List<ChannelLog> touched = new ArrayList<>();
        for (Event event : committed) {
            Opening opening = logs.get(event.channel());
            if (opening == null) continue;
            opening.log.append(event);
            if (opening.log.claimDelivery()) touched.add(opening.log);
        }
        if (!touched.isEmpty()) delivery.execute(() -> touched.forEach(ChannelLog::deliver));
    }

    private void load(Opening opening) {
        ChannelName name = opening.log.name();
        try {
            Position stored = history.head(name).orElseThrow(() -> new UnknownChannel(name));
            opening.log.startAt(stored);
            opening.succeed();
        } catch (RuntimeException failure) {
            logs.remove(name, opening); // the next one to ask tries again
            opening.fail(failure);
        }
    }

    /**
     * A log on its way from the database.
     *
     * <p><b>Order.</b> Who asks first is answered first: posts that one client sends at once may all wait here, and must not change
     * places. A future answers its dependents the last first; so everybody who waits has one of their own.
     *
     * <p>Threads: any. Nobody is answered under the lock: when {@code opened} is completed, it has been given to nobody yet.
     */
    private static final class Opening {
        private final ChannelLog log;
        private final CompletableFuture<ChannelLog> opened = new CompletableFuture<>();
        private final Queue<CompletableFuture<ChannelLog>> waiting = new ArrayDeque<>(); // guarded by this

        private Opening(ChannelLog log) {
            this.log = log;
        }

        CompletionStage<ChannelLog> stage() {
            return opened.isDone() ? opened : waitingStage();
        }

        void succeed() {
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
}
