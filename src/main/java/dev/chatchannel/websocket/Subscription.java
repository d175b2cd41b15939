package dev.chatchannel.websocket;

import dev.chatchannel.channel.Cursor;
import dev.chatchannel.message.Person;

/** One channel that a session hears. Threads: any; an end that comes before the beginning wins. */
final class Subscription {
    private final Person person;
    private Cursor cursor; // guarded by this
    private boolean over; // guarded by this

    Subscription(Person person) {
        this.person = person;
    }

    Person person() {
        return person;
    }

    void begin(Cursor from, Outbox outbox) {
        synchronized (this) {
            cursor = from;
            if (over) from.close();
        }
        outbox.follow(from);
    }

    void end(Outbox outbox) {
        Cursor last;
        synchronized (this) {
            over = true;
            last = cursor;
        }
        if (last != null) outbox.unfollow(last);
    }
}
