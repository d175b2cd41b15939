package dev.chatchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.Holder;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.command.Caller;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.Scope;
import dev.chatchannel.protocol.CloseCode;
import dev.chatchannel.protocol.PlainText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However a session ends, it is out of every list. */
@Timeout(60)
class SessionEndTest {
    private static final long NOW = 1_764_000_000_000L;

    private static final Patience PATIENCE = new Patience(25, 60, 30);

    private final Set<ChatSession> live = ConcurrentHashMap.newKeySet();
    private final Talk talk = new Talk();
    private final Line line = new Line();
    private final ChatSession session = session();

    @Test
    void a_close_by_the_client_takes_it_out_of_the_list_and_the_channels() {
        session.ended();
        assertOut();
    }

    @Test
    void an_error_takes_it_out() {
        session.failed(new IOException("Connection reset"));
        assertOut();
    }

    @Test
    void a_conversation_that_breaks_at_the_end_takes_it_out() {
        talk.breaksAtEnd = true;
        session.failed(new IllegalStateException("broken"));
        assertOut();
    }

    @Test
    void a_transport_that_breaks_at_the_close_takes_it_out() {
        line.breaks = true;
        session.close(CloseCode.SLOW);
        assertOut();
    }

    @Test
    void a_list_that_breaks_leaves_the_channels_all_the_same() {
        ChatSession broken = new ChatSession("1", outbox(), new IncomingMessage(100), ended -> {
            throw new IllegalStateException("broken");
        });
        broken.speak(talk);
        broken.ended();
        assertEquals(1, talk.ends.get());
    }

    @Test
    void a_conversation_that_breaks_at_the_opening_closes_the_session() {
        talk.breaksAtOpening = true;
        session.start();
        assertEquals(CloseCode.BROKEN.code(), line.closedWith);
        assertOut();
    }

    @Test
    void a_message_that_breaks_the_conversation_closes_the_session() {
        talk.breaksAtMessage = true;
        session.text("boom", true);
        assertEquals(CloseCode.BROKEN.code(), line.closedWith);
        assertOut();
    }

    @Test
    void a_session_that_is_looked_at_before_it_started_is_asked_for_a_sign_of_life() {
        session.look(PATIENCE, true);
        assertTrue(live.contains(session));
    }

    @Test
    void an_end_that_comes_before_the_start_is_told_to_the_conversation() {
        session.close(CloseCode.RESTARTING);
        session.start();
        assertOut();
    }

    @Test
    void who_was_renamed_while_the_session_opened_is_closed() {
        session.isOf(caller("Ann"));
        session.askAnew(known -> CompletableFuture.completedStage(Optional.of(caller("Zoe"))));
        assertEquals(CloseCode.RENAMED.code(), line.closedWith);
        assertOut();
    }

    @Test
    void who_is_known_no_longer_is_closed() {
        session.isOf(caller("Ann"));
        session.askAnew(known -> CompletableFuture.completedStage(Optional.empty()));
        assertEquals(CloseCode.SIGNED_OUT.code(), line.closedWith);
        assertOut();
    }

    @Test
    void who_is_the_same_stays_and_is_asked_again_only_when_nothing_was_learned() {
        session.isOf(caller("Ann"));
        session.askAnew(known -> CompletableFuture.failedStage(new IllegalStateException("the database is busy")));
        assertTrue(session.isToBeAskedAnew(NOW));
        session.askAnew(known -> CompletableFuture.completedStage(Optional.of(known)));
        assertFalse(session.isToBeAskedAnew(NOW));
        assertEquals(Set.of(session), live);
    }

    @Test
    void whose_token_has_come_to_its_end_is_asked_at_once() {
        Account bot = new Account(AccountId.at(1), AccountKind.BOT, "Builder");
        session.isOf(Caller.known(new Holder(bot, Scope.ALL, NOW + 1_000), new TokenHash("a bot's"), "127.0.0.1"));
        session.askAnew(known -> CompletableFuture.completedStage(Optional.of(known)));
        assertFalse(session.isToBeAskedAnew(NOW + 999));
        assertTrue(session.isToBeAskedAnew(NOW + 1_000));
    }

    /** A container may report the end of a socket twice, and we may close it at the same moment. */
    @RepeatedTest(50)
    void however_ends_race_the_work_is_done_once() throws Exception {
        List<Runnable> ends = List.of(session::ended, () -> session.failed(new IOException("gone")), () -> session.close(CloseCode.NO_PONG));
        ExecutorService threads = Executors.newFixedThreadPool(ends.size());
        CountDownLatch together = new CountDownLatch(ends.size());
        ends.forEach(end -> threads.execute(() -> {
            together.countDown();
            awaitAll(together);
            end.run();
        }));
        threads.shutdown();
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        assertOut();
    }

    private void assertOut() {
        assertEquals(Set.of(), live);
        assertEquals(1, talk.ends.get());
    }

    private ChatSession session() {
        ChatSession made = new ChatSession("1", outbox(), new IncomingMessage(100), live::remove);
        made.speak(talk);
        live.add(made);
        return made;
    }

    private Outbox outbox() {
        return new Outbox(line, PlainText.WRITER, new Traffic());
    }

    private static Caller caller(String name) {
        return Caller.known(new Holder(new Account(AccountId.at(1), AccountKind.GUEST, name), Scope.ALL), new TokenHash("the same"), "127.0.0.1");
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Line implements Transport {
        volatile boolean breaks;
        volatile int closedWith;

        @Override
        public void send(Frame frame, Consumer<Throwable> done) {
            done.accept(null);
        }

        @Override
        public void close(int code, String reason) {
            closedWith = code;
            if (breaks) throw new IllegalStateException("broken");
        }
    }

    private static final class Talk implements Conversation {
        final AtomicInteger ends = new AtomicInteger();
        volatile boolean breaksAtOpening;
        volatile boolean breaksAtMessage;
        volatile boolean breaksAtEnd;

        @Override
        public String protocol() {
            return "talk";
        }

        @Override
        public void ping() {}

        @Override
        public void opened() {
            if (breaksAtOpening) throw new IllegalStateException("broken");
        }

        @Override
        public void text(String message) {
            if (breaksAtMessage) throw new IllegalStateException("broken");
        }

        @Override
        public void binary(byte[] message) {}

        @Override
        public void ended() {
            ends.incrementAndGet();
            if (breaksAtEnd) throw new IllegalStateException("broken");
        }
    }
}
