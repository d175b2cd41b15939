package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.ANN;
import static dev.chatchannel.storage.Drafts.BOB;
import static dev.chatchannel.storage.Drafts.GARDEN;
import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.NOON;
import static dev.chatchannel.storage.Drafts.NOWHERE;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.file.FileStore;
import dev.chatchannel.file.FilesUnavailable;
import dev.chatchannel.file.Hash;
import dev.chatchannel.file.Upload;
import dev.chatchannel.file.UploadRefused;
import dev.chatchannel.file.Uploader;
import dev.chatchannel.file.Uploads;
import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Outcome;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.journal.Rejection;
import dev.chatchannel.kit.Pictures;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.FileName;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.StoredFile;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Files as they come, are posted, and go; and that nothing stays of what nobody has. */
@ParameterizedClass
@EnumSource(Engine.class)
@Timeout(60)
class JdbcFilesTest {
    private static final int MOST = 1_000_000;

    @Parameter
    Engine engine;

    @TempDir
    Path directory;

    private Database database;
    private JdbcEvents events;
    private JdbcFiles files;
    private Uploads uploads;

    @BeforeEach
    void open() {
        database = engine.open(directory);
        events = Drafts.events(database);
        files = new JdbcFiles(database);
        uploads = uploads(NOON);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_file_comes_in_parts_and_is_read_from_any_place() {
        byte[] content = random(700_000);
        StoredFile file = files.find(bring(ANN, LOBBY, content).id()).orElseThrow();
        assertArrayEquals(content, whole(file, 0));
        for (int place : new int[] {1, 262_143, 262_144, 262_145, 524_288, 699_999}) {
            assertArrayEquals(Arrays.copyOfRange(content, place, content.length), whole(file, place), "from " + place);
        }
        assertEquals(0, files.read(file.content(), 700_000).length);
        assertEquals(List.of("a file.bin", "application/octet-stream"), List.of(file.about().name(), file.about().type()));
    }

    @Test
    void the_same_content_is_kept_once_and_goes_with_its_last_file() {
        byte[] content = random(300_000);
        Attachment anns = bring(ANN, LOBBY, content);
        Attachment bobs = bring(BOB, GARDEN, content);
        post(ANN, LOBBY, anns);
        post(BOB, GARDEN, bobs);
        stored(new Draft(GARDEN, ANN, Optional.empty(), new Change.Post("", Optional.of(new Change.Upload(new Attachment(FileId.at(NOON), "x/y", 3), Hash.of(content), content)))));
        assertEquals("1 content, 2 parts, 3 files", kept());

        stored(draft(LOBBY, ANN, new Change.Delete(1)));
        stored(draft(GARDEN, BOB, new Change.Delete(1)));
        files.sweep(0);
        assertEquals("1 content, 2 parts, 1 files", kept());
        stored(draft(GARDEN, ANN, new Change.Delete(2)));
        files.sweep(0);
        assertEquals("0 content, 0 parts, 0 files", kept());
    }

    @Test
    void what_was_deleted_and_is_brought_again_is_kept_again() {
        byte[] content = random(300_000);
        post(ANN, LOBBY, bring(ANN, LOBBY, content));
        stored(draft(LOBBY, ANN, new Change.Delete(1)));
        Attachment again = bring(ANN, LOBBY, content);
        files.sweep(0);
        assertArrayEquals(content, whole(files.find(again.id()).orElseThrow(), 0));
    }

    /** The new content took what was known of the old one, which is all but the thumbnail. */
    @Test
    void a_picture_whose_twin_is_swept_while_it_comes_has_a_thumbnail_of_its_own() {
        byte[] picture = Pictures.png(40, 30);
        post(ANN, LOBBY, bring(ANN, LOBBY, picture));
        InvocationHandler sweeping = (self, method, all) -> {
            Object answer = method.invoke(files, all);
            if (method.getName().equals("looks")) {
                stored(draft(LOBBY, ANN, new Change.Delete(1)));
                files.sweep(0);
            }
            return answer;
        };
        FileStore store = (FileStore) Proxy.newProxyInstance(FileStore.class.getClassLoader(), new Class<?>[] {FileStore.class}, sweeping);
        uploads = new Uploads(store, MOST, Runnable::run, Clock.fixed(Instant.ofEpochMilli(NOON), ZoneOffset.UTC));
        StoredFile again = files.find(bring(BOB, LOBBY, picture).id()).orElseThrow();
        assertTrue(files.thumbnail(again.content()).isPresent());
    }

    @Test
    void a_deleted_channel_takes_its_files_along() {
        post(ANN, GARDEN, bring(ANN, GARDEN, random(10)));
        bring(BOB, GARDEN, random(20));
        stored(draft(GARDEN, BOB, new Change.DeleteChannel()));
        files.sweep(0);
        assertEquals("0 content, 0 parts, 0 files", kept());
    }

    @Test
    void what_is_given_up_leaves_nothing() {
        Upload upload = uploads.begin(Uploader.of(ANN.id()), LOBBY, new FileName("a"), -1);
        upload.take(random(600_000), 600_000);
        assertEquals("1 content, 2 parts, 0 files", kept());
        upload.abandon();
        assertEquals("0 content, 0 parts, 0 files", kept());
        upload.take(random(300_000), 300_000);
        assertThrows(CompletionException.class, () -> upload.finish().toCompletableFuture().join());
        assertEquals("0 content, 0 parts, 0 files", kept(), "what comes afterwards counts for nothing");
    }

    @Test
    void what_was_coming_when_the_server_died_is_forgotten_at_the_next_start_or_where_others_may_be_by_its_age_and_nothing_else() {
        post(ANN, LOBBY, bring(ANN, LOBBY, random(10)));
        uploads.begin(Uploader.of(ANN.id()), LOBBY, new FileName("a"), -1).take(random(600_000), 600_000);
        database.close();
        database = engine.open(directory);
        files = new JdbcFiles(database);
        files.sweepInterrupted();
        if (database.isShared()) {
            assertEquals("2 content, 3 parts, 1 files", kept(), "it may be another node's");
            files.sweep(NOON + 1);
        }
        assertEquals("1 content, 1 parts, 1 files", kept());
    }

    @Test
    void what_nobody_posts_in_time_is_forgotten() {
        Attachment late = bring(ANN, LOBBY, random(10));
        Attachment posted = bring(ANN, LOBBY, random(20));
        post(ANN, LOBBY, posted);
        uploads(NOON + Uploads.KEPT.toMillis()).sweep();
        assertTrue(files.find(late.id()).isPresent());
        uploads(NOON + Uploads.KEPT.toMillis() + 1).sweep();
        assertTrue(files.find(late.id()).isEmpty());
        assertTrue(files.find(posted.id()).isPresent());
        assertEquals(Rejection.NO_FILE, outcome(ANN, LOBBY, late));
        assertEquals("1 content, 1 parts, 1 files", kept());
    }

    /** Each deleted message asked for a sweep of its own, and each looked at every content there is. */
    @Test
    void sweeps_that_are_asked_for_while_one_waits_are_one() {
        List<Runnable> waiting = new ArrayList<>();
        Uploads patient = new Uploads(files, MOST, waiting::add, Clock.fixed(Instant.ofEpochMilli(NOON), ZoneOffset.UTC));
        post(ANN, LOBBY, bring(ANN, LOBBY, random(10)));
        stored(draft(LOBBY, ANN, new Change.Delete(1)));
        for (int i = 0; i < 100; i++) patient.sweep();
        assertEquals(1, waiting.size());
        waiting.get(0).run();
        assertEquals("0 content, 0 parts, 0 files", kept());
        patient.sweep();
        assertEquals(2, waiting.size());
    }

    /** Its first parts were swept between two others; then it was kept under the hash of the whole, and so were all that came later. */
    @Test
    void what_lost_a_part_on_the_way_is_not_kept_and_comes_whole_the_next_time() throws SQLException {
        byte[] content = random(600_000);
        Upload upload = uploads.begin(Uploader.of(ANN.id()), LOBBY, new FileName("a"), -1);
        upload.take(content, content.length);
        database.write(sql -> sql.run("delete from content_part where \"offset\" = 0"));
        CompletionException broken = assertThrows(CompletionException.class, () -> upload.finish().toCompletableFuture().join());
        assertTrue(broken.getCause() instanceof FilesUnavailable, broken::toString);
        assertEquals("0 content, 0 parts, 0 files", kept());
        assertArrayEquals(content, whole(files.find(bring(BOB, LOBBY, content).id()).orElseThrow(), 0));
    }

    @Test
    void what_is_swept_while_it_comes_is_refused() {
        Upload upload = uploads.begin(Uploader.of(ANN.id()), LOBBY, new FileName("a"), -1);
        upload.take(random(300_000), 300_000);
        uploads(NOON + Uploads.KEPT.toMillis() + 1).sweep();
        assertThrows(FilesUnavailable.class, () -> upload.take(random(300_000), 300_000));
        upload.abandon();
        assertEquals("0 content, 0 parts, 0 files", kept());
    }

    @Test
    void a_file_is_posted_once_by_its_uploader_where_it_was_brought() {
        Attachment file = bring(ANN, LOBBY, random(10));
        assertEquals(Rejection.NO_FILE, outcome(BOB, LOBBY, file));
        assertEquals(Rejection.NO_FILE, outcome(ANN, GARDEN, file));
        List<Outcome> twice = events.commit(List.of(draftOf(ANN, LOBBY, file), draftOf(ANN, LOBBY, file)), NOON);
        assertEquals(Rejection.NO_FILE, twice.get(1), "within one commit too");
        MessagePosted message = (MessagePosted) events.after(LOBBY, 0, 10).get(0);
        assertEquals(List.of(file), message.files());
        assertEquals(1, events.head(LOBBY).orElseThrow().offset());
    }

    @Test
    void of_several_files_all_are_posted_or_none() {
        Attachment one = bring(ANN, LOBBY, random(10));
        Attachment two = bring(BOB, LOBBY, random(20));
        assertEquals(Rejection.NO_FILE, outcome(ANN, LOBBY, one, two));
        post(ANN, LOBBY, one);
    }

    @Test
    void nobody_brings_more_than_so_much_at_once_or_before_it_is_posted() {
        Upload growing = uploads.begin(Uploader.of(ANN.id()), LOBBY, new FileName("a"), -1);
        assertThrows(UploadRefused.class, () -> growing.take(new byte[MOST + 1], MOST + 1));
        growing.abandon();
        assertThrows(UploadRefused.class, () -> uploads.begin(Uploader.of(ANN.id()), LOBBY, new FileName("a"), MOST + 1));
        for (int i = 0; i < 4; i++) uploads.begin(Uploader.of(ANN.id()), LOBBY, new FileName("a"), 5);
        assertEquals(UploadRefused.Why.BUSY, assertThrows(UploadRefused.class, () -> uploads.begin(Uploader.of(ANN.id()), LOBBY, new FileName("a"), 5)).why());
        for (int i = 0; i < 10; i++) bring(BOB, LOBBY, random(MOST - i));
        assertEquals(UploadRefused.Why.TOO_MANY, assertThrows(UploadRefused.class, () -> bring(BOB, LOBBY, random(1_000))).why());
    }

    /** Eight guests of one address held all thirty-two places. */
    @Test
    void guests_share_the_places_and_the_bytes_of_their_network() {
        List<Upload> coming = new ArrayList<>();
        for (int i = 0; i < 4; i++) coming.add(uploads.begin(guest(i), LOBBY, new FileName("a"), MOST));
        assertEquals(UploadRefused.Why.BUSY, assertThrows(UploadRefused.class, () -> uploads.begin(guest(4), LOBBY, new FileName("a"), 5)).why());
        uploads.begin(Uploader.guest(AccountId.at(NOON), "192.0.2.1"), LOBBY, new FileName("a"), 5).abandon();
        coming.forEach(Upload::abandon);

        for (int i = 0; i < 10; i++) {
            byte[] content = random(MOST - i);
            Upload upload = uploads.begin(guest(i), LOBBY, new FileName("a"), content.length);
            upload.take(content, content.length);
            upload.finish().toCompletableFuture().join();
        }
        assertEquals(UploadRefused.Why.TOO_MANY, assertThrows(UploadRefused.class, () -> uploads.begin(guest(10), LOBBY, new FileName("a"), 1_000)).why());
        uploads.begin(Uploader.of(ANN.id()), LOBBY, new FileName("a"), 1_000).abandon();
    }

    @Test
    void a_channel_that_goes_while_a_file_comes_keeps_nothing() {
        CompletionException gone = assertThrows(CompletionException.class, () -> bring(ANN, NOWHERE, random(10)));
        assertEquals(UploadRefused.Why.NO_CHANNEL, ((UploadRefused) gone.getCause()).why());
        assertEquals("0 content, 0 parts, 0 files", kept());
    }

    private Uploads uploads(long now) {
        return new Uploads(files, MOST, Runnable::run, Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC));
    }

    private static Uploader guest(int number) {
        return Uploader.guest(AccountId.at(NOON + number), "2001:db8::" + number);
    }

    private Attachment bring(Author who, ChannelName channel, byte[] content) {
        Upload upload = uploads.begin(Uploader.of(who.id()), channel, new FileName("a file.bin"), content.length);
        for (int from = 0; from < content.length; from += 10_000) {
            byte[] some = Arrays.copyOfRange(content, from, Math.min(content.length, from + 10_000));
            upload.take(some, some.length);
        }
        return upload.finish().toCompletableFuture().join();
    }

    private void post(Author who, ChannelName channel, Attachment... carried) {
        stored(draftOf(who, channel, carried));
    }

    private Outcome outcome(Author who, ChannelName channel, Attachment... carried) {
        return events.commit(List.of(draftOf(who, channel, carried)), NOON).get(0);
    }

    private static Draft draftOf(Author who, ChannelName channel, Attachment... carried) {
        List<FileId> ids = Arrays.stream(carried).map(Attachment::id).toList();
        return draft(channel, who, new Change.Post("", Optional.empty(), ids, OptionalLong.empty(), 0));
    }

    private void stored(Draft draft) {
        assertTrue(events.commit(List.of(draft), NOON).get(0) instanceof Receipt, draft::toString);
    }

    private byte[] whole(StoredFile file, int from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part = files.read(file.content(), from); part.length > 0; part = files.read(file.content(), from + bytes.size())) bytes.writeBytes(part);
        return bytes.toByteArray();
    }

    private String kept() {
        try {
            return database.read(sql -> count(sql, "content") + " content, " + count(sql, "content_part") + " parts, " + count(sql, "file") + " files");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static long count(Sql sql, String table) throws SQLException {
        return sql.first("select count(*) from " + table, row -> row.getLong(1)).orElseThrow();
    }

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        content[0] = 0;
        return content;
    }
}
