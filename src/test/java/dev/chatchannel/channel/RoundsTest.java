package dev.chatchannel.channel;

import static dev.chatchannel.channel.MemoryHistory.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Position;
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
    private final ChannelLog log = new ChannelLog(new ChannelName("lobby"), new MemoryHistory(), timer, LogBounds.STANDARD, new NoKeeper());
    private long now;
    private long cost; // of each round
    private Runnable during = () -> {}; // the next round
    private final Rounds rounds = new Rounds(due::add, timer, () -> now);

    RoundsTest() {
        log.startAt(ChannelState.openToAll(new Position("epoch", 0)));
        log.readAfter(ANN.id(), ANN.kind(), 0, new Reader() {
            @Override
            public void wake() {
                now += cost;
                Runnable task = during;
                during = () -> {};
                task.run();
            }

            @Override
            public void cutOff(CutOff why) {}
        });
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void in_a_quiet_place_a_round_comes_at_once() {
        afterARoundOf(2 * MILLI);
        now += 2 * Rounds.BEARABLE;
        rounds.add(List.of(log));
        assertEquals(List.of(), timer.waits);
        assertEquals(1, due.size());
    }

    @Test
    void a_message_that_follows_another_waits_in_proportion_to_what_a_round_costs() {
        afterARoundOf(2 * MILLI);
        now += MILLI;
        rounds.add(List.of(log));
        assertEquals(List.of(Rounds.SHARE * MILLI), timer.waits); // half of the newest cost, half of what was before
    }

    @Test
    void what_comes_while_one_waits_leaves_with_it_in_one_round() {
        afterARoundOf(2 * MILLI);
        rounds.add(List.of(log));
        now += MILLI;
        rounds.add(List.of(log));
        rounds.add(List.of());
        assertEquals(1, timer.waits.size());
        assertEquals(1, due.size());
    }

    @Test
    void a_message_that_came_during_a_round_has_waited_since_then() {
        cost = 8 * MILLI;
        during = () -> rounds.add(List.of(log));
        rounds.add(List.of(log));
        due.remove().run();
        assertEquals(List.of(Rounds.SHARE * 4 * MILLI), timer.waits); // it came when the round was over, but for its end
    }

    @Test
    void a_message_whose_forerunner_is_as_long_ago_as_it_would_wait_leaves_at_once() {
        afterARoundOf(2 * MILLI);
        now += Rounds.SHARE * MILLI - 2 * MILLI; // counted from when the last one came: before its round
        rounds.add(List.of(log));
        assertEquals(List.of(), timer.waits);
    }

    @Test
    void a_message_that_nobody_read_yet_counts_as_a_forerunner() {
        afterARoundOf(2 * MILLI);
        now += 2 * Rounds.BEARABLE;
        rounds.add(List.of()); // its readers were to be woken already
        now += MILLI;
        rounds.add(List.of(log));
        assertEquals(1, timer.waits.size());
    }

    @Test
    void a_message_that_waits_is_with_everybody_within_what_is_bearable() {
        afterARoundOf(40 * MILLI);
        now -= 30 * MILLI; // as if it had come soon after the round began
        rounds.add(List.of(log));
        assertEquals(List.of(Rounds.BEARABLE - 20 * MILLI), timer.waits);
    }

    @Test
    void who_cannot_keep_up_does_not_wait() {
        for (int i = 0; i < 10; i++) afterARoundOf(2 * Rounds.BEARABLE);
        timer.waits.clear();
        rounds.add(List.of(log));
        assertEquals(List.of(), timer.waits);
        assertEquals(1, due.size());
    }

    private void afterARoundOf(long nanos) {
        cost = nanos;
        rounds.add(List.of(log));
        due.remove().run();
        timer.waits.clear();
    }

    /** Notes the waits instead of waiting. */
    private final class Timer extends ScheduledThreadPoolExecutor {
        private final List<Long> waits = new ArrayList<>();

        Timer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            waits.add(unit.toNanos(delay));
            task.run();
            return null;
        }
    }

    private static final class NoKeeper implements ChannelLog.Keeper {
        @Override
        public void movedOn(ChannelLog log) {}

        @Override
        public void over(ChannelLog log) {}
    }
}
