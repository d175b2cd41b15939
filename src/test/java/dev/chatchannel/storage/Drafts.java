package dev.chatchannel.storage;

import dev.chatchannel.file.Hash;
import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.FileId;
import java.time.Clock;
import java.util.Optional;

/** What the tests of this room post, who does, when and where. */
final class Drafts {
    static final ChannelName LOBBY = new ChannelName("lobby");
    static final ChannelName GARDEN = new ChannelName("garden");
    static final ChannelName NOWHERE = new ChannelName("nowhere");
    static final Author ANN = new Author(AccountId.at(1), "Ann", AccountKind.GUEST);
    static final Author BOB = new Author(AccountId.at(2), "Bob", AccountKind.OPERATOR);

    static final long NOON = 1_764_000_000_000L;

    private Drafts() {}

    /** The events of a new database, which has both channels. */
    static JdbcEvents events(Database database) {
        JdbcEvents events = new JdbcEvents(database, Clock.systemUTC());
        events.createChannel(LOBBY);
        events.createChannel(GARDEN);
        return events;
    }

    static Draft draft(ChannelName channel, String text) {
        return draft(channel, ANN, new Change.Post(text, Optional.empty()));
    }

    static Draft draft(ChannelName channel, Author author, String text, String clientId) {
        return new Draft(channel, author, Optional.of(new ClientId(clientId)), new Change.Post(text, Optional.empty()));
    }

    static Draft draft(ChannelName channel, Author author, Change change) {
        return new Draft(channel, author, Optional.empty(), change);
    }

    static Draft draft(ChannelName channel, String text, Change.Upload upload) {
        return draft(channel, ANN, new Change.Post(text, Optional.of(upload)));
    }

    static Change.Upload upload(long time, byte... content) {
        return new Change.Upload(new Attachment(FileId.at(time), "image/png", content.length), Hash.of(content), content);
    }
}
