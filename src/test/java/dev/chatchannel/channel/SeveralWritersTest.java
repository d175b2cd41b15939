package dev.chatchannel.channel;

import static dev.chatchannel.channel.MemoryHistory.ANN;
import static dev.chatchannel.channel.MemoryHistory.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.message.ChannelDeleted;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Other nodes write to the same store: what they wrote comes late, twice, in any order, or is only found in the store. */
@Timeout(60)
class SeveralWritersTest extends OpenChannels {
    private static final int WRITERS = 3;

    private final ExecutorService racers = Executors.newCachedThreadPool();

    @AfterEach
    void stopRacers() {
        racers.shutdownNow();
    }

    @Test
    void what_comes_too_early_waits_for_what_is_before_it() {
        WakefulReader reader = new WakefulReader(log(), 0);
        List<Event> three = commitSilently(3);
        hear(three.get(2), three.get(1));
        assertEquals(0, log().head().offset());
        hear(three.get(0));
        assertEquals(offsets(1, 3), reader.readUntil(3));
    }

    @Test
    void what_came_already_is_nothing_new() {
        WakefulReader reader = new WakefulReader(log(), 0);
        List<Event> three = commitSilently(3);
        for (Event event : List.of(three.get(0), three.get(0), three.get(1), three.get(0), three.get(2), three.get(1))) hear(event);
        assertEquals(offsets(1, 3), reader.readUntil(3));
        assertTrue(reader.next().isEmpty());
    }

    @Test
    void what_never_comes_is_read_from_the_store_also_when_that_fails_at_first() {
        WakefulReader reader = new WakefulReader(log(), 0);
        List<Event> many = commitSilently(1_200);
        history.failures.set(2);
        hear(many.get(1_199));
        assertEquals(offsets(1, 1_200), reader.readUntil(1_200));
    }

    @Test
    void a_look_finds_what_nobody_told() {
        WakefulReader reader = new WakefulReader(log(), 0);
        commitSilently(5);
        channels.look();
        assertEquals(offsets(1, 5), reader.readUntil(5));
    }

    @Test
    void what_is_announced_and_is_not_in_the_store_stops_nobody() {
        WakefulReader reader = new WakefulReader(log(), 0);
        hear(new MessageDeleted(LOBBY, 70, ANN, 1, 1)); // nobody committed that
        log().after(ANN.id(), ANN.kind(), 0, 10).toCompletableFuture().join();
        assertFalse(log().isBehind());
        commit(2);
        assertEquals(offsets(1, 2), reader.readUntil(2));
    }

    /** The sender hears of the commit before the log has what another node wrote before it. */
    @Test
    void who_was_told_that_something_is_stored_finds_it() {
        ChannelLog log = log();
        commitSilently(3);
        hear(history.commit());
        List<Event> page = log.before(ANN.id(), ANN.kind(), Long.MAX_VALUE, 10).toCompletableFuture().join();
        assertEquals(List.of(4L, 3L, 2L, 1L), page.stream().map(Event::offset).toList());
    }

    @Test
    void who_has_read_further_on_another_node_reads_on_here() {
        ChannelLog log = log();
        commitSilently(9);
        ChannelLog come = log.asFarAs(new Position("epoch", 7)).toCompletableFuture().join();
        assertSame(log, come);
        assertEquals(9, come.head().offset());
    }

    @Test
    void words_that_another_node_deleted_leave_the_memory_in_whatever_order_it_is_told() {
        ChannelLog log = log();
        List<Event> said = commitSilently(3);
        hear(said.get(0), history.commit(offset -> new MessageDeleted(LOBBY, offset, ANN, 1, 2)), said.get(2), said.get(1));
        assertEquals(4, log.head().offset());
        assertEquals(offsets(1, 1), log.inMemoryAfter(0).entries().stream().map(entry -> entry.event().offset()).toList());
    }

    @Test
    void the_readers_of_a_channel_that_another_node_deleted_are_told_at_the_next_look() {
        Ear ann = new Ear(log());
        history.delete();
        channels.look();
        assertEquals(CutOff.DELETED, ann.cutOff.join());
        assertFalse(channels.knows(LOBBY));
    }

    @Test
    void the_readers_of_a_channel_that_was_made_anew_are_told_to_start_afresh() {
        ChannelLog old = log();
        commit(2);
        Ear ann = new Ear(old);
        history.delete();
        history.make("another");
        commitSilently(5);
        channels.look();
        assertEquals(CutOff.REPLACED, ann.cutOff.join());
        assertNotSame(old, log());
        assertEquals(new Position("another", 5), log().head());
    }

    /** Guards against a page of the new channel in the log of the old one. */
    @Test
    void a_log_that_catches_up_takes_nothing_from_a_channel_that_was_made_anew() {
        ChannelLog old = log();
        commit(2);
        Ear ann = new Ear(old);
        history.delete();
        history.make("another");
        hear(commitSilently(5).get(4));
        assertEquals(CutOff.REPLACED, ann.cutOff.join());
        assertEquals(2, old.head().offset());
    }

    @Test
    void the_readers_of_a_store_that_went_back_are_told_to_start_afresh() {
        commitSilently(5);
        Ear ann = new Ear(log());
        history.forgetAfter(3);
        channels.look();
        assertEquals(CutOff.REPLACED, ann.cutOff.join());
        assertEquals(3, log().head().offset());
    }

    @Test
    void who_comes_to_a_log_that_has_ended_is_told_at_once() {
        ChannelLog held = log();
        channels.accept(List.of(new ChannelDeleted(LOBBY, 1, ANN, 1)));
        assertEquals(CutOff.DELETED, new Ear(held).cutOff.join());
    }

    /**
     * Three writers commit to one store. The first is this node's journal and tells all, in order; of the others some events are lost, some
     * come twice, and all in any order. Reads of the store fail now and then. Readers begin anywhere, at any time; looks come and go.
     */
    @RepeatedTest(20)
    void however_three_writers_are_heard_every_reader_sees_each_event_once_in_order(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        int each = 400;
        long end = (long) WRITERS * each;
        List<Future<List<Long>>> readings = new ArrayList<>();
        List<Integer> places = List.of(0, 0, 1 + random.nextInt(200), 1 + random.nextInt(1_000));
        List<Callable<Void>> writers = new ArrayList<>();
        writers.add(own(each, random.nextLong()));
        for (int i = 1; i < WRITERS; i++) writers.add(others(each, random.nextLong()));
        for (int place : places) {
            long pause = random.nextInt(3_000_000);
            readings.add(racers.submit(() -> {
                while (history.head(LOBBY).orElseThrow().offset() < place) Thread.onSpinWait();
                spin(pause);
                return new WakefulReader(logAsFarAs(place), place).readUntil(end);
            }));
        }
        Future<?> looks = racers.submit(() -> {
            while (log().head().offset() < end) {
                if (random.nextInt(20) == 0) history.failures.set(1 + random.nextInt(2));
                else channels.lookAgain();
                spin(2_000_000);
            }
        });
        for (Future<Void> one : racers.invokeAll(writers)) one.get();
        for (int i = 0; i < places.size(); i++) assertEquals(offsets(places.get(i) + 1, end), readings.get(i).get());
        looks.get();
    }

    /** As a client does that is refused for a moment. */
    private ChannelLog logAsFarAs(long place) {
        while (true) {
            try {
                return log().asFarAs(new Position("epoch", place)).toCompletableFuture().join();
            } catch (CompletionException unavailable) {
                assertInstanceOf(HistoryUnavailable.class, unavailable.getCause());
            }
        }
    }

    /** Commits in bundles, and tells each, as the journal does. */
    private Callable<Void> own(int count, long seed) {
        Random random = new Random(seed);
        return () -> {
            for (int left = count; left > 0; ) {
                List<Event> bundle = new ArrayList<>();
                for (int i = Math.min(left, 1 + random.nextInt(4)); i > 0; i--, left--) bundle.add(history.commit());
                spin(random.nextInt(100_000));
                channels.accept(bundle);
            }
            return null;
        };
    }

    /** Commits; of what it tells some is lost, some doubled, and all is mixed. */
    private Callable<Void> others(int count, long seed) {
        Random random = new Random(seed);
        return () -> {
            List<Event> onTheWay = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Event event = history.commit();
                if (random.nextInt(4) > 0) onTheWay.add(event);
                if (random.nextInt(5) == 0) onTheWay.add(event);
                spin(random.nextInt(60_000));
                if (random.nextInt(3) > 0) continue;
                Collections.shuffle(onTheWay, random);
                List<Event> now = onTheWay.subList(0, random.nextInt(onTheWay.size() + 1));
                channels.accept(List.copyOf(now));
                now.clear();
            }
            channels.accept(onTheWay);
            return null;
        };
    }

    private List<Event> commitSilently(int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) events.add(history.commit());
        return events;
    }

    private void hear(Event... events) {
        for (Event event : events) channels.accept(List.of(event));
    }

    private static void spin(long nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) Thread.onSpinWait();
    }

    /** Listens, and notes why it hears no more. */
    private static final class Ear implements Reader {
        private final CompletableFuture<CutOff> cutOff = new CompletableFuture<CutOff>().orTimeout(20, TimeUnit.SECONDS);

        Ear(ChannelLog log) {
            log.readAfter(ANN.id(), ANN.kind(), log.head().offset(), this);
        }

        @Override
        public void wake() {}

        @Override
        public void cutOff(CutOff why) {
            cutOff.complete(why);
        }
    }
}
