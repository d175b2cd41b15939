package dev.chatchannel.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.MemberJoined;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.MessageEdited;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.MessageState;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.ReactionAdded;
import dev.chatchannel.message.ReactionRemoved;
import dev.chatchannel.message.ThreadTally;
import dev.chatchannel.message.TopicChanged;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What goes from node to node arrives as it was, and nothing else does. */
class LetterTest {
    private static final ChannelName LOBBY = new ChannelName("lobby");
    private static final Author ANN = new Author(AccountId.at(1), "Ann 北京", AccountKind.MEMBER);
    private static final ThreadTally THREAD = new ThreadTally(3, 7, 1_700_000_000_000L);
    private static final List<Event> EVENTS = List.of(
            new MessagePosted(LOBBY, 11, ANN, 1_700_000_000_000L, "hi\n😀", List.of(new Attachment(FileId.at(2), "image/png", 5_000_000_000L, "a.png", 30, 40)),
                    Optional.of(new ClientId("c-1")), Optional.of(THREAD), MessageState.FRESH),
            new MessagePosted(LOBBY, 12, ANN, 1, "", List.of(), Optional.empty(), Optional.empty(), MessageState.FRESH),
            new MessageEdited(LOBBY, 13, ANN, 2, 11, "hello"),
            new MessageDeleted(LOBBY, 14, ANN, 3, 11, Optional.of(THREAD)),
            new MessageDeleted(LOBBY, 15, ANN, 4, 12),
            new ReactionAdded(LOBBY, 16, ANN, 5, 12, new Reaction("👍"), 3),
            new ReactionRemoved(LOBBY, 17, ANN, 6, 12, new Reaction("👍"), 2),
            new TopicChanged(LOBBY, 18, ANN, 7, "talk"));

    private final Hint hint = new Hint(LOBBY, new Position("k3x9", 18), EVENTS);

    @Test
    void a_hint_arrives_with_all_events_that_are_aboard() {
        Letter letter = Letter.read(Letter.of("node", hint)).orElseThrow();
        assertEquals("node", letter.sender());
        assertEquals(Optional.of(hint), letter.hint());
    }

    @Test
    void who_may_do_what_is_never_aboard() {
        Hint joined = new Hint(LOBBY, new Position("k3x9", 12), List.of(new MemberJoined(LOBBY, 11, ANN, 1), EVENTS.get(1)));
        assertEquals(List.of(EVENTS.get(1)), Letter.read(Letter.of("node", joined)).orElseThrow().hint().orElseThrow().events());
    }

    @Test
    void what_is_too_large_goes_as_a_bare_hint() {
        Hint large = new Hint(LOBBY, new Position("k3x9", 11), List.of(
                new MessagePosted(LOBBY, 11, ANN, 1, "x".repeat(40_000), Optional.empty(), Optional.empty())));
        byte[] letter = Letter.of("node", large);
        assertTrue(letter.length < 100, letter.length + " bytes");
        assertEquals(new Hint(LOBBY, large.reached(), List.of()), Letter.read(letter).orElseThrow().hint().orElseThrow());
    }

    @Test
    void a_signal_arrives() {
        Signal signal = new Signal("typing", List.of("a", "", "ü"));
        assertEquals(Optional.of(signal), Letter.read(Letter.of("node", signal)).orElseThrow().signal());
    }

    /** A later version may put other events aboard: then the hint itself is still good. */
    @Test
    void events_of_another_version_leave_a_bare_hint() {
        byte[] letter = new LetterWriter().number('h').text("node").text("lobby").text("k3x9").number(18)
                .number(EventLetter.VERSION + 1).text("whatever that may be").letter();
        assertEquals(new Hint(LOBBY, hint.reached(), List.of()), Letter.read(letter).orElseThrow().hint().orElseThrow());
    }

    @Test
    void a_letter_of_another_kind_says_nothing() {
        assertFalse(Letter.read(new LetterWriter().number('x').text("node").letter()).isPresent());
    }

    @Test
    void whatever_comes_is_read_or_not_but_breaks_nothing() {
        Random random = new Random(7);
        byte[] whole = Letter.of("node", hint);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            Letter.read(bytes);
        }
    }

    @Test
    void only_who_knows_the_secret_opens_a_seal_and_only_for_its_topic() {
        byte[] letter = "private talk".getBytes(StandardCharsets.UTF_8);
        Seal ours = new Seal(new byte[] {1, 2, 3});
        Seal sameSecret = new Seal(new byte[] {1, 2, 3});
        byte[] sealed = ours.close("topic", letter);
        assertArrayEquals(letter, sameSecret.open("topic", sealed).orElseThrow());
        assertTrue(new Seal(new byte[] {1, 2, 4}).open("topic", sealed).isEmpty());
        assertTrue(sameSecret.open("another", sealed).isEmpty());
        assertNotEquals(Arrays.toString(sealed), Arrays.toString(ours.close("topic", letter)), "the same letter is never closed in the same way");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertTrue(sameSecret.open("topic", changed).isEmpty(), "byte " + i);
        }
        for (int length = 0; length < sealed.length; length++) assertTrue(sameSecret.open("topic", Arrays.copyOf(sealed, length)).isEmpty());
    }
}
