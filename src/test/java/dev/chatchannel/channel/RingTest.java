package dev.chatchannel.channel;

import static dev.chatchannel.channel.MemoryHistory.ANN;
import static dev.chatchannel.channel.MemoryHistory.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.message.MessagePosted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RingTest {
    private final Ring ring = new Ring(bounds(20, 1 << 20));

    @Test
    void an_empty_ring_has_no_room_yet_and_a_quiet_one_little() {
        assertEquals(0, ring.room());
        add(ring, 1_000, 1_003);
        assertEquals(8, ring.room());
        assertEquals(offsets(1_000, 1_003), inMemory(ring, 990, 1_010));
    }

    @Test
    void room_grows_with_use_up_to_the_bound_and_the_newest_stay() {
        add(ring, 5, 24);
        assertEquals(offsets(5, 24), inMemory(ring, 1, 30));
        add(ring, 25, 104);
        assertEquals(offsets(85, 104), inMemory(ring, 1, 110));
        assertEquals(20, ring.room());
    }

    @Test
    void bytes_are_bounded_too_but_the_newest_stays_however_long() {
        Ring small = new Ring(bounds(20, 10_000));
        small.add(entry(1, "short"));
        small.add(entry(2, "x".repeat(2_000)));
        assertEquals(offsets(1, 2), inMemory(small, 1, 2));
        small.add(entry(3, "x".repeat(2_000)));
        assertEquals(offsets(3, 3), inMemory(small, 1, 3));
        small.add(entry(4, "x".repeat(100_000)));
        assertEquals(offsets(4, 4), inMemory(small, 1, 4));
    }

    @Test
    void what_was_forgotten_for_its_bytes_leaves_room_again() {
        Ring small = new Ring(bounds(20, 10_000));
        for (long offset = 1; offset <= 50; offset++) small.add(entry(offset, "x".repeat(1_000)));
        assertEquals(offsets(49, 50), inMemory(small, 1, 50));
        assertEquals(8, small.room());
    }

    @Test
    void an_offset_beyond_the_next_does_no_harm() {
        add(ring, 1, 5);
        add(ring, 1_000_000, 1_000_030);
        assertEquals(offsets(1_000_011, 1_000_030), inMemory(ring, 1_000_000, 1_000_040));
        assertEquals(List.of(), inMemory(ring, 1, 100));
    }

    /** A reader that looks while the ring grows finds the entry, or nothing when it was forgotten meanwhile; never another one. */
    @RepeatedTest(10)
    void however_looking_and_growing_meet_what_was_just_added_is_found() throws Exception {
        int last = 3_000;
        AtomicLong head = new AtomicLong();
        Ring growing = new Ring(bounds(2 * last, 1 << 30));
        ExecutorService reader = Executors.newSingleThreadExecutor();
        Future<?> reading = reader.submit(() -> {
            for (long seen = 0; seen < last; ) {
                seen = head.get();
                for (long offset = Math.max(1, seen - 20); offset <= seen; offset++) {
                    assertEquals(offset, growing.at(offset).event().offset());
                }
            }
        });
        for (long offset = 1; offset <= last; offset++) {
            growing.add(entry(offset, "x"));
            head.set(offset);
        }
        reading.get(10, TimeUnit.SECONDS);
        reader.shutdown();
        assertTrue(growing.room() >= last);
    }

    private static LogBounds bounds(int events, long bytes) {
        return new LogBounds(events, bytes, Duration.ofMinutes(5));
    }

    private static void add(Ring ring, long first, long last) {
        for (long offset = first; offset <= last; offset++) ring.add(entry(offset, "x"));
    }

    private static Entry entry(long offset, String text) {
        return new Entry(new MessagePosted(LOBBY, offset, ANN, 1, text, Optional.empty(), Optional.empty()));
    }

    private static List<Long> inMemory(Ring ring, long first, long last) {
        return LongStream.rangeClosed(first, last).filter(offset -> ring.at(offset) != null).boxed().toList();
    }

    private static List<Long> offsets(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
