package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.ANN;
import static dev.chatchannel.storage.Drafts.BOB;
import static dev.chatchannel.storage.Drafts.GARDEN;
import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.NOON;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.search.Found;
import dev.chatchannel.search.Phrase;
import dev.chatchannel.search.Search;
import dev.chatchannel.search.SearchIndex;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the index holds: after batches, edits, deletions and kills. */
@ParameterizedClass
@EnumSource(Engine.class)
@Timeout(60)
class JdbcSearchTest {
    private static final Set<ChannelName> BOTH = Set.of(LOBBY, GARDEN);

    @Parameter
    Engine engine;

    @TempDir
    Path directory;

    private Database database;
    private JdbcEvents events;
    private JdbcSearch index;

    @BeforeEach
    void open() {
        database = engine.open(directory);
        events = Drafts.events(database);
        index = new JdbcSearch(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_index_follows_in_batches_and_goes_on_where_it_was() {
        post(IntStream.range(0, 1_200).mapToObj(i -> draft(LOBBY, "number " + i)).toList());
        post(List.of(draft(GARDEN, "number of flowers")));
        assertEquals(BOTH, index.behind());
        assertEquals(Set.of(LOBBY), index.advance(Set.of(LOBBY)));
        reopen();
        assertEquals(BOTH, index.behind());
        takeIn();
        assertEquals(Set.of(), index.behind());
        assertEquals(List.of("number 1199"), texts("1199"));
        assertEquals(List.of("number 0"), texts("0"));
        assertEquals(50, find("number").messages().size());
    }

    @Test
    void giants_make_small_batches() {
        post(IntStream.range(0, 20).mapToObj(i -> draft(LOBBY, "大".repeat(10_000))).toList());
        assertEquals(Set.of(LOBBY), index.advance(Set.of(LOBBY)));
        takeIn();
        assertEquals(20, find("大大大").messages().size());
    }

    @Test
    void the_newest_comes_first_whichever_channel_was_taken_in_first() {
        events.commit(List.of(draft(LOBBY, "tea late")), NOON + 2);
        events.commit(List.of(draft(GARDEN, "tea early")), NOON + 1);
        events.commit(List.of(draft(LOBBY, "tea latest")), NOON + 3);
        index.advance(Set.of(LOBBY));
        index.advance(Set.of(GARDEN));
        assertEquals(List.of("tea latest", "tea late", "tea early"), texts("tea"));
    }

    @Test
    void a_message_that_is_edited_or_deleted_before_it_is_taken_in_is_taken_in_as_it_is() {
        post(List.of(draft(LOBBY, "first"), draft(LOBBY, "second")));
        change(new Change.Edit(1, "uncommon"));
        change(new Change.Delete(2));
        takeIn();
        assertEquals(List.of("uncommon"), texts("uncommon"));
        assertEquals(List.of(), texts("first"));
        assertEquals(List.of(), texts("second"));
    }

    @Test
    void the_words_of_a_deleted_message_are_nowhere() throws Exception {
        post(List.of(draft(LOBBY, "other words"), draft(LOBBY, "Xylophoneword 数据库猫 kept"), draft(LOBBY, "kept words too")));
        takeIn();
        assertEquals(1, find("xylophoneword").messages().size());
        change(new Change.Delete(2));
        assertEquals(List.of(), texts("xylophoneword"));
        assertEquals(List.of("kept words too"), texts("kept"));
        assertErased("xylophoneword", "数据", "据库");
        assertSound();
    }

    @Test
    void the_old_words_of_an_edited_message_are_not_in_the_index() throws Exception {
        post(List.of(draft(LOBBY, "Xylophoneword stays")));
        takeIn();
        change(new Change.Edit(1, "something stays"));
        assertEquals(List.of(), texts("xylophoneword"));
        assertEquals(List.of("something stays"), texts("stays"));
        int left = database.read(sql -> engine.searchRowsWith(sql, "xylophoneword"));
        assertEquals(0, left);
        assertSound();
    }

    @Test
    void a_deleted_channel_takes_its_words_with_it() throws Exception {
        post(List.of(draft(LOBBY, "kept"), draft(GARDEN, "Xylophoneword")));
        takeIn();
        change(GARDEN, new Change.DeleteChannel());
        assertErased("xylophoneword");
        assertFalse(index.sweep());
    }

    @Test
    void what_is_much_in_a_deleted_channel_is_found_no_more_at_once_and_taken_out_in_batches() throws Exception {
        post(List.of(draft(LOBBY, "Xylophoneword kept")));
        post(IntStream.range(0, 1_200).mapToObj(i -> draft(GARDEN, "Marimbaword " + i)).toList());
        takeIn();
        change(GARDEN, new Change.DeleteChannel());
        assertEquals(List.of(), texts("marimbaword"));
        reopen();
        while (index.sweep()) assertEquals(List.of(), texts("marimbaword"));
        while (events.eraseSome()) assertEquals(List.of(), texts("marimbaword"));
        assertErased("marimbaword");
        assertEquals(List.of("Xylophoneword kept"), texts("xylophoneword"));
        assertSound();
    }

    private void post(List<Draft> drafts) {
        events.commit(drafts, NOON);
    }

    private void change(Change change) {
        change(LOBBY, change);
    }

    private void change(ChannelName channel, Change change) {
        assertInstanceOf(Receipt.class, events.commit(List.of(draft(channel, change instanceof Change.DeleteChannel ? BOB : ANN, change)), NOON + 1_000).get(0));
    }

    private void takeIn() {
        for (Set<ChannelName> behind = index.behind(); !behind.isEmpty(); ) behind = index.advance(behind);
    }

    private Found find(String text) {
        return index.find(new Search(List.of(Phrase.of(text, false)), BOTH, Set.of(), Set.of(), 0, Long.MAX_VALUE), SearchIndex.NEWEST, 50);
    }

    private List<String> texts(String text) {
        return find(text).messages().stream().map(message -> ((MessagePosted) message).text()).toList();
    }

    private void reopen() {
        database.close();
        database = engine.open(directory);
        events = new JdbcEvents(database, Clock.systemUTC());
        index = new JdbcSearch(database);
    }

    /** The index is whole: what it says of the entries is what they say. */
    private void assertSound() throws SQLException {
        database.write(sql -> {
            engine.checkSearch(sql);
            return Optional.empty();
        });
    }

    private void assertErased(String... words) {
        database.close();
        String bytes = engine.contents(directory).toLowerCase();
        for (String word : words) assertFalse(bytes.contains(new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).toLowerCase()), word);
        reopen();
    }
}
