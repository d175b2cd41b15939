package dev.chatchannel.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.message.ChannelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Channels that nobody uses leave the memory; nobody who uses one ever notices. */
@Timeout(60)
class LettingGoTest extends OpenChannels {
    @Test
    void a_channel_that_nobody_uses_leaves_the_memory_and_is_opened_anew() {
        log();
        commit(3);
        awaitEmpty();
        assertEquals(3, log().head().offset());
        assertEquals(2, history.openings.get());
    }

    @Test
    void a_channel_that_was_used_lately_stays() {
        for (int i = 0; i < 5; i++) {
            log();
            channels.letGo();
            System.gc();
            commit(1);
            channels.letGo();
            System.gc();
        }
        assertEquals(1, channels.size());
        assertEquals(1, history.openings.get());
    }

    @Test
    void a_channel_that_somebody_reads_stays_however_long_it_is_quiet() {
        WakefulReader reader = new WakefulReader(log(), 0);
        for (int i = 0; i < 5; i++) letGo();
        commit(1);
        assertEquals(offsets(1, 1), reader.readUntil(1));
        assertEquals(1, history.openings.get());
    }

    /** Guards against a reader that is never woken: its log was forgotten between its opening and its first read. */
    @Test
    void who_holds_a_log_that_was_let_go_of_still_hears_and_shares_it_with_those_who_come() {
        ChannelLog held = log();
        for (int i = 0; i < 5; i++) letGo();
        WakefulReader reader = new WakefulReader(held, 0);
        commit(1);
        assertEquals(offsets(1, 1), reader.readUntil(1));
        assertSame(held, log());
    }

    @Test
    void an_unknown_channel_leaves_nothing_behind() {
        assertThrows(CompletionException.class, () -> channels.open(new ChannelName("nowhere")).toCompletableFuture().join());
        assertEquals(0, channels.size());
    }

    /**
     * In each round readers come, wait for any time with the log in hand, read on and go, while events are committed and the channel
     * is let go of.
     */
    @RepeatedTest(3)
    void however_opening_reading_committing_and_letting_go_meet_nobody_misses_an_event_or_sees_one_twice(RepetitionInfo repetition)
            throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        ExecutorService racers = Executors.newFixedThreadPool(4);
        List<Long> ann = new ArrayList<>();
        List<Long> bob = new ArrayList<>();
        try {
            for (int round = 0, committed = 0; round < 60; round++) {
                int more = 1 + random.nextInt(5);
                committed += more;
                List<Callable<Void>> all = List.of(
                        after(pause(random), () -> letGo()),
                        after(pause(random), () -> commit(more)),
                        visit(ann, committed, pause(random), pause(random)),
                        visit(bob, committed, pause(random), pause(random)));
                for (Future<Void> one : racers.invokeAll(all)) one.get();
                assertEquals(offsets(1, committed), ann);
                assertEquals(offsets(1, committed), bob);
            }
        } finally {
            racers.shutdownNow();
        }
        assertTrue(history.openings.get() > 5, "the channel was hardly ever let go of");
    }

    private Callable<Void> visit(List<Long> heard, long last, long before, long inHand) {
        return after(before, () -> {
            ChannelLog log = log();
            spin(inHand);
            try (WakefulReader reader = new WakefulReader(log, heard.size())) {
                heard.addAll(reader.readUntil(last));
            }
        });
    }

    private static Callable<Void> after(long nanos, Runnable work) {
        return () -> {
            spin(nanos);
            work.run();
            return null;
        };
    }

    /** Mostly short, now and then long enough for a whole collection. */
    private static long pause(Random random) {
        return random.nextInt(4) == 0 ? random.nextInt(20_000_000) : random.nextInt(50_000);
    }

    private static void spin(long nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) Thread.onSpinWait();
    }

    private void awaitEmpty() {
        while (channels.size() > 0) letGo();
    }

    private void letGo() {
        channels.letGo();
        channels.letGo();
        System.gc();
    }
}
