package dev.chatchannel.channel;

import static dev.chatchannel.channel.MemoryHistory.ANN;
import static dev.chatchannel.channel.MemoryHistory.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelDeleted;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MemberInvited;
import dev.chatchannel.message.MemberRemoved;
import dev.chatchannel.message.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is removed from a private channel hears nothing of what follows, by whichever way they read. */
@Timeout(60)
class RemovalTest {
    private static final Author BEN = new Author(AccountId.at(2), "Ben", AccountKind.MEMBER);
    private static final int ROUNDS = 60;

    private final ScheduledExecutorService readers = Executors.newScheduledThreadPool(2);
    private final ExecutorService delivery = Executors.newSingleThreadExecutor();
    private final ExecutorService racers = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        readers.shutdownNow();
        delivery.shutdownNow();
        racers.shutdownNow();
    }

    @Test
    void a_removed_member_no_longer_hears_the_channel_and_is_told() {
        PrivateChannel channel = new PrivateChannel();
        ChannelLog log = channel.log();
        Ear ben = new Ear(log, BEN, 2);
        Ear ann = new Ear(log, ANN, 2);
        channel.say();
        assertEquals(3, ben.hear(), "before, Ben hears");
        channel.remove();
        channel.say();
        assertEquals(3, ben.hear());
        assertEquals(1, ben.cutOff.get());
        assertEquals(5, ann.hear());
    }

    @Test
    void who_was_removed_between_asking_and_listening_is_cut_off_at_once() {
        PrivateChannel channel = new PrivateChannel();
        ChannelLog asked = channel.log();
        channel.remove();
        Ear ben = new Ear(asked, BEN, 0);
        channel.say();
        assertEquals(0, ben.hear());
        assertEquals(1, ben.cutOff.get());
    }

    @Test
    void the_readers_of_a_deleted_channel_are_told_and_the_next_of_its_name_is_another() {
        PrivateChannel channel = new PrivateChannel();
        ChannelLog log = channel.log();
        Ear ann = new Ear(log, ANN, 0);
        channel.channels.accept(List.of(new ChannelDeleted(LOBBY, 3, ANN, 3)));
        assertEquals(1, ann.cutOff.get());
        assertEquals(0, ann.hear());
        assertTrue(log.access().isHiddenFrom(ANN.id()));
        assertFalse(channel.log().access().isHiddenFrom(ANN.id()));
    }

    /**
     * The store has each event some time before the log hears of it, as with a real commit; so readers who come from far back find
     * events after the removal in the store before the log knows of the removal.
     */
    @RepeatedTest(4)
    void however_committing_removing_and_reading_meet_nothing_after_the_removal_is_heard(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        int heard = 0;
        for (int round = 0; round < ROUNDS; round++) {
            PrivateChannel channel = new PrivateChannel();
            ChannelLog log = channel.log();
            for (int before = random.nextInt(600); before > 0; before--) channel.say();
            long from = random.nextBoolean() ? 0 : log.head().offset();
            Ear ben = new Ear(log, BEN, from);
            if (random.nextBoolean()) channel.sayUntil(() -> ben.hear() > from);
            Future<Long> removal = racers.submit(() -> channel.talkAndRemove(new Random(random.nextLong()), 40));
            Future<Long> page = racers.submit(() -> newest(log, 400));
            while (!removal.isDone()) ben.hear();
            ben.hear();
            heard += ben.last > from ? 1 : 0;
            assertTrue(ben.last < removal.get(), ben.last + " was heard, and the removal was " + removal.get());
            assertTrue(page.get() < removal.get(), page.get() + " was read, and the removal was " + removal.get());
            assertEquals(1, ben.cutOff.get());
        }
        assertTrue(heard > ROUNDS / 10, "Ben hardly ever heard anything: " + heard);
    }

    /** The state that is read from the store may be older or newer than what the log hears meanwhile. */
    @RepeatedTest(4)
    void however_opening_and_changing_meet_the_log_knows_in_the_end_who_is_a_member(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int round = 0; round < 200; round++) {
            PrivateChannel channel = new PrivateChannel();
            boolean stays = random.nextBoolean();
            Future<ChannelLog> opened = racers.submit(channel::log);
            int changes = random.nextInt(4) * 2 + (stays ? 0 : 1);
            for (int i = 0; i < changes; i++) {
                if (i % 2 == 0) channel.remove();
                else channel.invite(BEN);
            }
            assertEquals(stays ? Role.MEMBER : Role.NONE, opened.get().access().role(BEN.id()));
        }
    }

    /** @return the newest offset that Ben gets by asking for pages again and again, until he is refused */
    private static long newest(ChannelLog log, int pages) {
        long newest = 0;
        try {
            for (int i = 0; i < pages; i++) {
                List<Event> page = new ArrayList<>(log.after(BEN.id(), BEN.kind(), newest, 100).toCompletableFuture().join());
                page.addAll(log.before(BEN.id(), BEN.kind(), Long.MAX_VALUE, 1).toCompletableFuture().join());
                for (Event event : page) newest = Math.max(newest, event.offset());
            }
        } catch (CompletionException refused) {
            assertTrue(refused.getCause() instanceof UnknownChannel, refused::toString);
        }
        return newest;
    }

    /** A private channel with Ann and Ben, in a history of its own. */
    private final class PrivateChannel {
        private final MemoryHistory history = new MemoryHistory(ChannelKind.PRIVATE);
        private final Channels channels = new Channels(history, readers, delivery, readers, LogBounds.STANDARD);

        PrivateChannel() {
            invite(ANN);
            invite(BEN);
        }

        ChannelLog log() {
            return channels.open(LOBBY).toCompletableFuture().join();
        }

        void say() {
            channels.accept(List.of(history.commit()));
        }

        /** Says one thing, and waits until it was heard; else a busy machine might remove Ben before he ever listens. */
        void sayUntil(BooleanSupplier heard) {
            say();
            while (!heard.getAsBoolean()) Thread.onSpinWait();
        }

        void invite(Author who) {
            channels.accept(List.of(history.commit(offset -> new MemberInvited(LOBBY, offset, ANN, offset, who))));
        }

        void remove() {
            channels.accept(List.of(removal()));
        }

        /** @return the offset of the removal */
        long talkAndRemove(Random random, int more) {
            int when = 5 + random.nextInt(more - 5);
            long removed = 0;
            for (int i = 0; i <= more; ) {
                List<Event> together = new ArrayList<>();
                for (int j = random.nextInt(4); j >= 0; j--, i++) together.add(i == when ? removal() : history.commit());
                for (Event event : together) if (event instanceof MemberRemoved) removed = event.offset();
                long until = System.nanoTime() + random.nextInt(200_000);
                while (System.nanoTime() < until) Thread.onSpinWait();
                channels.accept(together);
            }
            return removed;
        }

        private Event removal() {
            return history.commit(offset -> new MemberRemoved(LOBBY, offset, ANN, offset, BEN));
        }
    }

    /** Reads whenever asked to, and notes how far it came. */
    private static final class Ear implements Reader {
        private final AtomicInteger cutOff = new AtomicInteger();
        private final Cursor cursor;
        private long last;

        Ear(ChannelLog log, Author who, long from) {
            cursor = log.readAfter(who.id(), who.kind(), from, this);
        }

        /** @return the last offset that was heard so far */
        long hear() {
            for (Run run = cursor.next(); !run.isEmpty(); run = cursor.next()) last = run.last();
            return last;
        }

        @Override
        public void wake() {}

        @Override
        public void cutOff(CutOff why) {
            cutOff.incrementAndGet();
        }
    }
}
