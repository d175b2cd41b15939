package dev.chatchannel.http;

import dev.chatchannel.file.Uploads;
import java.time.Duration;

/**
 * How fast a file must come: its next part within our patience, all of it so far at a least rate, and the whole before what comes is swept.
 *
 * @param patience for a part, and for all the stillness of a file together
 */
record Pace(Duration patience) {
    private static final int LEAST = 32 << 10; // bytes a second

    /**
     * @param passed since the file began to come
     * @param come bytes of it so far
     * @return how long the next part may take; nothing when it is too late
     */
    Duration left(Duration passed, long come) {
        Duration whole = shorter(patience.plusMillis(come * 1_000 / LEAST), Uploads.LONGEST).minus(passed);
        return whole.isNegative() ? Duration.ZERO : shorter(patience, whole);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
