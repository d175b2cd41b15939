package dev.chatchannel.bench;

import dev.chatchannel.channel.Channels;
import dev.chatchannel.channel.Cursor;
import dev.chatchannel.channel.CutOff;
import dev.chatchannel.channel.Entry;
import dev.chatchannel.channel.LogBounds;
import dev.chatchannel.channel.Reader;
import dev.chatchannel.channel.Run;
import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.JdbcEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Very many channels, few of which are read: something is said in each of them, one part after the other, and again and again in
 * those that are read. What memory that takes with idle channels let go of, and without; and whether the readers hear all.
 *
 * <p>It runs in our own process, over the real database: logs and store, no sockets.
 */
final class ManyChannels implements Scenario {
    private static final int PARTS = 100;
    private static final int LOOKS = 5;

    private final int channels;
    private final int active;
    private final int idleSeconds;

    ManyChannels(Options options) {
        channels = options.number("channels", 100_000);
        active = options.number("active", 1_000);
        idleSeconds = options.number("idle", 2);
    }

    @Override
    public void run() throws Exception {
        Table table = new Table("idle channels", "heap MB before", "with a fifth touched", "two", "three", "four", "all", "after a rest", "missing or doubled");
        measure(table, "let go of after %d s".formatted(idleSeconds), Duration.ofSeconds(idleSeconds));
        measure(table, "kept", Duration.ofDays(1));
        table.print("Channels: %,d touched one after the other, %,d of them read all the time; heap after a forced collection".formatted(channels, active));
    }

    private void measure(Table table, String name, Duration idle) throws Exception {
        ScheduledExecutorService readers = Executors.newScheduledThreadPool(4);
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
        try (Database database = Database.open(directory())) {
            LogBounds bounds = new LogBounds(256, 1 << 20, idle);
            Channels logs = new Channels(new JdbcEvents(database, Clock.systemUTC()), readers, Runnable::run, timer, bounds);
            logs.letGo(timer);
            table.row(cells(name, new Talk(new JdbcEvents(database, Clock.systemUTC()), logs)));
        } finally {
            timer.shutdownNow();
            readers.shutdownNow();
        }
    }

    private String[] cells(String name, Talk talk) throws InterruptedException {
        List<Ear> ears = IntStream.range(0, active).mapToObj(talk::listen).toList();
        Stream.Builder<String> cells = Stream.<String>builder().add(name).add(heap());
        for (int part = 0; part < PARTS; part++) {
            talk.say(channels / PARTS * part, channels / PARTS * (part + 1));
            if (part % 10 == 0) talk.say(0, active);
            if (part % (PARTS / LOOKS) == PARTS / LOOKS - 1) cells.add(heap());
        }
        TimeUnit.SECONDS.sleep(3L * idleSeconds);
        cells.add(heap());
        long wrong = ears.stream().mapToLong(ear -> Math.abs(ear.expected(talk) - ear.hear())).sum();
        return cells.add(String.valueOf(wrong)).build().toArray(String[]::new);
    }

    /** Two collections: the first finds what was let go of, the second what hung on it. */
    private static String heap() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        Runtime runtime = Runtime.getRuntime();
        return Table.number((runtime.totalMemory() - runtime.freeMemory()) / 1048576.0);
    }

    private Path directory() throws IOException {
        Path directory = Files.createDirectories(Child.WORK).resolve("channels-" + channels);
        try (Database database = Database.open(directory)) {
            JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
            if (events.head(name(channels - 1)).isPresent()) return directory;
            System.err.printf("making %,d channels in %s%n", channels, directory);
            for (int i = 0; i < channels; i++) events.createChannel(name(i));
        }
        return directory;
    }

    private static ChannelName name(int channel) {
        return new ChannelName("c" + channel);
    }

    /** What is said: stored, and given to the logs, as the journal does. */
    private record Talk(JdbcEvents events, Channels logs) {
        private static final Author AUTHOR = new Author(AccountId.at(0), "guest-bench", AccountKind.GUEST);

        Ear listen(int channel) {
            var log = logs.open(name(channel)).toCompletableFuture().join();
            long from = log.head().offset();
            return new Ear(channel, from, log.readAfter(AUTHOR.id(), AUTHOR.kind(), from, new Deaf()));
        }

        void say(int from, int to) {
            IntStream.range(from, to).forEach(channel -> logs.open(name(channel)).toCompletableFuture().join());
            List<Draft> drafts = IntStream.range(from, to).mapToObj(Talk::draft).toList();
            logs.accept(events.commit(drafts, 1).stream().map(outcome -> ((Receipt) outcome).event()).toList());
        }

        private static Draft draft(int channel) {
            return new Draft(name(channel), AUTHOR, Optional.empty(), new Change.Post("x".repeat(200), Optional.empty()));
        }
    }

    /** Looks by itself, and need not be told. */
    private record Deaf() implements Reader {
        @Override
        public void wake() {}

        @Override
        public void cutOff(CutOff why) {}
    }

    /** One who reads a channel from some place on. */
    private record Ear(int channel, long from, Cursor cursor) {
        long expected(Talk talk) {
            return talk.events.head(name(channel)).orElseThrow().offset() - from;
        }

        /** @return how many events came, in order, each once */
        long hear() {
            long heard = 0;
            for (Run run = cursor.next(); !run.isEmpty(); run = cursor.next()) {
                for (Entry entry : run.entries()) {
                    if (entry.event().offset() == from + heard + 1) heard++;
                }
            }
            return heard;
        }
    }
}
