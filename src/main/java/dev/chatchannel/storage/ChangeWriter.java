package dev.chatchannel.storage;

import dev.chatchannel.file.Looks;
import dev.chatchannel.journal.Change;
import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Outcome;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.journal.Rejection;
import dev.chatchannel.journal.TooSoon;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.ContentId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.MessageEdited;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.MessageState;
import dev.chatchannel.message.ReactionAdded;
import dev.chatchannel.message.ReactionRemoved;
import dev.chatchannel.message.StoredFile;
import dev.chatchannel.message.ThreadTally;
import dev.chatchannel.message.TopicChanged;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes what a draft changes beside the event itself, and makes the event; or says why the draft does not fit. What does not
 * fit changes nothing and takes no offset. What was done to others is noted in the audit.
 *
 * <p>A target is looked for among the events of earlier transactions only: nobody can know an offset before its commit.
 */
final class ChangeWriter {
    /** Different reactions on one message. */
    static final int MOST_REACTIONS = 20;

    private final Sql sql;
    private final long time;
    private final FileRows rows;
    private final AccessWriter access;
    private final Moderation moderation;
    private final SearchTable search;

    ChangeWriter(Sql sql, long time) {
        this.sql = sql;
        this.time = time;
        this.rows = new FileRows(sql);
        this.access = new AccessWriter(sql, time);
        this.moderation = new Moderation(sql, time);
        this.search = SearchTable.of(sql);
    }

    Outcome write(Draft draft, Place place) throws SQLException {
        Outcome outcome = written(draft, place);
        if (outcome instanceof Receipt receipt) moderation.note(draft, place, receipt.event());
        return outcome;
    }

    private Outcome written(Draft draft, Place place) throws SQLException {
        Change change = draft.change();
        if (change instanceof Change.Post post) return post(draft, place, post);
        if (change instanceof Change.Edit edit) return edit(draft, place, edit);
        if (change instanceof Change.Delete delete) return delete(draft, place, delete);
        if (change instanceof Change.React react) return react(draft, place, react);
        if (change instanceof Change.SetTopic topic) return setTopic(draft, place, topic.topic());
        return access.write(draft, place);
    }

    private Outcome post(Draft draft, Place place, Change.Post post) throws SQLException {
        OptionalLong root = post.thread().isPresent() ? root(place, post.thread().getAsLong()) : OptionalLong.empty();
        if (root.isEmpty() && post.thread().isPresent()) return Rejection.NO_MESSAGE;
        List<Attachment> files = new ArrayList<>();
        for (FileId file : post.files()) rows.postable(file, draft.author().id(), place.channel()).ifPresent(files::add);
        if (files.size() < post.files().size()) return Rejection.NO_FILE;
        long wait = post.pause() == 0 ? 0 : toWait(draft, place, post.pause());
        if (wait > 0) return new TooSoon(wait);
        for (FileId file : post.files()) rows.post(file);
        if (post.upload().isPresent()) files.add(insert(draft, place, post.upload().get()));
        Optional<ThreadTally> thread = root.isEmpty() ? Optional.empty() : Optional.of(Threads.add(sql, place.channel(), root.getAsLong(), time));
        return stored(new MessagePosted(
                place.name(), place.take(), draft.author(), time, post.text(), List.copyOf(files), draft.clientId(), thread, MessageState.FRESH));
    }

    /** @return the root of the thread in which somebody answers this message; empty when there is none to answer */
    private OptionalLong root(Place place, long target) throws SQLException {
        Optional<MessagePosted> message = message(place, target).filter(found -> !found.state().deleted());
        if (message.isEmpty() || message.get().thread().isEmpty()) return message.stream().mapToLong(Event::offset).findFirst();
        return root(place, message.get().thread().get().root());
    }

    /** @return how long the author must wait yet; 0 when they spoke, which is noted */
    private long toWait(Draft draft, Place place, int pause) throws SQLException {
        String account = draft.author().id().value();
        String query = "select time from spoke where channel = ? and account = ?";
        long last = sql.first(query, row -> row.getLong(1), place.channel(), account).orElse(Long.MIN_VALUE / 2);
        long wait = last + pause * 1_000L - time;
        if (wait > 0) return Math.min(wait, pause * 1_000L); // of another node, whose clock may be a few milliseconds ahead
        String upsert =
                """
                insert into spoke (channel, account, time) values (?, ?, ?)
                on conflict (channel, account) do update set time = excluded.time
                """;
        sql.run(upsert, place.channel(), account, time);
        return 0;
    }

    private Attachment insert(Draft draft, Place place, Change.Upload upload) throws SQLException {
        Attachment about = upload.about();
        Looks looks = new Looks(about.type(), about.width(), about.height(), Optional.empty());
        ContentId content = rows.kept(upload.hash(), looks, upload.content(), time);
        rows.insert(new StoredFile(place.name(), Optional.of(draft.author().id()), true, about, content, upload.hash()), place.channel(), content, time);
        return about;
    }

    private Outcome edit(Draft draft, Place place, Change.Edit edit) throws SQLException {
        Optional<MessagePosted> message = message(place, edit.target()).filter(found -> !found.state().deleted());
        if (message.isEmpty()) return Rejection.NO_MESSAGE;
        if (!isAuthor(draft, message.get())) return Rejection.NOT_YOURS;
        if (message.get().time() < edit.since()) return Rejection.TOO_LATE;
        if (message.get().text().equals(edit.text())) return Rejection.NOTHING_CHANGED;
        String upsert =
                """
                insert into message (channel, "offset", text, edited) values (?, ?, ?, ?)
                on conflict (channel, "offset") do update set text = excluded.text, edited = excluded.edited
                """;
        sql.run(upsert, place.channel(), edit.target(), edit.text(), time);
        search.change(place.channel(), message.get(), edit.text());
        return stored(new MessageEdited(place.name(), place.take(), draft.author(), time, edit.target(), edit.text()));
    }

    private Outcome delete(Draft draft, Place place, Change.Delete delete) throws SQLException {
        Optional<MessagePosted> message = message(place, delete.target());
        if (message.isEmpty()) return Rejection.NO_MESSAGE;
        if (!delete.anybodys() && !isAuthor(draft, message.get())) return Rejection.NOT_YOURS;
        if (!delete.anybodys() && message.get().time() < delete.since()) return Rejection.TOO_LATE;
        if (message.get().state().deleted()) return Rejection.NOTHING_CHANGED;
        erase(place, message.get());
        Optional<ThreadTally> thread = message.get().thread();
        if (thread.isPresent()) thread = Optional.of(Threads.remove(sql, place.channel(), thread.get().root(), message.get()));
        return stored(new MessageDeleted(place.name(), place.take(), draft.author(), time, delete.target(), thread));
    }

    /** Takes the words and the files out of every place where they stand. A content that no file has any more is swept afterwards. */
    private void erase(Place place, MessagePosted message) throws SQLException {
        String upsert =
                """
                insert into message (channel, "offset", deleted) values (?, ?, ?)
                on conflict (channel, "offset") do update set text = null, edited = null, deleted = excluded.deleted
                """;
        sql.run(upsert, place.channel(), message.offset(), time);
        sql.run(
                "update event set body = ? where channel = ? and \"offset\" = ?",
                EventRow.emptyBody(message),
                place.channel(),
                message.offset());
        search.remove(place.channel(), message.offset());
        sql.run("delete from reaction where channel = ? and \"offset\" = ?", place.channel(), message.offset());
        sql.run("delete from reaction_count where channel = ? and \"offset\" = ?", place.channel(), message.offset());
        for (Attachment file : message.files()) rows.delete(file.id());
    }

    private Outcome react(Draft draft, Place place, Change.React react) throws SQLException {
        Optional<MessagePosted> message = message(place, react.target()).filter(found -> !found.state().deleted());
        if (message.isEmpty()) return Rejection.NO_MESSAGE;
        return react.added() ? addReaction(draft, place, react) : removeReaction(draft, place, react);
    }

    private Outcome addReaction(Draft draft, Place place, Change.React react) throws SQLException {
        int before = people(place, react);
        if (before == 0 && kinds(place, react) >= MOST_REACTIONS) return Rejection.TOO_MANY_REACTIONS;
        String insert =
                """
                insert into reaction (channel, "offset", reaction, account, time) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """;
        int added = sql.run(
                insert, place.channel(), react.target(), react.reaction().value(), draft.author().id().value(), time);
        if (added == 0) return Rejection.NOTHING_CHANGED;
        count(place, react, before + 1);
        return stored(new ReactionAdded(
                place.name(), place.take(), draft.author(), time, react.target(), react.reaction(), before + 1));
    }

    private Outcome removeReaction(Draft draft, Place place, Change.React react) throws SQLException {
        String delete = "delete from reaction where channel = ? and \"offset\" = ? and reaction = ? and account = ?";
        AccountId account = draft.author().id();
        int removed = sql.run(delete, place.channel(), react.target(), react.reaction().value(), account.value());
        if (removed == 0) return Rejection.NOTHING_CHANGED;
        int left = people(place, react) - 1;
        count(place, react, left);
        return stored(new ReactionRemoved(
                place.name(), place.take(), draft.author(), time, react.target(), react.reaction(), left));
    }

    /** Counting the rows themselves would cost each reaction as much as there were before it. */
    private int people(Place place, Change.React react) throws SQLException {
        String query = "select people from reaction_count where channel = ? and \"offset\" = ? and reaction = ?";
        return number(query, place.channel(), react.target(), react.reaction().value());
    }

    private void count(Place place, Change.React react, int people) throws SQLException {
        String upsert =
                """
                insert into reaction_count (channel, "offset", reaction, people) values (?, ?, ?, ?)
                on conflict (channel, "offset", reaction) do update set people = excluded.people
                """;
        sql.run(upsert, place.channel(), react.target(), react.reaction().value(), people);
    }

    private int kinds(Place place, Change.React react) throws SQLException {
        String query = "select count(*) from reaction_count where channel = ? and \"offset\" = ? and people > 0";
        return number(query, place.channel(), react.target());
    }

    private Outcome setTopic(Draft draft, Place place, String topic) throws SQLException {
        int changed = sql.run("update channel set topic = ? where id = ? and topic <> ?", topic, place.channel(), topic);
        if (changed == 0) return Rejection.NOTHING_CHANGED;
        return stored(new TopicChanged(place.name(), place.take(), draft.author(), time, topic));
    }

    private Optional<MessagePosted> message(Place place, long target) throws SQLException {
        if (!place.has(target)) return Optional.empty();
        String query = EventRow.SELECT + "where event.channel = ? and event.\"offset\" = ?";
        return sql.first(query, EventRow::readMessage, place.channel(), target).flatMap(message -> message);
    }

    private int number(String query, Object... parameters) throws SQLException {
        return sql.first(query, row -> row.getInt(1), parameters).orElse(0);
    }

    private static boolean isAuthor(Draft draft, MessagePosted message) {
        return message.author().id().equals(draft.author().id());
    }

    private static Outcome stored(Event event) {
        return new Receipt(event, false);
    }
}
