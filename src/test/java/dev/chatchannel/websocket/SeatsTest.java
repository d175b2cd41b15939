package dev.chatchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SeatsTest {
    private static final AccountId ANN = AccountId.at(1);
    private static final AccountId BOB = AccountId.at(2);

    private final Seats seats = new Seats(new Limits(100, 100, 3, 5));

    @Test
    void one_person_has_so_many_and_another_has_as_many() {
        take(ANN, 3);
        assertEquals(Refusal.TOO_MANY_CONNECTIONS, refused(ANN));
        take(BOB, 2);
    }

    @Test
    void all_together_have_so_many() {
        for (int i = 10; i < 15; i++) seats.take(AccountId.at(i));
        assertEquals(Refusal.TOO_BUSY, refused(BOB));
    }

    @Test
    void the_refusal_says_how_many_and_when_to_try_again() {
        take(ANN, 3);
        Refused refused = assertThrows(Refused.class, () -> seats.look(ANN));
        assertTrue(refused.getMessage().contains("(3)"), refused.getMessage());
        assertTrue(refused.getMessage().contains(refused.retrySeconds() + " s"), refused.getMessage());
    }

    @Test
    void a_seat_that_is_given_back_is_free_once() {
        List<Seats.Seat> taken = take(ANN, 3);
        taken.get(0).leave();
        taken.get(0).leave();
        take(ANN, 1);
        assertEquals(Refusal.TOO_MANY_CONNECTIONS, refused(ANN));
    }

    @Test
    void who_signs_in_on_an_open_connection_counts_as_the_new_person() {
        Seats.Seat seat = take(ANN, 3).get(0);
        seat.passTo(BOB);
        assertEquals(BOB, seat.person());
        take(ANN, 1);
        take(BOB, 1);
        seat.leave();
        take(BOB, 1);
    }

    @Test
    void a_full_house_does_not_keep_anybody_from_signing_in() {
        Seats.Seat seat = take(ANN, 3).get(0);
        take(BOB, 2);
        seat.passTo(BOB);
        assertEquals(BOB, seat.person());
    }

    @Test
    void nobody_becomes_a_person_who_has_no_seat_left() {
        Seats.Seat seat = take(ANN, 1).get(0);
        take(BOB, 3);
        assertThrows(Refused.class, () -> seat.passTo(BOB));
        assertEquals(ANN, seat.person());
        seat.leave();
        take(ANN, 2);
    }

    /** Guards against more than there are seats: many see the last one free, each of them takes it. */
    @RepeatedTest(20)
    void however_openings_and_ends_race_no_more_get_in_than_there_are_seats() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService racers = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> visits = () -> {
                for (int i = 0; i < 2_000; i++) visit(inside, most);
                return null;
            };
            for (Future<Void> one : racers.invokeAll(List.of(visits, visits, visits, visits))) one.get();
        } finally {
            racers.shutdownNow();
        }
        assertTrue(most.get() <= 3, () -> most.get() + " were in at once");
        take(ANN, 3);
        assertEquals(Refusal.TOO_MANY_CONNECTIONS, refused(ANN));
    }

    private void visit(AtomicInteger inside, AtomicInteger most) {
        try {
            Seats.Seat seat = seats.take(ANN);
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            seat.leave();
        } catch (Refused full) {
            Thread.onSpinWait(); // others are in
        }
    }

    private List<Seats.Seat> take(AccountId person, int count) {
        return IntStream.range(0, count).mapToObj(i -> seats.take(person)).toList();
    }

    private Refusal refused(AccountId person) {
        return assertThrows(Refused.class, () -> seats.take(person)).refusal();
    }
}
