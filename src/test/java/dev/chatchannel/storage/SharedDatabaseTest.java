package dev.chatchannel.storage;

import static dev.chatchannel.storage.Drafts.ANN;
import static dev.chatchannel.storage.Drafts.BOB;
import static dev.chatchannel.storage.Drafts.GARDEN;
import static dev.chatchannel.storage.Drafts.LOBBY;
import static dev.chatchannel.storage.Drafts.NOON;
import static dev.chatchannel.storage.Drafts.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.Link;
import dev.chatchannel.account.LinkEnded;
import dev.chatchannel.account.LinkKind;
import dev.chatchannel.account.NameTaken;
import dev.chatchannel.account.OperatorToken;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.file.Hash;
import dev.chatchannel.file.Looks;
import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Outcome;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ContentId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.StoredFile;
import dev.chatchannel.search.Phrase;
import dev.chatchannel.search.Search;
import dev.chatchannel.search.SearchIndex;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL that do the same at the same time. */
@Timeout(120)
class SharedDatabaseTest {
    private static final List<ChannelName> CHANNELS = List.of(LOBBY, GARDEN, new ChannelName("a"), new ChannelName("z"));
    private static final int WRITERS = 3; // on each node
    private static final int ROUNDS = 40;

    @TempDir
    Path directory;

    private final List<Database> nodes = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void open() {
        for (int i = 0; i < 2; i++) nodes.add(Engine.POSTGRESQL.open(directory));
        CHANNELS.forEach(channel -> events(0).createChannel(channel));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        nodes.forEach(Database::close);
    }

    /** The same person with the same client ids on both nodes, in channels in any order: each message comes from several at once. */
    @Test
    void what_several_nodes_store_at_once_has_no_gap_no_double_and_no_failure() throws Exception {
        Map<String, Event> first = new ConcurrentHashMap<>();
        Map<String, Integer> stored = new ConcurrentHashMap<>();
        long seed = System.nanoTime();
        all(nodes.size() * WRITERS, writer -> {
            Random random = new Random(seed + writer % WRITERS); // as the one on the other node
            JdbcEvents events = events(writer % nodes.size());
            for (int round = 0; round < ROUNDS; round++) {
                List<Draft> drafts = drafts(writer % WRITERS, round, random);
                List<Outcome> outcomes = events.commit(drafts, NOON);
                for (int i = 0; i < drafts.size(); i++) {
                    Receipt receipt = (Receipt) outcomes.get(i);
                    String key = drafts.get(i).clientId().orElseThrow().value();
                    Event before = first.putIfAbsent(key, receipt.event());
                    assertTrue(before == null || before.equals(receipt.event()), "one answer for " + key + "; seed " + seed);
                    if (!receipt.repeated()) stored.merge(key, 1, Integer::sum);
                }
            }
            return null;
        });
        assertEquals(Set.of(1), Set.copyOf(stored.values()), "each is new once; seed " + seed);
        assertEquals(first.keySet(), stored.keySet());
        long count = 0;
        for (ChannelName channel : CHANNELS) {
            List<Event> log = events(0).after(channel, 0, Integer.MAX_VALUE);
            assertEquals(LongStream.rangeClosed(1, log.size()).boxed().toList(), log.stream().map(Event::offset).toList(), "seed " + seed);
            assertEquals(log.size(), events(1).head(channel).orElseThrow().offset());
            count += log.size();
        }
        assertEquals(first.size(), count);
    }

    @Test
    void the_indexers_of_two_nodes_take_each_message_in_once_and_as_it_is_in_the_end() throws Exception {
        int messages = 300;
        events(0).commit(IntStream.range(0, messages).mapToObj(i -> draft(LOBBY, "original " + i)).toList(), NOON);
        JdbcSearch index = new JdbcSearch(nodes.get(0));
        all(4, task -> {
            if (task < 2) takeIn(new JdbcSearch(nodes.get(task)));
            else {
                Random random = new Random(task);
                for (int i = 0; i < 60; i++) {
                    long target = 1 + random.nextInt(messages);
                    Change change = random.nextBoolean() ? new Change.Edit(target, "changed " + target) : new Change.Delete(target);
                    events(task - 2).commit(List.of(draft(LOBBY, ANN, change)), NOON);
                }
            }
            return null;
        });
        takeIn(index);
        List<MessagePosted> all = events(0).after(LOBBY, 0, Integer.MAX_VALUE).stream()
                .filter(MessagePosted.class::isInstance).map(MessagePosted.class::cast).toList();
        assertEquals(all.stream().filter(message -> message.text().startsWith("original")).count(), found(index, "original"));
        assertEquals(all.stream().filter(message -> message.text().startsWith("changed")).count(), found(index, "changed"));
        assertEquals(all.stream().filter(message -> !message.state().deleted()).count(), entries());
        nodes.get(0).write(sql -> {
            Engine.POSTGRESQL.checkSearch(sql);
            return Optional.empty();
        });
    }

    @Test
    void a_name_is_taken_by_one_of_those_who_ask_for_it_at_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            String name = "Ada" + "xyzwvutsrq".charAt(round);
            List<Boolean> joined = all(2, node -> {
                try {
                    new JdbcRegistry(nodes.get(node)).join(AccountId.at(NOON + node), DisplayName.of(name), "a hash", NOON, 0);
                    return true;
                } catch (NameTaken taken) {
                    return false;
                }
            });
            assertEquals(1, joined.stream().filter(took -> took).count());
        }
    }

    @Test
    void a_channel_is_made_by_one_of_those_who_make_it_or_its_twin_at_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            List<String> twins = List.of("l-" + round + "-o", "l-" + round + "-\u043e");
            List<Boolean> made = all(2, node ->
                    new JdbcDirectory(nodes.get(node), Clock.systemUTC()).createPublic(new ChannelName(twins.get(node)), "", AccountId.at(NOON)));
            assertEquals(1, made.stream().filter(is -> is).count());
        }
    }

    @Test
    void of_two_links_of_two_starts_one_makes_the_first_administrator() throws Exception {
        List<TokenHash> links = List.of(hash(1), hash(2));
        for (int node = 0; node < 2; node++) {
            new JdbcRegistry(nodes.get(node)).keepStart(new Link(links.get(node), LinkKind.START, Optional.empty(), 1, NOON + 1), NOON);
        }
        List<Boolean> joined = all(2, node -> {
            try {
                new JdbcRegistry(nodes.get(node)).join(links.get(node), AccountId.at(NOON), DisplayName.of("Person" + "ab".charAt(node)), "a hash", NOON, 0);
                return true;
            } catch (LinkEnded ended) {
                return false;
            }
        });
        assertEquals(1, joined.stream().filter(is -> is).count());
    }

    @RepeatedTest(5)
    void of_two_administrators_who_end_each_other_one_is_left() throws Exception {
        List<AccountId> two = new ArrayList<>();
        for (String name : List.of("Ada", "Eve")) {
            Account member = new JdbcRegistry(nodes.get(0)).join(AccountId.at(NOON), DisplayName.of(name), "a hash", NOON, 0);
            assertTrue(new JdbcRegistry(nodes.get(0)).setKind(member.id(), AccountKind.ADMINISTRATOR, BOB, NOON));
            two.add(member.id());
        }
        List<Boolean> ended = all(2, node -> new JdbcRegistry(nodes.get(node)).setActive(two.get(1 - node), false, BOB, NOON));
        assertEquals(1, ended.stream().filter(is -> is).count());
        assertTrue(new JdbcRegistry(nodes.get(0)).hasAdministrator());
    }

    @Test
    void nodes_that_start_at_once_have_one_operator() throws Exception {
        all(2, node -> new OperatorToken(new JdbcAccounts(nodes.get(node)), Clock.systemUTC()).atStart());
        int operators = nodes.get(0).read(sql -> sql.first("select count(*) from account where kind = 'OPERATOR'", row -> row.getInt(1))).orElseThrow();
        assertEquals(1, operators);
    }

    /** Whoever comes first: either the sweep waits for the file, or the file's content is kept anew. */
    @RepeatedTest(5)
    void a_content_that_is_shared_while_another_node_sweeps_it_is_there_in_the_end() throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        for (int round = 0; round < 10; round++) {
            JdbcFiles files = new JdbcFiles(nodes.get(0));
            bring(files, bytes, NOON + round); // nobody's: it is swept
            nodes.get(0).write(sql -> sql.run("delete from file"));
            long time = NOON + 100 + round;
            FileId file = all(2, node -> {
                if (node == 1) return bring(new JdbcFiles(nodes.get(1)), bytes, time);
                files.sweep(0);
                return FileId.at(NOON);
            }).get(1);
            StoredFile kept = files.find(file).orElseThrow();
            assertEquals(bytes.length, files.read(kept.content(), 0).length, "round " + round);
            nodes.get(0).write(sql -> sql.run("delete from file"));
            files.sweep(0);
        }
    }

    private static FileId bring(JdbcFiles files, byte[] bytes, long time) {
        ContentId content = ContentId.at(time);
        FileId id = FileId.at(time);
        files.add(content, 0, bytes, time);
        StoredFile file = new StoredFile(LOBBY, Optional.of(ANN.id()), false, new Attachment(id, "x/y", bytes.length), content, Hash.of(bytes));
        assertTrue(files.keep(file, new Looks("x/y", 0, 0, Optional.empty()), time));
        return id;
    }

    private List<Draft> drafts(int writer, int round, Random random) {
        List<Draft> drafts = new ArrayList<>();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            ChannelName channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
            String id = writer + "-" + round + "-" + i;
            drafts.add(draft(channel, ANN, id, id));
        }
        return drafts;
    }

    private JdbcEvents events(int node) {
        return new JdbcEvents(nodes.get(node), Clock.systemUTC());
    }

    private static void takeIn(JdbcSearch index) {
        for (Set<ChannelName> behind = index.behind(); !behind.isEmpty(); ) behind = index.advance(behind);
    }

    private static int found(JdbcSearch index, String word) {
        Search search = new Search(List.of(Phrase.of(word, false)), Set.of(LOBBY), Set.of(), Set.of(), 0, Long.MAX_VALUE);
        return index.find(search, SearchIndex.NEWEST, 1_000).messages().size();
    }

    private long entries() throws SQLException {
        return nodes.get(0).read(sql -> sql.first("select count(*) from search_entry", row -> row.getLong(1))).orElseThrow();
    }

    private static TokenHash hash(int number) {
        return new TokenHash("%064x".formatted(number));
    }

    private interface Task<T> {
        T run(int number) throws Exception;
    }

    /** Begins all at once. @return what each came to */
    private <T> List<T> all(int count, Task<T> task) throws Exception {
        CyclicBarrier start = new CyclicBarrier(count);
        List<Callable<T>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            tasks.add(() -> {
                start.await();
                return task.run(number);
            });
        }
        List<T> results = new ArrayList<>();
        for (Future<T> result : threads.invokeAll(tasks)) results.add(result.get());
        return results;
    }
}
