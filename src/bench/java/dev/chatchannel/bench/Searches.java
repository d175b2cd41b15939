package dev.chatchannel.bench;

import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Outcome;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.search.Indexer;
import dev.chatchannel.search.Phrase;
import dev.chatchannel.search.Search;
import dev.chatchannel.search.SearchIndex;
import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.JdbcEvents;
import dev.chatchannel.storage.JdbcSearch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Searches a million messages, Latin and Chinese, whose words are as unevenly frequent as in life; before that, takes them into the index, and
 * says for how long a post would have waited for it. Then posts with and without the indexer's batches between.
 */
final class Searches implements Scenario {
    private static final int CHANNELS = 20;
    private static final int PEOPLE = 500;
    private static final int BATCH = 1_000;
    private static final int PAGE = 20;
    private static final long FIRST = 1_700_000_000_000L;
    private static final long BETWEEN = 1_000 * 60;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int messages;
    private final int searches;
    private final int warmUp;
    private final int posts;
    private final Vocabulary words = new Vocabulary();
    private final Random random = new Random(1);

    Searches(Options options) {
        messages = options.number("messages", 1_000_000);
        searches = options.number("searches", 1_000);
        warmUp = options.number("warm-up", 200);
        posts = options.number("posts", 5_000);
    }

    @Override
    public void run() throws Exception {
        Path directory = Files.createDirectories(Child.WORK).resolve("searched-" + messages);
        try (Database database = Database.open(directory)) {
            JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
            JdbcSearch index = new JdbcSearch(database);
            fill(events);
            takeIn(index, directory);
            Table table = new Table("looked for", "found", "p50 ms", "p99 ms", "max ms", "of CPU: p50 ms", "p99 ms", "max ms");
            searchAll(table, index);
            table.print("Search: %,d messages in %d channels by %d people, %,d searches after %,d more, pages of %d".formatted(messages, CHANNELS, PEOPLE, searches, warmUp, PAGE));
        }
        commits();
    }

    private void fill(JdbcEvents events) {
        IntStream.range(0, CHANNELS).forEach(number -> events.createChannel(channel(number)));
        long done = IntStream.range(0, CHANNELS).mapToLong(number -> events.head(channel(number)).orElseThrow().offset()).sum();
        if (done < messages) System.err.printf("filling with %,d messages%n", messages - done);
        for (long first = done; first < messages; first += BATCH) {
            for (int i = 0; i < BATCH; i += BATCH / 10) events.commit(drafts(BATCH / 10), FIRST + (first + i) * BETWEEN);
        }
    }

    /** The first channel has half of all, the next half of the rest, and so on; and so have the people. */
    private List<Draft> drafts(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> new Draft(channel(uneven(CHANNELS)), person(uneven(PEOPLE)), Optional.empty(), new Change.Post(words.text(), Optional.empty())))
                .toList();
    }

    private void takeIn(JdbcSearch index, Path directory) throws IOException {
        Set<ChannelName> behind = index.behind();
        if (behind.isEmpty()) return;
        long before = bytes(directory);
        Latencies batches = new Latencies();
        long began = System.nanoTime();
        while (!behind.isEmpty()) {
            long start = System.nanoTime();
            behind = index.advance(behind);
            batches.record(System.nanoTime() - start);
        }
        Table table = new Table("taken in, s", "batches", "a batch, p50 ms", "p99 ms", "max ms", "file before, MB", "after, MB");
        table.row(Table.number((System.nanoTime() - began) / 1e9), String.valueOf(batches.count()), Table.number(batches.millis(0.5)),
                Table.number(batches.millis(0.99)), Table.number(batches.maxMillis()), String.valueOf(before >> 20), String.valueOf(bytes(directory) >> 20));
        table.print("Index: %,d messages, without the rests between the batches".formatted(messages));
    }

    private void searchAll(Table table, SearchIndex index) {
        Set<ChannelName> all = IntStream.range(0, CHANNELS).mapToObj(Searches::channel).collect(Collectors.toSet());
        Set<ChannelName> quiet = Set.of(channel(CHANNELS - 1));
        Set<AccountId> quietPerson = Set.of(person(PEOPLE - 1).id());
        measure(table, index, "any word", () -> search(all, phrase(words.any(), false)));
        measure(table, index, "the commonest word", () -> search(all, phrase(words.word(0), false)));
        measure(table, index, "three of the common words", () -> search(all, phrase(words.word(0), false), phrase(words.word(1 + random.nextInt(9)), false), phrase(words.word(10 + random.nextInt(90)), false)));
        measure(table, index, "a phrase of two common words", () -> search(all, phrase(words.word(random.nextInt(5)) + " " + words.word(random.nextInt(5)), false)));
        for (int letters = 1; letters <= 5; letters++) {
            int most = letters;
            measure(table, index, "a beginning of " + letters, () -> search(all, phrase(start(words.any(), most), true)));
        }
        measure(table, index, "two words, the second being typed", () -> search(all, phrase(words.any(), false), phrase(start(words.any(), 3), true)));
        measure(table, index, "any Chinese word", () -> search(all, phrase(words.anyChinese(), true)));
        measure(table, index, "the commonest Chinese letter", () -> search(all, phrase(words.chinese(0).substring(0, 1), true)));
        measure(table, index, "four Chinese letters", () -> search(all, phrase(words.anyChinese() + words.anyChinese(), true)));
        measure(table, index, "the commonest word in a quiet channel", () -> search(quiet, phrase(words.word(0), false)));
        measure(table, index, "the commonest word of a quiet person", () -> new Search(List.of(phrase(words.word(0), false)), all, quietPerson, Set.of(), 0, Long.MAX_VALUE));
        measure(table, index, "a quiet person in a quiet channel", () -> new Search(List.of(), quiet, quietPerson, Set.of(), 0, Long.MAX_VALUE));
        measure(table, index, "the commonest word in an old month", () -> new Search(List.of(phrase(words.word(0), false)), all, Set.of(), Set.of(), FIRST, FIRST + 30L * 86_400_000));
        measure(table, index, "what nobody said", () -> search(all, phrase("zzzzqqq", false)));
    }

    private interface Question {
        Search make();
    }

    private void measure(Table table, SearchIndex index, String name, Question question) {
        Latencies latencies = new Latencies();
        Latencies cpu = new Latencies();
        long found = 0;
        for (int i = -warmUp; i < searches; i++) {
            Search search = question.make();
            long began = System.nanoTime();
            long worked = THREADS.getCurrentThreadCpuTime();
            int size = index.find(search, SearchIndex.NEWEST, PAGE).messages().size();
            if (i >= 0) latencies.record(System.nanoTime() - began);
            if (i >= 0) cpu.record(THREADS.getCurrentThreadCpuTime() - worked);
            if (i >= 0) found += size;
        }
        table.row(name, Table.number((double) found / searches), Table.number(latencies.millis(0.5)), Table.number(latencies.millis(0.99)), Table.number(latencies.maxMillis()),
                Table.number(cpu.millis(0.5)), Table.number(cpu.millis(0.99)), Table.number(cpu.maxMillis()));
    }

    /** Both in turn, in one run: one post after the other, each a commit; with the indexer at work beside them, and without. */
    private void commits() throws IOException {
        Table table = new Table("posts, one after the other", "a second", "p50 ms", "p99 ms", "max ms");
        for (int round = 0; round < 3; round++) {
            row(table, "without the indexer", false);
            row(table, "with it", true);
        }
        table.print("Commits with and without the indexer: %,d each".formatted(posts));
    }

    private void row(Table table, String name, boolean indexed) throws IOException {
        try (Database database = Database.open(Files.createTempDirectory(Child.SCRATCH, "indexed-"))) {
            JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
            IntStream.range(0, CHANNELS).forEach(number -> events.createChannel(channel(number)));
            try (Beside indexer = new Beside(new JdbcSearch(database), indexed)) {
                Latencies latencies = new Latencies();
                long began = System.nanoTime();
                for (int i = 0; i < posts; i++) {
                    List<Draft> one = drafts(1);
                    long start = System.nanoTime();
                    events.commit(one, System.currentTimeMillis()).forEach(indexer::follow);
                    latencies.record(System.nanoTime() - start);
                }
                double seconds = (System.nanoTime() - began) / 1e9;
                table.row(name, Table.number(posts / seconds), Table.number(latencies.millis(0.5)), Table.number(latencies.millis(0.99)), Table.number(latencies.maxMillis()));
            }
        }
    }

    private static Search search(Set<ChannelName> channels, Phrase... phrases) {
        return new Search(List.of(phrases), channels, Set.of(), Set.of(), 0, Long.MAX_VALUE);
    }

    private static Phrase phrase(String text, boolean isOpen) {
        return Phrase.of(text, isOpen);
    }

    private static String start(String word, int letters) {
        return word.substring(0, Math.min(letters, word.length()));
    }

    private int uneven(int most) {
        int number = 0;
        while (number < most - 1 && random.nextInt(100) < 70) number++;
        return number;
    }

    private static ChannelName channel(int number) {
        return new ChannelName("channel-" + number);
    }

    private static Author person(int number) {
        return new Author(AccountId.at(number), "person " + number, AccountKind.MEMBER);
    }

    private static long bytes(Path directory) throws IOException {
        long sum = 0;
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) sum += Files.size(file);
        }
        return sum;
    }

    /** The indexer, if it is wanted, as the server has it. */
    private static final class Beside implements AutoCloseable {
        private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        private final Indexer indexer;
        private final boolean wanted;

        Beside(SearchIndex index, boolean wanted) {
            this.indexer = new Indexer(index, executor);
            this.wanted = wanted;
            if (wanted) indexer.start();
        }

        void follow(Outcome outcome) {
            if (wanted && outcome instanceof Receipt receipt) indexer.follow(List.of(receipt.event()));
        }

        @Override
        public void close() {
            try {
                executor.shutdownNow();
                if (!executor.awaitTermination(10, TimeUnit.SECONDS)) throw new IllegalStateException("The indexer did not stop");
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Made-up words: the n-th is said about 1/n as often as the first. One text in five is Chinese. */
    private static final class Vocabulary {
        private static final int WORDS = 50_000;
        private static final int LETTERS = 3_000;

        private final Random random = new Random(2);
        private final List<String> latin = new ArrayList<>();
        private final List<String> chinese = new ArrayList<>();

        Vocabulary() {
            for (int i = 0; i < WORDS; i++) latin.add(made());
            for (int i = 0; i < WORDS; i++) chinese.add(letter() + letter());
        }

        String text() {
            if (random.nextInt(5) == 0) return IntStream.range(0, 4 + random.nextInt(16)).mapToObj(i -> anyChinese()).collect(Collectors.joining()) + "。";
            return IntStream.range(0, 4 + random.nextInt(24)).mapToObj(i -> any()).collect(Collectors.joining(" "));
        }

        String word(int rank) {
            return latin.get(rank);
        }

        String chinese(int rank) {
            return chinese.get(rank);
        }

        String any() {
            return latin.get(rank());
        }

        String anyChinese() {
            return chinese.get(rank());
        }

        /** By Zipf's law. */
        private int rank() {
            return Math.min(WORDS - 1, (int) Math.exp(random.nextDouble() * Math.log(WORDS)) - 1);
        }

        private String made() {
            StringBuilder word = new StringBuilder();
            for (int i = 0; i <= random.nextInt(4); i++) word.append("bcdfghjklmnprstvwz".charAt(uneven(18))).append("aeiou".charAt(random.nextInt(5)));
            return word.append(random.nextBoolean() ? "n" : "").toString();
        }

        private String letter() {
            return Character.toString(0x4E00 + uneven(LETTERS));
        }

        private int uneven(int most) {
            return (int) (Math.pow(random.nextDouble(), 2) * most);
        }
    }
}
