package dev.chatchannel.websocket;

import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many connections there are, in all and of each person, and how many there may be.
 *
 * <p>The handshake looks whether there is a seat, so that who must be refused is refused by HTTP; it takes none, because nobody would give
 * it back when the container does not go on. The seat is taken at the opening, in one step with the question: however openings race, no
 * more get in than there are seats.
 *
 * <p>Threads: any. All counts are guarded by this; nothing is called from within.
 */
final class Seats {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Limits limits;
    private final Map<AccountId, Integer> ofPerson = new HashMap<>();
    private int taken;

    Seats(Limits limits) {
        this.limits = limits;
    }

    /** @throws Refused when there is no seat for this person now */
    synchronized void look(AccountId person) {
        if (taken >= limits.connections()) {
            throw Refusal.TOO_BUSY.refused(
                    "The server has as many connections as it takes (%d); try again in %d s.".formatted(limits.connections(), PAUSE.toSeconds()), PAUSE);
        }
        if (ofPerson.getOrDefault(person, 0) >= limits.sessionsPerPerson()) {
            throw Refusal.TOO_MANY_CONNECTIONS.refused(
                    "You have as many connections as one person may have (%d); close one, or try again in %d s."
                            .formatted(limits.sessionsPerPerson(), PAUSE.toSeconds()), PAUSE);
        }
    }

    /** Takes a seat. @throws Refused when there is none */
    synchronized Seat take(AccountId person) {
        look(person);
        taken++;
        ofPerson.merge(person, 1, Integer::sum);
        return new Seat(person);
    }

    private synchronized void leave(AccountId person) {
        taken--;
        ofPerson.computeIfPresent(person, (same, count) -> count == 1 ? null : count - 1);
    }

    /** One connection's. Threads: any. */
    final class Seat {
        private AccountId person; // guarded by the seats
        private boolean left; // guarded by the seats

        private Seat(AccountId person) {
            this.person = person;
        }

        AccountId person() {
            synchronized (Seats.this) {
                return person;
            }
        }

        /** Goes on as somebody else's. @throws Refused when that person has no seat left; then nothing changes */
        void passTo(AccountId other) {
            synchronized (Seats.this) {
                if (left || other.equals(person)) return;
                Seats.this.leave(person);
                try {
                    Seats.this.take(other);
                    person = other;
                } catch (Refused none) {
                    Seats.this.take(person);
                    throw none;
                }
            }
        }

        /** Gives it back. Any number of times. */
        void leave() {
            synchronized (Seats.this) {
                if (!left) Seats.this.leave(person);
                left = true;
            }
        }
    }
}
