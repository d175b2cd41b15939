package dev.chatchannel;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the pools: named daemon threads. */
final class Threads {
    private Threads() {}

    static ExecutorService pool(String name, int size) {
        return Executors.newFixedThreadPool(size, factory(name));
    }

    /** A pool where so many may wait; more are rejected. */
    static ExecutorService bounded(String name, int size, int waiting) {
        return new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), factory(name));
    }

    /** A pool that forgets cancelled and delayed tasks when it is shut down. */
    static ScheduledExecutorService scheduled(String name, int size) {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(size, factory(name));
        pool.setRemoveOnCancelPolicy(true);
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return pool;
    }

    private static ThreadFactory factory(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(null); // a thread that a container starts from one of ours would inherit our class loader, and keep it after our end
            return thread;
        };
    }
}
