package dev.chatchannel.websocket;

/**
 * How a crowd is sent away: so many together, then a pause.
 *
 * @param group sessions that are closed together
 * @param pauseMillis until the next group
 */
record DrainPace(int group, long pauseMillis) {
    private static final int GROUP = 50;
    private static final long PAUSE_MILLIS = 50; // a thousand a second
    private static final long LONGEST_MILLIS = 5_000;

    static DrainPace of(int crowd) {
        long groups = LONGEST_MILLIS / PAUSE_MILLIS;
        return new DrainPace((int) Math.max(GROUP, (crowd + groups - 1) / groups), PAUSE_MILLIS);
    }
}
