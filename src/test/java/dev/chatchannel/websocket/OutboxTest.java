package dev.chatchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.channel.Channels;
import dev.chatchannel.channel.ChannelState;
import dev.chatchannel.channel.CutOff;
import dev.chatchannel.channel.Reader;
import dev.chatchannel.channel.History;
import dev.chatchannel.channel.LogBounds;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.MemberJoined;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.OwnReaction;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Reactors;
import dev.chatchannel.protocol.CentrifugeJson;
import dev.chatchannel.protocol.CloseCode;
import dev.chatchannel.protocol.PlainText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutboxTest {
    private static final ChannelName LOBBY = new ChannelName("lobby");
    private static final Author ANN = new Author(AccountId.at(1), "Ann", AccountKind.GUEST);

    private final Wire wire = new Wire();

    @Test
    void replies_leave_in_order_one_at_a_time() {
        Outbox outbox = new Outbox(wire, PlainText.WRITER, new Traffic());
        outbox.reply(new Frame.Text("1"));
        outbox.reply(new Frame.Text("2"));
        assertEquals(List.of("1"), wire.sent);
        wire.complete(null);
        assertEquals(List.of("1", "2"), wire.sent);
    }

    @Test
    void what_gathers_during_a_send_leaves_as_one_frame_where_the_protocol_joins() {
        Outbox outbox = new Outbox(wire, CentrifugeJson.WRITER, new Traffic());
        for (String text : List.of("1", "2", "3")) outbox.reply(new Frame.Text(text));
        wire.complete(null);
        assertEquals(List.of("1", "2\n3"), wire.sent);
    }

    @Test
    void of_signals_about_the_same_thing_only_the_newest_leaves() {
        Outbox outbox = new Outbox(wire, PlainText.WRITER, new Traffic());
        outbox.reply(new Frame.Text("first"));
        outbox.signal("ann", new Frame.Text("ann came"));
        outbox.signal("bob", new Frame.Text("bob came"));
        outbox.signal("ann", new Frame.Text("ann went"));
        for (int i = 0; i < 3; i++) wire.complete(null);
        assertEquals(List.of("first", "bob came", "ann went"), wire.sent);
    }

    @Test
    void too_many_waiting_replies_close_the_session_as_slow() {
        Outbox outbox = new Outbox(wire, PlainText.WRITER, new Traffic());
        for (int i = 0; i < Limits.REPLIES_WAITING + 2; i++) outbox.reply(new Frame.Text("x"));
        assertEquals(CloseCode.SLOW.code(), wire.closedWith);
        wire.complete(null);
        assertEquals(1, wire.sent.size());
    }

    @Test
    void replies_that_weigh_too_much_together_close_the_session_as_slow() {
        Outbox outbox = new Outbox(wire, PlainText.WRITER, new Traffic());
        String page = "x".repeat(Limits.REPLY_CHARACTERS_WAITING / 4);
        for (int i = 0; i < 5; i++) outbox.reply(new Frame.Text(page)); // the first is on its way
        assertEquals(0, wire.closedWith);
        outbox.reply(new Frame.Text(page));
        assertEquals(CloseCode.SLOW.code(), wire.closedWith);
    }

    @Test
    void a_failed_send_ends_the_sending() {
        Outbox outbox = new Outbox(wire, PlainText.WRITER, new Traffic());
        outbox.reply(new Frame.Text("1"));
        outbox.reply(new Frame.Text("2"));
        wire.complete(new IOException("gone"));
        outbox.wake();
        assertEquals(List.of("1"), wire.sent);
    }

    @Test
    void a_send_that_breaks_closes_the_session() {
        Outbox outbox = new Outbox(wire, PlainText.WRITER, new Traffic());
        wire.breaks = true;
        outbox.reply(new Frame.Text("1"));
        assertEquals(CloseCode.BROKEN.code(), wire.closedWith);
    }

    @Test
    void a_send_in_flight_shows_since_when() {
        Outbox outbox = new Outbox(wire, PlainText.WRITER, new Traffic());
        assertEquals(0, outbox.sendingSince());
        outbox.reply(new Frame.Text("1"));
        assertTrue(outbox.sendingSince() != 0);
        wire.complete(null);
        assertEquals(0, outbox.sendingSince());
    }

    /** Guards against a lost wake-up: nobody wakes the outbox again for what follows a run that shows nothing. */
    @Test
    void events_that_are_not_shown_do_not_hold_up_those_behind_them() {
        ScheduledExecutorService readers = Executors.newScheduledThreadPool(1);
        try {
            Channels channels = new Channels(new EmptyChannel(), readers, Runnable::run, readers, LogBounds.STANDARD);
            ChannelLog log = channels.open(LOBBY).toCompletableFuture().join();
            channels.accept(LongStream.rangeClosed(1, 200).<Event>mapToObj(offset -> new MemberJoined(LOBBY, offset, ANN, 1)).toList());
            channels.accept(List.of(new MessagePosted(LOBBY, 201, ANN, 1, "hi", Optional.empty(), Optional.empty())));
            new Outbox(wire, PlainText.WRITER, new Traffic()).follow(log.readAfter(ANN.id(), ANN.kind(), 0, new Unwoken()));
            assertEquals(List.of("Ann: hi"), wire.sent);
        } finally {
            readers.shutdownNow();
        }
    }

    /** Guards against a lost wake-up: a reply between "nothing to send" and "nobody is sending" would be left lying. */
    @RepeatedTest(20)
    void however_replies_and_completions_race_all_leave_in_order_and_never_two_at_once() throws Exception {
        int each = 900;
        RacingWire racing = new RacingWire(3 * each);
        Outbox outbox = new Outbox(racing, PlainText.WRITER, new Traffic());
        ExecutorService senders = Executors.newFixedThreadPool(3);
        IntStream.range(0, 3).forEach(sender -> senders.execute(() -> {
            for (int i = 0; i < each; i++) outbox.reply(new Frame.Text(sender + ":" + i));
        }));
        senders.shutdown();
        racing.awaitAll();
        assertFalse(racing.overlapped.get(), "two sends at once");
        for (int sender = 0; sender < 3; sender++) {
            String mark = sender + ":";
            List<String> theirs = racing.sent.stream().filter(text -> text.startsWith(mark)).toList();
            assertEquals(IntStream.range(0, each).mapToObj(i -> mark + i).toList(), theirs);
        }
    }

    /** Is told nothing that matters here. */
    private static final class Unwoken implements Reader {
        @Override
        public void wake() {}

        @Override
        public void cutOff(CutOff why) {}
    }

    /** A channel in which nothing was committed before. */
    private static final class EmptyChannel implements History {
        @Override
        public Optional<Position> head(ChannelName channel) {
            return Optional.of(new Position("epoch", 0));
        }

        @Override
        public Map<ChannelName, Position> heads(Collection<ChannelName> channels) {
            return Map.of();
        }

        @Override
        public Optional<ChannelState> state(ChannelName channel) {
            return head(channel).map(ChannelState::openToAll);
        }

        @Override
        public List<Event> after(ChannelName channel, long offset, int most) {
            return List.of();
        }

        @Override
        public List<Event> before(ChannelName channel, long offset, int most) {
            return List.of();
        }

        @Override
        public List<Event> repliesAfter(ChannelName channel, long root, long offset, int most) {
            return List.of();
        }

        @Override
        public List<Event> repliesBefore(ChannelName channel, long root, long offset, int most) {
            return List.of();
        }

        @Override
        public List<Reactors> reactors(ChannelName channel, long offset, int most) {
            return List.of();
        }

        @Override
        public List<OwnReaction> reactionsOf(ChannelName channel, AccountId account, List<Long> offsets) {
            return List.of();
        }
    }

    /** Completes when the test says so. */
    private static class Wire implements Transport {
        final List<String> sent = Collections.synchronizedList(new ArrayList<>());
        volatile int closedWith;
        boolean breaks;
        private Consumer<Throwable> done;

        @Override
        public void send(Frame frame, Consumer<Throwable> done) {
            if (breaks) throw new IllegalStateException("broken");
            sent.addAll(((Frame.Text) frame).messages());
            this.done = done;
        }

        void complete(Throwable failure) {
            done.accept(failure);
        }

        @Override
        public void close(int code, String reason) {
            closedWith = code;
        }
    }

    /** Completes at once or on another thread, by chance. */
    private static final class RacingWire extends Wire {
        final AtomicBoolean overlapped = new AtomicBoolean();
        private final AtomicBoolean busy = new AtomicBoolean();
        private final ExecutorService completions = Executors.newSingleThreadExecutor();
        private final Random chance = new Random(7);
        private final CountDownLatch left;

        RacingWire(int expected) {
            left = new CountDownLatch(expected);
        }

        @Override
        public void send(Frame frame, Consumer<Throwable> done) {
            if (!busy.compareAndSet(false, true)) overlapped.set(true);
            for (String message : ((Frame.Text) frame).messages()) {
                sent.add(message);
                left.countDown();
            }
            if (chance.nextBoolean()) complete(done);
            else completions.execute(() -> complete(done));
        }

        private void complete(Consumer<Throwable> done) {
            busy.set(false);
            done.accept(null);
        }

        /** Waits for the last send: a lost wake-up shows as one that never comes. */
        void awaitAll() throws InterruptedException {
            assertTrue(left.await(10, TimeUnit.SECONDS), left.getCount() + " were never sent");
            completions.shutdownNow();
        }
    }
}
