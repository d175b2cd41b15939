package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.ANN;
import static dev.chatchannel.storage.Drafts.BOB;
import static dev.chatchannel.storage.Drafts.GARDEN;
import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.NOON;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Outcome;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.journal.Rejection;
import dev.chatchannel.journal.TooSoon;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.OwnReaction;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.Reactors;
import dev.chatchannel.message.ThreadTally;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Replies: where they stand, how they are counted, and how they are read; and who reacted. */
@ParameterizedClass
@EnumSource(Engine.class)
@Timeout(60)
class ThreadsTest {
    private static final Reaction THUMB = new Reaction("👍");
    private static final Reaction HEART = new Reaction("❤️");

    @Parameter
    Engine engine;

    @TempDir
    Path directory;

    private Database database;
    private JdbcEvents events;

    @BeforeEach
    void open() {
        database = engine.open(directory);
        events = Drafts.events(database);
        stored(draft(LOBBY, "the root"), NOON);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_reply_tells_its_thread_and_the_root_tells_its_replies() {
        assertEquals(Optional.of(new ThreadTally(1, 1, NOON + 1)), posted(reply(LOBBY, 1, "one"), NOON + 1).thread());
        assertEquals(Optional.of(new ThreadTally(1, 2, NOON + 2)), posted(reply(LOBBY, 1, "two"), NOON + 2).thread());

        assertEquals(Optional.of(new ThreadTally(1, 2, NOON + 2)), message(1).state().thread());
        assertEquals(Optional.empty(), message(1).thread());
        assertEquals(Optional.of(new ThreadTally(1, 1, NOON + 1)), message(2).thread());
        assertEquals(Optional.empty(), message(2).state().thread());
    }

    @Test
    void what_answers_a_reply_stands_in_the_thread_of_that_reply() {
        stored(reply(LOBBY, 1, "one"), NOON + 1);
        assertEquals(Optional.of(new ThreadTally(1, 2, NOON + 2)), posted(reply(LOBBY, 2, "to one"), NOON + 2).thread());
    }

    @Test
    void only_a_message_that_is_there_in_the_same_channel_is_answered_and_what_is_refused_counts_nothing() {
        stored(draft(LOBBY, ANN, new Change.Join()), NOON);
        for (long root : new long[] {2, 3, 99}) assertEquals(Rejection.NO_MESSAGE, commit(reply(LOBBY, root, "x"), NOON));
        assertEquals(Rejection.NO_MESSAGE, commit(reply(GARDEN, 1, "x"), NOON), "the root is in another channel");
        stored(reply(LOBBY, 1, "one"), NOON + 1);
        stored(draft(LOBBY, ANN, new Change.Delete(1)), NOON + 2);
        assertEquals(Rejection.NO_MESSAGE, commit(reply(LOBBY, 1, "x"), NOON), "the root was deleted");
        assertEquals(Rejection.NO_MESSAGE, commit(reply(LOBBY, 3, "x"), NOON), "the root of that reply was deleted");
        assertEquals(1, message(1).state().thread().orElseThrow().replies());
        assertEquals(4, events.head(LOBBY).orElseThrow().offset());
    }

    @Test
    void a_repeated_reply_is_counted_once() {
        Draft reply = new Draft(LOBBY, ANN, Optional.of(new ClientId("r-1")), post(1, "one"));
        Receipt first = (Receipt) commit(reply, NOON + 1);
        assertEquals(new Receipt(first.event(), true), commit(reply, NOON + 2));
        assertEquals(Optional.of(new ThreadTally(1, 1, NOON + 1)), message(1).state().thread());
    }

    @Test
    void a_reply_that_comes_too_soon_in_slow_mode_counts_nothing() {
        Change slow = new Change.Post("one", Optional.empty(), List.of(), OptionalLong.of(1), 10);
        stored(draft(LOBBY, ANN, slow), NOON + 1);
        assertEquals(TooSoon.class, commit(draft(LOBBY, ANN, slow), NOON + 2).getClass());
        assertEquals(1, message(1).state().thread().orElseThrow().replies());
    }

    @Test
    void nobody_waits_longer_than_slow_mode_says_whatever_the_clock_of_the_node_that_they_spoke_on() {
        Change slow = new Change.Post("one", Optional.empty(), List.of(), OptionalLong.of(1), 10);
        stored(draft(LOBBY, ANN, slow), NOON + 7);
        assertEquals(new TooSoon(10_000), commit(draft(LOBBY, ANN, slow), NOON + 2));
    }

    @Test
    void a_deleted_reply_counts_no_more_and_the_last_one_is_the_last_that_is_left() {
        stored(reply(LOBBY, 1, "one"), NOON + 1);
        stored(reply(LOBBY, 1, "two"), NOON + 2);
        var deletion = (MessageDeleted) stored(draft(LOBBY, ANN, new Change.Delete(3)), NOON + 3);
        assertEquals(Optional.of(new ThreadTally(1, 1, NOON + 1)), deletion.thread());
        assertEquals(deletion, events.after(LOBBY, 3, 1).get(0), "as it was stored");
        assertEquals(Optional.of(new ThreadTally(1, 1, NOON + 1)), message(1).state().thread());

        stored(draft(LOBBY, ANN, new Change.Delete(2)), NOON + 4);
        assertEquals(Optional.empty(), message(1).state().thread());
        MessagePosted left = message(3);
        assertTrue(left.state().deleted());
        assertEquals(Optional.of(new ThreadTally(1, 2, NOON + 2)), left.thread(), "where it stood is no word of it");
    }

    @Test
    void a_reply_is_edited_like_any_message() {
        stored(reply(LOBBY, 1, "one"), NOON + 1);
        stored(draft(LOBBY, ANN, new Change.Edit(2, "anew")), NOON + 2);
        assertEquals("anew", message(2).text());
        assertEquals("the root", message(1).text());
        assertEquals(OptionalLong.empty(), message(1).state().edited());
    }

    @Test
    void a_thread_is_read_by_itself_both_ways_in_pages() {
        stored(draft(LOBBY, "another root"), NOON);
        for (int i = 0; i < 5; i++) {
            stored(reply(LOBBY, 1, "to one, " + i), NOON + i);
            stored(reply(LOBBY, 2, "to two, " + i), NOON + i);
            stored(draft(LOBBY, "beside"), NOON + i);
        }
        stored(draft(LOBBY, BOB, new Change.React(6, THUMB, true)), NOON + 9);
        assertEquals(List.of("to one, 0", "to one, 1", "to one, 2"), texts(events.repliesAfter(LOBBY, 1, 0, 3)));
        assertEquals(List.of("to one, 3", "to one, 4"), texts(events.repliesAfter(LOBBY, 1, 9, 3)));
        assertEquals(List.of("to two, 4", "to two, 3"), texts(events.repliesBefore(LOBBY, 2, Long.MAX_VALUE, 2)));
        assertEquals(1, ((MessagePosted) events.repliesAfter(LOBBY, 1, 3, 1).get(0)).state().reactions().size());
        assertEquals(List.of(), events.repliesAfter(LOBBY, 3, 0, 10), "a reply is no root");
        assertEquals(List.of(), events.repliesAfter(GARDEN, 1, 0, 10));
    }

    @Test
    void the_reactions_of_a_message_are_told_with_the_names_of_those_who_are_kept() throws Exception {
        database.write(sql -> sql.run(
                "insert into account (id, kind, name, skeleton, created, seen) values (?, 'MEMBER', 'Ann Lee', 'ann lee', 1, 1)", ANN.id().value()));
        Author passing = new Author(AccountId.at(9), "guest-7kq3f", AccountKind.GUEST);
        stored(draft(LOBBY, passing, new Change.React(1, THUMB, true)), NOON);
        stored(draft(LOBBY, ANN, new Change.React(1, THUMB, true)), NOON + 1);
        stored(draft(LOBBY, ANN, new Change.React(1, HEART, true)), NOON + 2);
        Author ann = new Author(ANN.id(), "Ann Lee", AccountKind.MEMBER);
        assertEquals(
                List.of(new Reactors(THUMB, 2, List.of(ann)), new Reactors(HEART, 1, List.of(ann))), events.reactors(LOBBY, 1, 10));
        assertEquals(List.of(new Reactors(THUMB, 2, List.of(ann)), new Reactors(HEART, 1, List.of(ann))), events.reactors(LOBBY, 1, 1));
        assertEquals(List.of(), events.reactors(GARDEN, 1, 10));
    }

    @Test
    void one_is_told_which_reactions_are_ones_own() {
        stored(draft(LOBBY, "two"), NOON);
        stored(draft(LOBBY, ANN, new Change.React(1, THUMB, true)), NOON);
        stored(draft(LOBBY, BOB, new Change.React(1, HEART, true)), NOON);
        stored(draft(LOBBY, BOB, new Change.React(2, THUMB, true)), NOON);
        assertEquals(List.of(new OwnReaction(1, HEART), new OwnReaction(2, THUMB)), events.reactionsOf(LOBBY, BOB.id(), List.of(1L, 2L, 3L)));
        assertEquals(List.of(new OwnReaction(1, THUMB)), events.reactionsOf(LOBBY, ANN.id(), List.of(1L, 2L)));
        assertEquals(List.of(), events.reactionsOf(GARDEN, ANN.id(), List.of(1L)));
    }

    private static Draft reply(ChannelName channel, long root, String text) {
        return draft(channel, ANN, post(root, text));
    }

    private static Change.Post post(long root, String text) {
        return new Change.Post(text, Optional.empty(), List.of(), OptionalLong.of(root), 0);
    }

    private MessagePosted posted(Draft draft, long time) {
        return (MessagePosted) stored(draft, time);
    }

    private Event stored(Draft draft, long time) {
        return ((Receipt) commit(draft, time)).event();
    }

    private Outcome commit(Draft draft, long time) {
        return events.commit(List.of(draft), time).get(0);
    }

    private MessagePosted message(long offset) {
        return (MessagePosted) events.after(LOBBY, offset - 1, 1).get(0);
    }

    private static List<String> texts(List<Event> page) {
        return page.stream().map(event -> ((MessagePosted) event).text()).toList();
    }
}
