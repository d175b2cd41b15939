package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.ANN;
import static dev.chatchannel.storage.Drafts.BOB;
import static dev.chatchannel.storage.Drafts.GARDEN;
import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.NOON;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Outcome;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.journal.Rejection;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MemberJoined;
import dev.chatchannel.message.MemberLeft;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.MessageEdited;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.MessageState;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.ReactionAdded;
import dev.chatchannel.message.ReactionRemoved;
import dev.chatchannel.message.ReactionTally;
import dev.chatchannel.message.TopicChanged;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Edits, deletions, reactions, topics and members, and how messages are read after them. */
@ParameterizedClass
@EnumSource(Engine.class)
@Timeout(60)
class ChangesTest {
    private static final Reaction THUMB = new Reaction("👍");
    private static final Author CID = new Author(AccountId.at(3), "Cid", AccountKind.GUEST);

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
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_author_edits_a_message_and_history_gives_the_new_text() {
        post("helo");
        assertEquals(new MessageEdited(LOBBY, 2, ANN, NOON, 1, "hello"), stored(draft(LOBBY, ANN, new Change.Edit(1, "hello"))));

        MessagePosted message = message(1);
        assertEquals("hello", message.text());
        assertEquals(OptionalLong.of(NOON), message.state().edited());
        stored(draft(LOBBY, ANN, new Change.Edit(1, "hello!")));
        assertEquals("hello!", message(1).text());
        assertEquals("hello!", ((MessageEdited) events.after(LOBBY, 1, 1).get(0)).text(), "an edit tells the text as it is now");
    }

    @Test
    void only_the_author_edits() {
        post("hello");
        assertEquals(Rejection.NOT_YOURS, rejected(draft(LOBBY, CID, new Change.Edit(1, "bye"))));
        assertEquals(Rejection.NOT_YOURS, rejected(draft(LOBBY, BOB, new Change.Edit(1, "bye"))), "the operator neither");
        assertEquals("hello", message(1).text());
    }

    @Test
    void the_author_and_the_operator_delete_and_nobody_else() {
        post("one");
        post("two");
        assertEquals(Rejection.NOT_YOURS, rejected(draft(LOBBY, CID, new Change.Delete(1))));
        assertEquals(new MessageDeleted(LOBBY, 3, ANN, NOON, 1), stored(draft(LOBBY, ANN, new Change.Delete(1))));
        assertEquals(new MessageDeleted(LOBBY, 4, BOB, NOON, 2), stored(draft(LOBBY, BOB, new Change.Delete(2, 0, true))));
    }

    @Test
    void a_deleted_message_keeps_its_place_and_nothing_else() {
        Change.Upload upload = Drafts.upload(NOON, (byte) 1, (byte) 2);
        stored(draft(LOBBY, "look", upload));
        stored(draft(LOBBY, ANN, new Change.Edit(1, "look here")));
        stored(draft(LOBBY, CID, new Change.React(1, THUMB, true)));
        stored(draft(LOBBY, ANN, new Change.Delete(1)));

        MessagePosted left = message(1);
        assertEquals("", left.text());
        assertEquals(Optional.empty(), left.file());
        assertEquals(new MessageState(OptionalLong.empty(), true, List.of()), left.state());
        assertEquals("", ((MessageEdited) events.after(LOBBY, 1, 1).get(0)).text());
        assertTrue(new JdbcFiles(database).find(upload.about().id()).isEmpty());
        assertEquals(4, events.after(LOBBY, 0, 10).size(), "no event is lost");
    }

    @Test
    void no_byte_of_a_deleted_message_stays_in_the_database() {
        stored(draft(LOBBY, "the first secret", Drafts.upload(NOON, "the secret file".repeat(2_000).getBytes(StandardCharsets.UTF_8))));
        stored(draft(LOBBY, ANN, new Change.Edit(1, "the second secret")));
        post("something else");
        stored(draft(LOBBY, ANN, new Change.Delete(1)));
        assertSecretsAreGone("something else");
    }

    @Test
    void a_large_deleted_channel_is_nowhere_at_once_and_erased_by_and_by() {
        Change.Upload upload = Drafts.upload(NOON, "the secret file".getBytes(StandardCharsets.UTF_8));
        events.commit(IntStream.range(0, 2 * EndingChannels.FEW).mapToObj(i -> draft(GARDEN, "secret " + i)).toList(), NOON);
        stored(draft(GARDEN, ANN, new Change.Edit(1, "another secret")));
        stored(draft(GARDEN, CID, new Change.React(2, THUMB, true)));
        stored(draft(GARDEN, "look", upload));
        stored(draft(GARDEN, BOB, new Change.DeleteChannel()));
        assertEquals(Optional.empty(), events.head(GARDEN));
        assertEquals(List.of(), events.after(GARDEN, 0, 10));
        events.createChannel(GARDEN);
        stored(draft(GARDEN, "hello again"));
        database.close(); // whatever was not erased is after the next start
        open();
        int pieces = 0;
        for (; events.eraseSome(); pieces++) assertEquals(List.of(1L), events.after(GARDEN, 0, 10).stream().map(Event::offset).toList());
        assertTrue(pieces > 3, pieces + " pieces");
        assertSecretsAreGone("hello again");
    }

    /** Its author was let speak in the other one: perhaps not here; and a log would take the event for the next of the other one. */
    @Test
    void what_was_meant_for_a_channel_does_not_come_to_another_one_of_its_name() {
        Optional<String> before = events.head(GARDEN).map(Position::epoch);
        stored(new Draft(GARDEN, before, ANN, Optional.empty(), new Change.Post("before", Optional.empty())));
        stored(draft(GARDEN, BOB, new Change.DeleteChannel()));
        events.createChannel(GARDEN);
        assertEquals(Rejection.NO_CHANNEL, rejected(new Draft(GARDEN, before, ANN, Optional.empty(), new Change.Post("after", Optional.empty()))));
        assertEquals(0, events.head(GARDEN).orElseThrow().offset());
        stored(new Draft(GARDEN, events.head(GARDEN).map(Position::epoch), ANN, Optional.empty(), new Change.Post("after", Optional.empty())));
    }

    @Test
    void what_was_deleted_is_neither_edited_nor_reacted_to_nor_deleted_again() {
        post("one");
        stored(draft(LOBBY, ANN, new Change.Delete(1)));
        assertEquals(Rejection.NO_MESSAGE, rejected(draft(LOBBY, ANN, new Change.Edit(1, "back"))));
        assertEquals(Rejection.NO_MESSAGE, rejected(draft(LOBBY, ANN, new Change.React(1, THUMB, true))));
        assertEquals(Rejection.NOTHING_CHANGED, rejected(draft(LOBBY, ANN, new Change.Delete(1))));
    }

    @Test
    void only_a_message_of_the_same_channel_can_be_a_target() {
        post("one");
        stored(draft(LOBBY, ANN, new Change.Join()));
        for (long target : new long[] {2, 3, 99}) {
            assertEquals(Rejection.NO_MESSAGE, rejected(draft(LOBBY, ANN, new Change.Edit(target, "x"))));
        }
        assertEquals(Rejection.NO_MESSAGE, rejected(draft(GARDEN, ANN, new Change.Delete(1))));
    }

    @Test
    void reactions_are_counted_and_stand_in_the_order_of_their_coming() {
        post("one");
        post("two");
        Reaction heart = new Reaction("❤️");
        assertEquals(new ReactionAdded(LOBBY, 3, CID, NOON, 1, heart, 1), stored(draft(LOBBY, CID, new Change.React(1, heart, true))));
        later(draft(LOBBY, ANN, new Change.React(1, THUMB, true)));
        assertEquals(new ReactionAdded(LOBBY, 5, BOB, NOON, 1, THUMB, 2), stored(draft(LOBBY, BOB, new Change.React(1, THUMB, true))));
        assertEquals(
                List.of(new ReactionTally(THUMB, 2, List.of(BOB.id(), ANN.id())), new ReactionTally(heart, 1, List.of(CID.id()))),
                message(1).state().reactions().stream().sorted((a, b) -> b.count() - a.count()).toList());
        assertEquals(List.of(), message(2).state().reactions());

        assertEquals(
                new ReactionRemoved(LOBBY, 6, CID, NOON, 1, heart, 0), stored(draft(LOBBY, CID, new Change.React(1, heart, false))));
        assertEquals(1, message(1).state().reactions().size());
    }

    @Test
    void of_many_people_with_one_reaction_the_first_are_named_and_all_counted() {
        post("one");
        int people = Reactions.MOST_NAMED + 5;
        for (int i = 0; i < people; i++) {
            Author somebody = new Author(AccountId.at(100 + i), "p" + i, AccountKind.GUEST);
            stored(draft(LOBBY, somebody, new Change.React(1, THUMB, true)));
        }
        ReactionTally tally = message(1).state().reactions().get(0);
        assertEquals(people, tally.count());
        assertEquals(Reactions.MOST_NAMED, tally.accounts().size());
        assertEquals(AccountId.at(100).value().substring(0, 10), tally.accounts().get(0).value().substring(0, 10));
    }

    @Test
    void a_message_has_only_so_many_different_reactions() {
        post("one");
        for (int i = 0; i < ChangeWriter.MOST_REACTIONS; i++) stored(draft(LOBBY, ANN, new Change.React(1, new Reaction("r" + i), true)));
        assertEquals(Rejection.TOO_MANY_REACTIONS, rejected(draft(LOBBY, CID, new Change.React(1, THUMB, true))));
        stored(draft(LOBBY, CID, new Change.React(1, new Reaction("r0"), true)));
    }

    @Test
    void a_topic_is_set_and_members_come_and_go() {
        assertEquals(new TopicChanged(LOBBY, 1, BOB, NOON, "tea"), stored(draft(LOBBY, BOB, new Change.SetTopic("tea"))));
        assertEquals(new MemberJoined(LOBBY, 2, ANN, NOON), stored(draft(LOBBY, ANN, new Change.Join())));
        assertEquals(new MemberLeft(LOBBY, 3, ANN, NOON), stored(draft(LOBBY, ANN, new Change.Leave())));
    }

    @Test
    void every_kind_of_event_is_read_as_it_was_stored() {
        List<Event> told = new ArrayList<>();
        post("one");
        for (Change change : List.of(
                new Change.Edit(1, "two"), new Change.React(1, THUMB, true), new Change.React(1, THUMB, false),
                new Change.SetTopic("tea"), new Change.Join(), new Change.Leave(), new Change.SetTopic(""))) {
            told.add(stored(draft(LOBBY, ANN, change)));
        }
        assertEquals(told, events.after(LOBBY, 1, 10));
        told.add(stored(draft(LOBBY, ANN, new Change.Delete(1))));
        assertEquals(told.subList(1, told.size()), events.after(LOBBY, 2, 10));
    }

    @Test
    void what_changes_nothing_takes_no_offset() {
        post("one");
        stored(draft(LOBBY, ANN, new Change.React(1, THUMB, true)));
        stored(draft(LOBBY, ANN, new Change.Join()));
        stored(draft(LOBBY, BOB, new Change.SetTopic("tea")));
        for (Change change : List.of(
                new Change.Edit(1, "one"), new Change.React(1, THUMB, true), new Change.React(1, new Reaction("no"), false),
                new Change.Join(), new Change.SetTopic("tea"))) {
            assertEquals(Rejection.NOTHING_CHANGED, rejected(draft(LOBBY, ANN, change)), change.toString());
        }
        assertEquals(Rejection.NOTHING_CHANGED, rejected(draft(LOBBY, BOB, new Change.Leave())));
        assertEquals(4, events.head(LOBBY).orElseThrow().offset());
    }

    @Test
    void a_draft_that_does_not_fit_leaves_no_gap_between_its_neighbours() {
        post("one");
        List<Outcome> outcomes = events.commit(
                List.of(
                        draft(LOBBY, "two"),
                        draft(LOBBY, CID, new Change.Delete(1)),
                        draft(LOBBY, ANN, new Change.React(1, THUMB, true)),
                        draft(LOBBY, ANN, new Change.React(1, THUMB, true)),
                        draft(LOBBY, ANN, new Change.Edit(2, "of the same commit")),
                        draft(LOBBY, "three")),
                NOON);
        assertEquals(
                List.of(Rejection.NOT_YOURS, Rejection.NOTHING_CHANGED, Rejection.NO_MESSAGE),
                outcomes.stream().filter(Rejection.class::isInstance).toList());
        assertEquals(4, events.head(LOBBY).orElseThrow().offset());
        assertEquals(List.of(1L, 2L, 3L, 4L), events.after(LOBBY, 0, 10).stream().map(Event::offset).toList());
        post("next");
        assertEquals("next", message(5).text());
    }

    @Test
    void a_retried_change_is_answered_with_the_first_one() {
        post("one");
        Draft join = new Draft(LOBBY, ANN, Optional.of(new ClientId("j-1")), new Change.Join());
        Receipt first = (Receipt) commit(join);
        stored(draft(LOBBY, ANN, new Change.Leave()));
        assertEquals(new Receipt(first.event(), true), commit(join));
        assertEquals(3, events.head(LOBBY).orElseThrow().offset());
    }

    @Test
    void a_repeat_of_a_rejected_draft_is_rejected_with_it() {
        Draft leave = new Draft(LOBBY, ANN, Optional.of(new ClientId("l-1")), new Change.Leave());
        assertEquals(
                List.of(Rejection.NOTHING_CHANGED, Rejection.NOTHING_CHANGED), events.commit(List.of(leave, leave), NOON));
    }

    @Test
    void a_page_of_history_has_the_state_of_each_of_its_messages() {
        IntStream.range(0, 30).forEach(i -> post("text " + i));
        stored(draft(LOBBY, CID, new Change.React(7, THUMB, true)));
        stored(draft(LOBBY, ANN, new Change.Edit(9, "anew")));
        stored(draft(LOBBY, ANN, new Change.Delete(11)));
        List<MessagePosted> page = events.before(LOBBY, 12, 10).stream().map(MessagePosted.class::cast).toList();
        assertTrue(page.get(0).state().deleted());
        assertEquals("anew", page.get(2).text());
        assertEquals(1, page.get(4).state().reactions().size());
        assertEquals(7, page.stream().filter(message -> message.state().equals(MessageState.FRESH)).count());
    }

    private void post(String text) {
        stored(draft(LOBBY, text));
    }

    private void later(Draft draft) {
        events.commit(List.of(draft), NOON + 1);
    }

    private Event stored(Draft draft) {
        Receipt receipt = (Receipt) commit(draft);
        assertFalse(receipt.repeated());
        return receipt.event();
    }

    private Rejection rejected(Draft draft) {
        return (Rejection) commit(draft);
    }

    private Outcome commit(Draft draft) {
        return events.commit(List.of(draft), NOON).get(0);
    }

    /** Looks into the files of the database, from which what was not deleted is still to be read. */
    private void assertSecretsAreGone(String kept) {
        new JdbcFiles(database).sweep(0); // as soon as a deletion is committed
        database.close();
        String bytes = engine.contents(directory);
        assertTrue(bytes.contains(kept));
        assertFalse(bytes.contains("secret"), "it can be read in the file");
    }

    private MessagePosted message(long offset) {
        return (MessagePosted) events.after(LOBBY, offset - 1, 1).get(0);
    }
}
