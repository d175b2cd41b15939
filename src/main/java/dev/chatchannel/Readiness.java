package dev.chatchannel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether this node can do its work, as load balancers ask: it is not stopping, and the database takes what is written. A busy node
 * knows that from its commits; a quiet one writes a little, once a second at most, however many ask.
 *
 * <p>Threads: any; {@link #get} blocks for {@link #PATIENCE} at most.
 */
final class Readiness implements Supplier<Optional<String>> {
    private static final Duration LATELY = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_WAITING = 8; // anybody may ask: more threads are not to be had by it

    private final BooleanSupplier stopping;
    private final BooleanSupplier damaged;
    private final MeasuredStore store;
    private final Runnable touch;
    private final Executor readers;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private CompletableFuture<Boolean> probe = CompletableFuture.completedFuture(false); // guarded by this
    private long probed = System.nanoTime() - AGAIN.toNanos(); // guarded by this

    /** @param touch writes something to the database that changes nothing; throws when that fails */
    Readiness(BooleanSupplier stopping, BooleanSupplier damaged, MeasuredStore store, Runnable touch, Executor readers) {
        this.stopping = stopping;
        this.damaged = damaged;
        this.store = store;
        this.touch = touch;
        this.readers = readers;
    }

    /** @return what stands in the way, in a few words that tell no secret; empty when it is ready */
    @Override
    public Optional<String> get() {
        if (stopping.getAsBoolean()) return Optional.of("stopping");
        if (damaged.getAsBoolean()) return Optional.of("the database is damaged");
        if (store.storedWithin(LATELY)) return Optional.empty();
        if (!waiting.tryAcquire()) return Optional.of("the database does not answer");
        try {
            return probing().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) ? Optional.empty() : Optional.of("the database cannot be written");
        } catch (TimeoutException late) {
            return Optional.of("the database does not answer");
        } catch (ExecutionException unwritable) {
            return Optional.of("the database cannot be written");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("stopping");
        } finally {
            waiting.release();
        }
    }

    private synchronized CompletableFuture<Boolean> probing() {
        if (probe.isDone() && System.nanoTime() - probed >= AGAIN.toNanos()) {
            probed = System.nanoTime();
            probe = CompletableFuture.supplyAsync(this::touched, readers);
        }
        return probe;
    }

    private boolean touched() {
        touch.run();
        return true;
    }
}
