package dev.chatchannel.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Outcome;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.JdbcEvents;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many channels, few of them in use, over the real database. The benchmark {@code channels} has a hundred thousand. */
@Timeout(60)
class ManyChannelsTest {
    private static final Author ANN = new Author(AccountId.at(1), "Ann", AccountKind.GUEST);
    private static final int ALL = 1_000;
    private static final int READ = 50;

    @TempDir
    Path directory;

    private final ScheduledExecutorService readers = Executors.newScheduledThreadPool(2);
    private Database database;
    private JdbcEvents events;
    private Channels channels;

    @BeforeEach
    void open() {
        database = Database.open(directory);
        events = new JdbcEvents(database, Clock.systemUTC());
        IntStream.range(0, ALL).forEach(i -> events.createChannel(name(i)));
        channels = new Channels(events, readers, Runnable::run, readers, LogBounds.STANDARD);
    }

    @AfterEach
    void close() {
        readers.shutdownNow();
        database.close();
    }

    @Test
    void of_all_channels_ever_touched_only_those_in_use_stay_and_hear_everything() {
        List<WakefulReader> reading = IntStream.range(0, READ).mapToObj(i -> new WakefulReader(log(i), 0)).toList();
        int rounds = 5;
        for (int round = 0; round < rounds; round++) {
            int from = ALL / rounds * round;
            sayIn(from, from + ALL / rounds); // touches a part of all, once
            sayIn(0, READ);
            letGo();
        }
        awaitSize(READ);
        for (int i = 0; i < READ; i++) {
            long said = events.head(name(i)).orElseThrow().offset();
            assertEquals(LongStream.rangeClosed(1, said).boxed().toList(), reading.get(i).readUntil(said));
        }
        assertEquals(1, log(ALL - 1).head().offset(), "and one that had left is opened anew");
    }

    /** As commands do: asks for the log, and lets what was committed go to it. */
    private void sayIn(int from, int to) {
        IntStream.range(from, to).forEach(this::log);
        List<Draft> drafts = IntStream.range(from, to).mapToObj(ManyChannelsTest::draft).toList();
        List<Event> committed = new ArrayList<>();
        for (Outcome outcome : events.commit(drafts, 1)) committed.add(((Receipt) outcome).event());
        channels.accept(committed);
    }

    private void awaitSize(int expected) {
        while (channels.size() > expected) letGo();
        assertTrue(channels.size() == expected, "a channel in use was forgotten");
    }

    private void letGo() {
        channels.letGo();
        channels.letGo();
        System.gc();
    }

    private ChannelLog log(int channel) {
        return channels.open(name(channel)).toCompletableFuture().join();
    }

    private static Draft draft(int channel) {
        return new Draft(name(channel), ANN, Optional.empty(), new Change.Post("in " + channel, Optional.empty()));
    }

    private static ChannelName name(int channel) {
        return new ChannelName("c" + channel);
    }
}
