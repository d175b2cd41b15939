package dev.chatchannel.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where drafts wait for the commit loop, in the order of their coming.
 *
 * <p>A draft that was accepted comes out again exactly once: by {@link #take}, or by {@link #abandon}. Therefore "is it
 * closed" and "put it in" are one step under one lock.
 *
 * <p>Threads: any. The lock is held for a few operations in memory, never across I/O or a callback.
 */
final class Intake {
    static final int MOST_DRAFTS = 1_000;
    static final long MOST_BYTES = 8 << 20;

    /** Of all that wait; so that files do not fill the memory while the disk is slow. */
    static final long MOST_WAITING_BYTES = 64 << 20;

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Waiting> waiting = new ArrayDeque<>(); // under lock
    private long bytes; // under lock: what all that wait weigh
    private boolean closed; // under lock

    Intake(int capacity) {
        this.capacity = capacity;
    }

    /** @return false when it was not accepted: too many wait, or it is closed */
    boolean offer(Waiting draft) {
        lock.lock();
        try {
            if (closed || waiting.size() >= capacity || bytes + draft.weight() > MOST_WAITING_BYTES) return false;
            waiting.add(draft);
            bytes += draft.weight();
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for drafts, then gives the oldest, up to the bounds of a batch; none only when closed and empty. */
    List<Waiting> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) changed.awaitUninterruptibly();
            return batch();
        } finally {
            lock.unlock();
        }
    }

    /** @return how many wait */
    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Accepts nothing more. What waits can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @return everything that still waits, and forgets it */
    List<Waiting> abandon() {
        lock.lock();
        try {
            List<Waiting> rest = List.copyOf(waiting);
            waiting.clear();
            bytes = 0;
            return rest;
        } finally {
            lock.unlock();
        }
    }

    /** One draft always fits, however heavy it is. */
    private List<Waiting> batch() {
        List<Waiting> batch = new ArrayList<>();
        long weight = 0;
        while (!waiting.isEmpty() && batch.size() < MOST_DRAFTS) {
            weight += waiting.peek().weight();
            if (weight > MOST_BYTES && !batch.isEmpty()) break;
            batch.add(waiting.remove());
            bytes -= batch.get(batch.size() - 1).weight();
        }
        return batch;
    }
}
