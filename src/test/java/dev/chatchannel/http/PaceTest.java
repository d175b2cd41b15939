package dev.chatchannel.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.file.Uploads;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** 256 KB a minute were enough, with which 25 MB came longer than the sweep lets them. */
class PaceTest {
    private static final int PART = 256 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Pace pace = new Pace(PATIENCE);

    @Test
    void who_keeps_the_least_rate_has_all_the_patience_for_each_part() {
        for (int part = 0; part < 100; part++) assertEquals(PATIENCE, pace.left(Duration.ofSeconds(8L * part), (long) part * PART));
    }

    @Test
    void who_stays_below_it_uses_the_patience_up_once() {
        assertEquals(Duration.ofSeconds(8), pace.left(Duration.ofSeconds(60), PART));
        assertEquals(Duration.ZERO, pace.left(Duration.ofSeconds(120), 2 * PART));
    }

    @Test
    void nothing_comes_longer_than_the_sweep_lets_it() {
        assertTrue(Uploads.LONGEST.compareTo(Uploads.KEPT) < 0);
        Pace patient = new Pace(Duration.ofHours(2));
        assertEquals(Uploads.LONGEST, patient.left(Duration.ZERO, 1L << 30));
        assertEquals(Duration.ZERO, patient.left(Uploads.LONGEST, 1L << 40));
    }
}
