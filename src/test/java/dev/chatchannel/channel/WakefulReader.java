package dev.chatchannel.channel;

import static dev.chatchannel.channel.MemoryHistory.ANN;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Reads as an outbox does: only when woken. */
final class WakefulReader implements Reader, AutoCloseable {
    private final Semaphore wakes = new Semaphore(1);
    private final Cursor cursor;

    WakefulReader(ChannelLog log, long from) {
        cursor = log.readAfter(ANN.id(), ANN.kind(), from, this);
    }

    /** @return the offsets that were heard, up to at least {@code last} */
    List<Long> readUntil(long last) {
        List<Long> heard = new ArrayList<>();
        while (heard.isEmpty() || heard.get(heard.size() - 1) < last) {
            Run run = next();
            run.entries().forEach(entry -> heard.add(entry.event().offset()));
            if (run.isEmpty()) awaitWake(heard);
        }
        return heard;
    }

    Run next() {
        return cursor.next();
    }

    @Override
    public void close() {
        cursor.close();
    }

    @Override
    public void wake() {
        wakes.release();
    }

    @Override
    public void cutOff(CutOff why) {
        throw new AssertionError("Nobody lost a right here");
    }

    private void awaitWake(List<Long> heard) {
        try {
            if (!wakes.tryAcquire(10, TimeUnit.SECONDS)) throw new AssertionError("never woken after " + heard.size());
            wakes.drainPermits();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
