package dev.chatchannel.relay;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is heard tells that nothing was missed. */
class PulseTest {
    private static final List<String> NONE = List.of("0");

    private final AtomicLong now = new AtomicLong();
    private final Pulse pulse = new Pulse(2, now::get);

    @Test
    void a_node_is_heard_as_long_as_each_of_its_lines_is() {
        pulse.hear("a", 0, NONE);
        assertFalse(pulse.isHeard(List.of("a")));
        pulse.hear("a", 1, NONE);
        assertTrue(pulse.isHeard(List.of("a")));
        assertFalse(pulse.isHeard(List.of("a", "b")));
        now.addAndGet(Pulse.FRESH.toNanos());
        pulse.hear("a", 1, NONE);
        assertTrue(pulse.isHeard(List.of("a")));
        now.addAndGet(1);
        assertFalse(pulse.isHeard(List.of("a")), "its other line said nothing");
        assertTrue(pulse.isHeard(List.of()));
    }

    @Test
    void who_says_the_same_as_before_has_lost_nothing_in_between() {
        assertTrue(pulse.hear("a", 0, NONE), "what was before is not known");
        assertFalse(pulse.hear("a", 0, NONE));
        assertTrue(pulse.hear("a", 1, NONE));
        assertTrue(pulse.hear("a", 0, List.of("1")));
        assertFalse(pulse.hear("a", 0, List.of("1")));
        assertFalse(pulse.hear("a", 1, NONE));
    }
}
