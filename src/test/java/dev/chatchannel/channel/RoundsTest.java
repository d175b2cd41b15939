package dev.chatchannel.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatchannel.message.ChannelName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Queue<Runnable> due = new ArrayDeque<>();
    private final Timer timer = new Timer();
    private final ChannelLog log = new ChannelLog(new ChannelName("lobby"), new MemoryHistory(), timer, LogBounds.STANDARD);
    private long now;
    private long cost; // of each round
    private int wakes;
    private final Rounds rounds = new Rounds(due::add, timer, () -> now);

    RoundsTest() {
        log.readAfter(0, () -> {
            wakes++;
            now += cost;
        });
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void in_a_quiet_place_a_round_comes_at_once() {
        rounds.add(List.of(log));
        due.remove().run();
        assertEquals(1, wakes);
        assertEquals(List.of(), timer.rests);
    }

    @Test
    void what_comes_during_the_rest_leaves_in_one_round() {
        afterARoundOf(2 * MILLI);
        for (int i = 0; i < 3; i++) rounds.add(List.of(log));
        assertEquals(List.of(Rounds.SHARE * 2 * MILLI), timer.rests);
        assertEquals(1, due.size());
    }

    @Test
    void a_rest_that_is_over_delays_nobody() {
        afterARoundOf(2 * MILLI);
        now += Rounds.SHARE * 2 * MILLI;
        rounds.add(List.of(log));
        assertEquals(List.of(), timer.rests);
        assertEquals(1, due.size());
    }

    @Test
    void a_message_that_just_missed_a_round_is_with_everybody_within_what_is_bearable() {
        long slow = 15 * MILLI;
        afterARoundOf(slow);
        rounds.add(List.of(log));
        assertEquals(List.of(Rounds.BEARABLE - 2 * slow), timer.rests);
    }

    @Test
    void who_cannot_keep_up_does_not_rest() {
        afterARoundOf(Rounds.BEARABLE);
        rounds.add(List.of(log));
        assertEquals(List.of(), timer.rests);
        assertEquals(1, due.size());
    }

    private void afterARoundOf(long nanos) {
        cost = nanos;
        rounds.add(List.of(log));
        due.remove().run();
    }

    /** Notes the rests instead of waiting. */
    private final class Timer extends ScheduledThreadPoolExecutor {
        private final List<Long> rests = new ArrayList<>();

        Timer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            rests.add(unit.toNanos(delay));
            task.run();
            return null;
        }
    }
}
