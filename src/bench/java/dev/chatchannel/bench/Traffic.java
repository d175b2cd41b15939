package dev.chatchannel.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Messages at an even pace, whatever becomes of them.
 *
 * <p>A message is stamped with the time at which it was due, not with the time at which we came to send it: a target that holds up
 * its senders pays for that.
 *
 * @param perSecond over all rooms together
 * @param senders members of a room who take turns
 */
record Traffic(int perSecond, int senders) {
    private static final long STANDSTILL = TimeUnit.SECONDS.toNanos(3);
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(30);

    /** Some connections that hear the same channel. */
    record Room(String channel, List<Connection> members) {}

    /**
     * Sends to the rooms in turn, then waits until everything has arrived or nothing more does.
     *
     * @return how many deliveries there should have been
     */
    long send(Crowd crowd, List<Room> rooms, Tally tally, double seconds) {
        crowd.count(tally);
        int messages = (int) Math.round(perSecond * seconds);
        long start = System.nanoTime();
        long expected = 0;
        for (int i = 0; i < messages; i++) {
            long due = start + Math.round(i * 1e9 / perSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) LockSupport.parkNanos(left);
            Room room = rooms.get(i % rooms.size());
            int number = i / rooms.size();
            Connection sender = room.members().get(number % Math.min(senders, room.members().size()));
            sender.publish(room.channel(), Stamp.text(tally.phase(), number, due, crowd.textBytes()));
            expected += room.members().size();
        }
        awaitArrival(tally, expected);
        return expected;
    }

    private static void awaitArrival(Tally tally, long expected) {
        long end = System.nanoTime() + LONGEST_WAIT;
        long seen = -1;
        long movedAt = System.nanoTime();
        while (tally.deliveries() < expected && System.nanoTime() < end) {
            if (tally.deliveries() != seen) movedAt = System.nanoTime();
            else if (System.nanoTime() - movedAt > STANDSTILL) return;
            seen = tally.deliveries();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
