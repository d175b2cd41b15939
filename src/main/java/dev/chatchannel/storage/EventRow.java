package dev.chatchannel.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatchannel.message.AccessChanged;
import dev.chatchannel.message.ArchiveChanged;
import dev.chatchannel.message.GuestsSet;
import dev.chatchannel.message.MemberBanned;
import dev.chatchannel.message.MemberChanged;
import dev.chatchannel.message.MemberInvited;
import dev.chatchannel.message.MemberMuted;
import dev.chatchannel.message.MemberRemoved;
import dev.chatchannel.message.MemberUnbanned;
import dev.chatchannel.message.Role;
import dev.chatchannel.message.RoleSet;
import dev.chatchannel.message.SlowModeSet;
import dev.chatchannel.message.TitleChanged;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.MemberJoined;
import dev.chatchannel.message.MemberLeft;
import dev.chatchannel.message.MessageChanged;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.MessageEdited;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.MessageState;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.ReactionAdded;
import dev.chatchannel.message.ReactionRemoved;
import dev.chatchannel.message.ThreadTally;
import dev.chatchannel.message.TopicChanged;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An event as a row of the table {@code event}, there and back.
 *
 * <p>The words of a message stand in the body of its post, and after an edit in {@code message}; an edit's own row has only the
 * target. So they have few places, and a deletion finds them all. The target of a message is the root of the thread that it replies in.
 */
final class EventRow {
    /** Whatever {@link #read} needs; to be followed by a condition. */
    static final String SELECT =
            """
            select channel.name, event."offset", event.kind, event.target, event.author, event.client_id, event.time, event.body,
                   message.text, message.edited, message.deleted, thread.replies, thread.last_reply
              from event
              join channel on channel.id = event.channel
              left join message on message.channel = event.channel
                               and message."offset" = case event.kind when 'message' then event."offset" else event.target end
              left join thread on thread.channel = event.channel and thread."offset" = event."offset"
            """;

    static final String INSERT =
            """
            insert into event (channel, "offset", kind, target, author, client_id, time, body)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String POST = "message";
    private static final Map<Class<? extends Event>, String> KINDS = Map.ofEntries(
            Map.entry(MessagePosted.class, POST),
            Map.entry(MessageEdited.class, "edit"),
            Map.entry(MessageDeleted.class, "delete"),
            Map.entry(ReactionAdded.class, "react"),
            Map.entry(ReactionRemoved.class, "unreact"),
            Map.entry(TopicChanged.class, "topic"),
            Map.entry(MemberJoined.class, "join"),
            Map.entry(MemberLeft.class, "leave"),
            Map.entry(MemberInvited.class, "invite"),
            Map.entry(MemberRemoved.class, "remove"),
            Map.entry(RoleSet.class, "role"),
            Map.entry(MemberMuted.class, "mute"),
            Map.entry(MemberBanned.class, "ban"),
            Map.entry(MemberUnbanned.class, "unban"),
            Map.entry(TitleChanged.class, "title"),
            Map.entry(ArchiveChanged.class, "archive"),
            Map.entry(SlowModeSet.class, "slow"),
            Map.entry(GuestsSet.class, "guests"));

    /** Later versions may say more in a body than this one knows. */
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final ResultSet row;
    private final Body body;
    private final ChannelName channel;
    private final long offset;
    private final Author author;
    private final long time;

    private EventRow(ResultSet row) throws SQLException {
        this.row = row;
        this.body = body(row.getString("body"));
        this.channel = new ChannelName(row.getString("name"));
        this.offset = row.getLong("offset");
        this.author = new Author(new AccountId(row.getString("author")), body.name, body.kind);
        this.time = row.getLong("time");
    }

    /** @return the parameters of {@link #INSERT} */
    static Object[] of(String channel, Event event, Optional<ClientId> clientId) {
        return new Object[] {
            channel,
            event.offset(),
            KINDS.get(event.getClass()),
            target(event),
            event.author().id().value(),
            clientId.map(ClientId::value).orElse(null),
            event.time(),
            body(event)
        };
    }

    /** @return the body of a message of which nothing is left but who posted it, and into which thread */
    static String emptyBody(MessagePosted message) {
        Body body = Body.of(message.author());
        return json(message.thread().map(body::with).orElse(body));
    }

    /** @return the words in the body of a message, as it was posted */
    static String text(String body) throws SQLException {
        return Optional.ofNullable(body(body).text).orElse("");
    }

    /** @return the event with the words as they stand now; the reactions of a message are read apart */
    static Event read(ResultSet row) throws SQLException {
        return new EventRow(row).event(row.getString("kind"));
    }

    /** @return the message on which the result stands, or empty when it is another event */
    static Optional<MessagePosted> readMessage(ResultSet row) throws SQLException {
        return row.getString("kind").equals(POST) ? Optional.of(new EventRow(row).message()) : Optional.empty();
    }

    private Event event(String kind) throws SQLException {
        return switch (kind) {
            case POST -> message();
            case "edit" -> new MessageEdited(channel, offset, author, time, target(), edited(""));
            case "delete" -> new MessageDeleted(channel, offset, author, time, target(), body.thread());
            case "react" -> new ReactionAdded(channel, offset, author, time, target(), reaction(), body.count);
            case "unreact" -> new ReactionRemoved(channel, offset, author, time, target(), reaction(), body.count);
            case "topic" -> new TopicChanged(channel, offset, author, time, body.text);
            case "join" -> new MemberJoined(channel, offset, author, time);
            case "leave" -> new MemberLeft(channel, offset, author, time, Optional.ofNullable(body.member).map(Named::author));
            case "invite" -> new MemberInvited(channel, offset, author, time, member());
            case "remove" -> new MemberRemoved(channel, offset, author, time, member());
            case "role" -> new RoleSet(channel, offset, author, time, member(), Role.of(body.role));
            case "mute" -> new MemberMuted(channel, offset, author, time, member(), body.number());
            case "ban" -> new MemberBanned(channel, offset, author, time, member());
            case "unban" -> new MemberUnbanned(channel, offset, author, time, member());
            case "title" -> new TitleChanged(channel, offset, author, time, body.text);
            case "archive" -> new ArchiveChanged(channel, offset, author, time, body.number() == 1);
            case "slow" -> new SlowModeSet(channel, offset, author, time, body.number().intValue());
            case "guests" -> new GuestsSet(channel, offset, author, time, body.number() == 1);
            default -> throw new SQLDataException("An event of an unknown kind");
        };
    }

    private MessagePosted message() throws SQLException {
        return new MessagePosted(
                channel,
                offset,
                author,
                time,
                edited(body.text == null ? "" : body.text),
                body.carried(),
                Optional.ofNullable(row.getString("client_id")).map(ClientId::new),
                target() == 0 ? Optional.empty() : Optional.of(new ThreadTally(target(), body.count, time)),
                new MessageState(time("edited"), time("deleted").isPresent(), List.of(), replies()));
    }

    private Optional<ThreadTally> replies() throws SQLException {
        int replies = row.getInt("replies");
        return replies == 0 ? Optional.empty() : Optional.of(new ThreadTally(offset, replies, row.getLong("last_reply")));
    }

    /** @return the text that the last edit gave to the message */
    private String edited(String otherwise) throws SQLException {
        String text = row.getString("text");
        return text == null ? otherwise : text;
    }

    private OptionalLong time(String column) throws SQLException {
        long time = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(time);
    }

    private long target() throws SQLException {
        return row.getLong("target");
    }

    private Reaction reaction() {
        return new Reaction(body.reaction);
    }

    private Author member() {
        return body.member.author();
    }

    private static Long target(Event event) {
        if (event instanceof MessagePosted message) return message.thread().map(ThreadTally::root).orElse(null);
        return event instanceof MessageChanged change ? change.target() : null;
    }

    private static String body(Event event) {
        Body body = Body.of(event.author());
        if (event instanceof MessagePosted message) return json(message.thread().map(body::with).orElse(body).with(message.text(), message.files()));
        if (event instanceof MessageDeleted deletion) return json(deletion.thread().map(body::after).orElse(body));
        if (event instanceof TopicChanged change) return json(body.with(change.topic(), List.of()));
        if (event instanceof ReactionAdded added) return json(body.with(added.reaction(), added.count()));
        if (event instanceof ReactionRemoved removed) return json(body.with(removed.reaction(), removed.count()));
        if (event instanceof AccessChanged change) return json(body(change, body));
        return json(body);
    }

    private static Body body(AccessChanged event, Body body) {
        if (event instanceof MemberLeft left) return left.heir().map(body::with).orElse(body);
        if (event instanceof RoleSet set) return body.with(set.member()).with(set.role());
        if (event instanceof MemberMuted muted) return body.with(muted.member()).with(muted.until());
        if (event instanceof MemberChanged change) return body.with(change.member());
        if (event instanceof TitleChanged change) return body.with(change.title(), List.of());
        if (event instanceof ArchiveChanged change) return body.with(change.archived() ? 1 : 0);
        if (event instanceof SlowModeSet set) return body.with((long) set.seconds());
        if (event instanceof GuestsSet set) return body.with(set.open() ? 1 : 0);
        return body;
    }

    private static String json(Body body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("An event that cannot be written as JSON", failure);
        }
    }

    private static Body body(String json) throws SQLException {
        try {
            return JSON.readValue(json, Body.class);
        } catch (JsonProcessingException failure) {
            throw new SQLDataException("An event's body cannot be read"); // without the cause, which quotes the message
        }
    }

    /** The members of {@code event.body}; only those that there are. {@code text} is a message's, a topic or a title; {@code file} is of messages from
     * before they could carry several. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            String name, AccountKind kind, String text, Carried file, List<Carried> files, String reaction, Integer count, Named member, String role,
            Long number, Long root) {
        static Body of(Author author) {
            return new Body(author.name(), author.kind(), null, null, null, null, null, null, null, null, null);
        }

        Body with(String text, List<Attachment> files) {
            List<Carried> carried = files.isEmpty() ? null : files.stream().map(Carried::of).toList();
            return new Body(name, kind, text, null, carried, null, count, null, null, null, null);
        }

        List<Attachment> carried() {
            if (files != null) return files.stream().map(Carried::about).toList();
            return file == null ? List.of() : List.of(file.about());
        }

        Body with(Reaction reaction, int count) {
            return new Body(name, kind, null, null, null, reaction.value(), count, null, null, null, null);
        }

        Body with(Author member) {
            return new Body(name, kind, null, null, null, null, null, Named.of(member), null, null, null);
        }

        Body with(Role role) {
            return new Body(name, kind, null, null, null, null, null, member, role.word(), null, null);
        }

        /** @param number of seconds, a time, or 1 for yes and 0 for no */
        Body with(long number) {
            return new Body(name, kind, null, null, null, null, null, member, null, number, null);
        }

        /** @param thread of a reply: its root is the target, its last reply this one */
        Body with(ThreadTally thread) {
            return new Body(name, kind, null, null, null, null, thread.replies(), null, null, null, null);
        }

        /** @param thread that has lost a reply */
        Body after(ThreadTally thread) {
            return new Body(name, kind, null, null, null, null, thread.replies(), null, null, thread.last(), thread.root());
        }

        Optional<ThreadTally> thread() {
            return root == null ? Optional.empty() : Optional.of(new ThreadTally(root, count, number));
        }
    }

    /** Somebody else than the author. */
    record Named(String id, String name, AccountKind kind) {
        static Named of(Author who) {
            return new Named(who.id().value(), who.name(), who.kind());
        }

        Author author() {
            return new Author(new AccountId(id), name, kind);
        }
    }

    /** A file that a message carries. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record Carried(String id, String type, long size, String name, int width, int height) {
        static Carried of(Attachment about) {
            return new Carried(about.id().value(), about.type(), about.size(), about.name(), about.width(), about.height());
        }

        Attachment about() {
            return new Attachment(new FileId(id), type, size, name == null ? "" : name, width, height);
        }
    }
}
