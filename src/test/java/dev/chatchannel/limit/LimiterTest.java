package dev.chatchannel.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimiterTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong(SECOND);
    private final Limiter limiter = new Limiter(Map.of(Limit.PUBLISH, new Rate(2, 3)), clock::get);

    @Test
    void a_burst_passes_and_the_next_one_is_told_how_long_to_wait() {
        for (int i = 0; i < 3; i++) assertEquals(Duration.ZERO, limiter.take(Limit.PUBLISH, "ann"));
        assertEquals(Duration.ofMillis(500), limiter.take(Limit.PUBLISH, "ann"));
    }

    @Test
    void who_waited_as_told_may_go_on_and_a_refusal_costs_nothing() {
        for (int i = 0; i < 50; i++) limiter.take(Limit.PUBLISH, "ann");
        clock.addAndGet(SECOND / 2);
        assertEquals(Duration.ZERO, limiter.take(Limit.PUBLISH, "ann"));
        assertEquals(Duration.ofMillis(500), limiter.take(Limit.PUBLISH, "ann"));
    }

    @Test
    void who_rested_has_a_whole_burst_again_and_no_more() {
        for (int i = 0; i < 3; i++) limiter.take(Limit.PUBLISH, "ann");
        clock.addAndGet(3_600 * SECOND);
        for (int i = 0; i < 3; i++) assertEquals(Duration.ZERO, limiter.take(Limit.PUBLISH, "ann"));
        assertTrue(limiter.take(Limit.PUBLISH, "ann").toMillis() > 0);
    }

    @Test
    void one_who_floods_takes_nothing_from_others() {
        for (int i = 0; i < 1_000; i++) limiter.take(Limit.PUBLISH, "ann");
        assertEquals(Duration.ZERO, limiter.take(Limit.PUBLISH, "bob"));
        assertEquals(Duration.ZERO, limiter.take(Limit.HISTORY, "ann"));
    }

    @Test
    void a_limit_that_is_off_lets_everything_pass() {
        Limiter open = new Limiter(Map.of(Limit.PUBLISH, Rate.parse("off")), clock::get);
        for (int i = 0; i < 10_000; i++) assertEquals(Duration.ZERO, open.take(Limit.PUBLISH, "ann"));
    }

    @Test
    void who_has_not_come_for_long_is_forgotten() {
        for (int i = 0; i < 10_001; i++) {
            limiter.take(Limit.PUBLISH, "guest " + i);
            clock.addAndGet(SECOND);
        }
        assertTrue(limiter.size() < 10, () -> limiter.size() + " are remembered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10/", "/5", "0/5", "5/0", "-1/5", "a/b", "1e9/1", "10/100/2"})
    void what_is_no_rate_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Rate.parse(text));
    }

    @Test
    void every_command_has_a_row() {
        assertEquals(Limit.PUBLISH, Limit.of("publish"));
        assertEquals(Limit.COMMAND, Limit.of("presence"));
    }
}
