package dev.chatchannel.channel;

import static dev.chatchannel.channel.MemoryHistory.ANN;
import static dev.chatchannel.channel.MemoryHistory.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.MessageEdited;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChannelsTest extends OpenChannels {
    @Test
    void a_reader_hears_what_is_committed_after_its_place() {
        commit(3);
        WakefulReader reader = new WakefulReader(log(), 1);
        commit(2);
        assertEquals(offsets(2, 5), reader.readUntil(5));
    }

    @Test
    void a_reader_from_long_ago_reads_on_from_the_history_and_then_live() {
        log();
        commit(2_000);
        WakefulReader reader = new WakefulReader(log(), 0);
        commit(500);
        assertEquals(offsets(1, 2_500), reader.readUntil(2_500));
    }

    @Test
    void a_reader_that_ended_hears_nothing_more() {
        WakefulReader reader = new WakefulReader(log(), 0);
        commit(1);
        reader.readUntil(1);
        reader.close();
        commit(1);
        assertTrue(reader.next().isEmpty());
        assertEquals(0, log().readerCount());
    }

    @Test
    void a_deleted_message_leaves_the_memory_at_once_and_its_edits_too() {
        log();
        commit(3);
        channels.accept(List.of(history.commit(offset -> new MessageEdited(LOBBY, offset, ANN, 1, 2, "the second, edited"))));
        channels.accept(List.of(history.commit(offset -> new MessageDeleted(LOBBY, offset, ANN, 1, 2))));
        assertEquals(offsets(1, 1), log().inMemoryAfter(0).entries().stream().map(entry -> entry.event().offset()).toList());
        assertEquals(offsets(3, 3), log().inMemoryAfter(2).entries().stream().map(entry -> entry.event().offset()).toList());
        assertEquals(offsets(5, 5), log().inMemoryAfter(4).entries().stream().map(entry -> entry.event().offset()).toList());
        assertEquals(offsets(1, 5), new WakefulReader(log(), 0).readUntil(5), "a reader gets them from the history");
    }

    /** Guards against words that stay in the run made last: it was made between the count of the erasures and the erasure. */
    @RepeatedTest(20)
    void however_reading_and_deleting_meet_nobody_reads_the_words_after_the_deletion() throws Exception {
        ChannelLog log = log();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            reader.execute(() -> {
                while (!over.get()) log.inMemoryAfter(Math.max(0, log.head().offset() - 2));
            });
            for (int i = 0; i < 500; i++) {
                Event said = history.commit();
                channels.accept(List.of(said));
                channels.accept(List.of(history.commit(offset -> new MessageDeleted(LOBBY, offset, ANN, 1, said.offset()))));
                assertTrue(log.inMemoryAfter(said.offset() - 1).isEmpty(), "the words are still in memory");
            }
        } finally {
            over.set(true);
            reader.shutdownNow();
        }
    }

    @Test
    void an_unknown_channel_is_told_each_time() {
        ChannelName nowhere = new ChannelName("nowhere");
        for (int i = 0; i < 2; i++) {
            var failure = assertThrows(CompletionException.class, () -> channels.open(nowhere).toCompletableFuture().join());
            assertInstanceOf(UnknownChannel.class, failure.getCause());
        }
    }

    /** Guards against posts of one client that changed places because their channel was being opened. */
    @Test
    void those_who_wait_for_a_log_are_answered_in_the_order_in_which_they_came() {
        CountDownLatch loading = new CountDownLatch(1);
        for (int i = 0; i < READERS; i++) readers.execute(() -> await(loading));
        List<Integer> answered = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int number : new int[] {1, 2, 3, 4, 5}) {
            all.add(channels.open(LOBBY).thenAccept(log -> answered.add(number)).toCompletableFuture());
        }
        loading.countDown();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        assertEquals(List.of(1, 2, 3, 4, 5), answered);
    }

    /** Opening a log, subscribing at a place and commits race; whatever the timing, each reader gets each event once, in order. */
    @RepeatedTest(30)
    void however_opening_and_committing_meet_nobody_misses_an_event_or_sees_one_twice() throws Exception {
        int events = 1_500;
        commit(7);
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService racers = Executors.newFixedThreadPool(5);
        try {
            racers.submit(() -> {
                start.await();
                for (int i = 0; i < events; i++) channels.accept(List.of(history.commit()));
                return null;
            });
            List<Future<List<Long>>> readings = new ArrayList<>();
            for (int from : new int[] {0, 3, 7, 7}) {
                readings.add(racers.submit(() -> {
                    start.await();
                    return new WakefulReader(log(), from).readUntil(7 + events);
                }));
            }
            start.countDown();
            assertEquals(offsets(1, 7 + events), readings.get(0).get());
            assertEquals(offsets(4, 7 + events), readings.get(1).get());
            assertEquals(offsets(8, 7 + events), readings.get(2).get());
            assertEquals(offsets(8, 7 + events), readings.get(3).get());
        } finally {
            racers.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
