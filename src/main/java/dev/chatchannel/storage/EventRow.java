package dev.chatchannel.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.MessagePosted;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Optional;

/** A message as a row of the table {@code event}, there and back. */
final class EventRow {
    /** What {@link #read} needs, of {@code event} joined with its {@code channel}. */
    static final String COLUMNS =
            "channel.name, event.\"offset\", event.author, event.client_id, event.time, event.body";

    static final String INSERT =
            """
            insert into event (channel, "offset", kind, author, client_id, time, body)
            values (?, ?, 'message', ?, ?, ?, ?)
            """;

    /** Later versions may say more in a body than this one knows. */
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private EventRow() {}

    /** @return the parameters of {@link #INSERT} */
    static Object[] of(String channel, MessagePosted message) {
        String clientId = message.clientId().map(ClientId::value).orElse(null);
        return new Object[] {
            channel, message.offset(), message.author().id().value(), clientId, message.time(), body(message)
        };
    }

    static MessagePosted read(ResultSet row) throws SQLException {
        Body body = body(row.getString("body"));
        return new MessagePosted(
                new ChannelName(row.getString("name")),
                row.getLong("offset"),
                new Author(new AccountId(row.getString("author")), body.name, body.kind),
                row.getLong("time"),
                body.text,
                Optional.ofNullable(body.file).map(Carried::about),
                Optional.ofNullable(row.getString("client_id")).map(ClientId::new));
    }

    private static String body(MessagePosted message) {
        Carried file = message.file().map(Carried::of).orElse(null);
        try {
            return JSON.writeValueAsString(
                    new Body(message.author().name(), message.author().kind(), message.text(), file));
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("A message that cannot be written as JSON", failure);
        }
    }

    private static Body body(String json) throws SQLException {
        try {
            return JSON.readValue(json, Body.class);
        } catch (JsonProcessingException failure) {
            throw new SQLDataException("An event's body cannot be read"); // without the cause, which quotes the message
        }
    }

    /** The members of {@code event.body}; {@code file} only where there is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(String name, AccountKind kind, String text, Carried file) {}

    /** The file that a message carries. */
    record Carried(String id, String type, long size) {
        static Carried of(Attachment about) {
            return new Carried(about.id().value(), about.type(), about.size());
        }

        Attachment about() {
            return new Attachment(new FileId(id), type, size);
        }
    }
}
