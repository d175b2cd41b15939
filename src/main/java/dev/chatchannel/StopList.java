package dev.chatchannel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** What must be stopped, the newest first. One that fails to stop does not keep the others from it. */
final class StopList implements AutoCloseable {
    private static final Logger LOG = System.getLogger(StopList.class.getName());
    private static final long SECONDS = 5;

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T thing) {
        started.push(thing);
        return thing;
    }

    <T extends ExecutorService> T addPool(T executor) {
        started.push(() -> stop(executor));
        return executor;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) closeOne(started.pop());
    }

    private static void closeOne(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception failure) {
            LOG.log(Level.WARNING, "Something did not stop cleanly", failure);
        }
    }

    private static void stop(ExecutorService executor) throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(SECONDS, TimeUnit.SECONDS)) executor.shutdownNow();
    }
}
