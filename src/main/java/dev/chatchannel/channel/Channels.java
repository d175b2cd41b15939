package dev.chatchannel.channel;

import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The logs of the channels that somebody reads.
 *
 * <p><b>Opening meets committing.</b> A log enters the map before it asks the database where the channel stands. An event that
 * is committed after that is appended to it; one that was committed before is seen by that question. So none falls between.
 *
 * <p>Threads: {@link #accept} by the journal's thread; {@link #open} by any. Wake-ups run on the delivery executor.
 */
public final class Channels {
    private final History history;
    private final ScheduledExecutorService readers;
    private final Executor delivery;
    private final LogBounds bounds;
    private final ConcurrentMap<ChannelName, Opening> logs = new ConcurrentHashMap<>();

    /**
     * @param readers runs reads of the database, which block
     * @param delivery runs the wake-ups of readers, which do not
     */
    public Channels(History history, ScheduledExecutorService readers, Executor delivery, LogBounds bounds) {
        this.history = history;
        this.readers = readers;
        this.delivery = delivery;
        this.bounds = bounds;
    }

    /**
     * Finds the log of a channel. Whoever holds it may read the channel, so only {@code command.Rights} asks.
     *
     * @return fails with {@link UnknownChannel} or {@link HistoryUnavailable}
     */
    public CompletionStage<ChannelLog> open(ChannelName name) {
        Opening known = logs.get(name);
        if (known != null) return known.opened;
        Opening mine = new Opening(new ChannelLog(name, history, readers, bounds));
        Opening first = logs.putIfAbsent(name, mine);
        if (first != null) return first.opened;
        readers.execute(() -> load(mine));
        return mine.opened;
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
            opening.opened.complete(opening.log);
        } catch (RuntimeException failure) {
            logs.remove(name, opening); // the next one to ask tries again
            opening.opened.completeExceptionally(failure);
        }
    }

    private static final class Opening {
        private final ChannelLog log;
        private final CompletableFuture<ChannelLog> opened = new CompletableFuture<>();

        private Opening(ChannelLog log) {
            this.log = log;
        }
    }
}
