package dev.chatchannel.channel;

import static dev.chatchannel.channel.MemoryHistory.LOBBY;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;

/** Tests of channels: with a history in memory, and threads of their own. */
abstract class OpenChannels {
    static final int READERS = 2;

    final MemoryHistory history = new MemoryHistory();
    final ScheduledExecutorService readers = Executors.newScheduledThreadPool(READERS);
    final ExecutorService delivery = Executors.newSingleThreadExecutor();
    final Channels channels = new Channels(history, readers, delivery, readers, LogBounds.STANDARD);

    @AfterEach
    void stop() {
        readers.shutdownNow();
        delivery.shutdownNow();
    }

    ChannelLog log() {
        return channels.open(LOBBY).toCompletableFuture().join();
    }

    void commit(int count) {
        for (int i = 0; i < count; i++) channels.accept(List.of(history.commit()));
    }

    static List<Long> offsets(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
