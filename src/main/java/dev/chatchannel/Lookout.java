package dev.chatchannel;

import dev.chatchannel.relay.LivingNodes;
import dev.chatchannel.relay.Relay;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Decides how often this node looks at the database for what others have written.
 *
 * <p><b>Trust.</b> As long as the relay carries everything, a look finds nothing, and all looks of all nodes are what the database has to do for nothing. So it is
 * trusted as long as it lets us hear every node that the database says lives, and ourselves, within the last moment: a cut in one direction, somebody else's, or two
 * Redis servers where one was meant, are noticed too. Who is alone has nobody to miss. Then a look each {@link #SELDOM} is for what nobody thought of.
 *
 * <p><b>Doubt.</b> When the trust ends, and when a node says that it has lost letters, we look at once; without trust, every {@link #OFTEN}. A doubt without a reason costs a look.
 *
 * <p>Threads: {@link #tick} on readers; one looks at a time, and holds the lock meanwhile, which is the queue for the next one. The rest any.
 */
final class Lookout {
    static final Duration OFTEN = Duration.ofMillis(750);
    static final Duration SELDOM = Duration.ofSeconds(5);

    private static final Duration TICK = Duration.ofMillis(100);
    private static final double SPREAD = 0.2; // so that nodes do not look all at once

    private final LivingNodes nodes;
    private final Relay relay;
    private final Runnable look;
    private final ScheduledExecutorService readers;
    private final LongSupplier nanoTime;
    private final LongAdder looks = new LongAdder();
    private volatile boolean trusts; // written by the one tick at a time
    private final AtomicBoolean wanted = new AtomicBoolean(); // something was missed
    private long next; // by the tick, in nanoseconds

    /** @param look looks how far all channels have come; may block */
    Lookout(LivingNodes nodes, Relay relay, Runnable look, ScheduledExecutorService readers) {
        this(nodes, relay, look, readers, System::nanoTime);
    }

    Lookout(LivingNodes nodes, Relay relay, Runnable look, ScheduledExecutorService readers, LongSupplier nanoTime) {
        this.nodes = nodes;
        this.relay = relay;
        this.look = look;
        this.readers = readers;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** Looks from here on, until the readers are shut down. */
    void start() {
        readers.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @return whether whatever others tell comes at once */
    boolean trusts() {
        return trusts;
    }

    /** @return how often it has looked */
    long looks() {
        return looks.sum();
    }

    /** Looks soon: something was missed. */
    void lookSoon() {
        if (!wanted.compareAndSet(false, true)) return;
        try {
            readers.execute(this::tick);
        } catch (RejectedExecutionException stopping) {
            // Nobody is going to read on here.
        }
    }

    synchronized void tick() {
        boolean before = trusts;
        trusts = hearsAll();
        boolean isNews = wanted.getAndSet(false) || before != trusts; // before the look: what is missed from here on arranges another one
        if (!isNews && nanoTime.getAsLong() - next < 0) return;
        looks.increment();
        look.run();
        next = nanoTime.getAsLong() + pause();
    }

    private boolean hearsAll() {
        Set<String> others = nodes.others();
        return others.isEmpty() || relay.hears(others);
    }

    private long pause() {
        if (!trusts) return OFTEN.toNanos();
        double random = ThreadLocalRandom.current().nextDouble(1 - SPREAD, 1 + SPREAD);
        return (long) (SELDOM.toNanos() * random);
    }
}
