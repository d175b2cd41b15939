package dev.chatchannel.bench;

import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
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
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A data directory with a long channel, filled at the first use and kept for the next. */
record Million(int messages) {
    static final String CHANNEL = "long";
    static final ChannelName NAME = new ChannelName(CHANNEL);

    private static final int BATCH = 1_000;
    private static final int BYTES = 200;

    /** @return the directory; nobody has it open */
    Path directory() throws IOException {
        Path directory = Files.createDirectories(Child.WORK).resolve("filled-" + messages);
        try (Database database = Database.open(directory)) {
            JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
            events.createChannel(NAME);
            long missing = messages - events.head(NAME).orElseThrow().offset();
            if (missing > 0) System.err.printf("filling %s with %,d messages%n", directory, missing);
            for (; missing > 0; missing -= BATCH) events.commit(batch((int) Math.min(BATCH, missing), BYTES), System.currentTimeMillis());
        }
        return directory;
    }

    /** @return posts that each become an event of their own */
    static List<Draft> batch(int size, int bytes) {
        Author author = new Author(AccountId.at(0), "guest-bench", AccountKind.GUEST);
        return Collections.nCopies(size, new Draft(NAME, author, Optional.empty(), new Change.Post("x".repeat(bytes), Optional.empty())));
    }
}
