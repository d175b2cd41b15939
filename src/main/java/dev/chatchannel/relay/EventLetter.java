package dev.chatchannel.relay;

import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.MessageEdited;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.MessageState;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.ReactionAdded;
import dev.chatchannel.message.ReactionRemoved;
import dev.chatchannel.message.ThreadTally;
import dev.chatchannel.message.TopicChanged;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event aboard of a hint: what is said, and what becomes of it.
 *
 * <p>Who may do what is never aboard: that is read from the database, by every node.
 *
 * <p>{@link #VERSION} is raised with every change here. Who gets another one reads the database instead.
 */
final class EventLetter {
    static final int VERSION = 1;

    private static final Map<Class<? extends Event>, String> KINDS = Map.of(
            MessagePosted.class, "post",
            MessageEdited.class, "edit",
            MessageDeleted.class, "delete",
            ReactionAdded.class, "react",
            ReactionRemoved.class, "unreact",
            TopicChanged.class, "topic");

    private EventLetter() {}

    /** @return whether the event may be aboard */
    static boolean carries(Event event) {
        if (event instanceof MessagePosted message) return message.state().equals(MessageState.FRESH);
        return KINDS.containsKey(event.getClass());
    }

    static void write(LetterWriter letter, Event event) {
        letter.text(KINDS.get(event.getClass())).number(event.offset()).author(event.author()).number(event.time());
        if (event instanceof MessagePosted it) writePost(letter, it);
        if (event instanceof MessageEdited it) letter.number(it.target()).text(it.text());
        if (event instanceof MessageDeleted it) letter.number(it.target()).maybe(it.thread(), EventLetter::writeThread);
        if (event instanceof ReactionAdded it) letter.number(it.target()).text(it.reaction().value()).number(it.count());
        if (event instanceof ReactionRemoved it) letter.number(it.target()).text(it.reaction().value()).number(it.count());
        if (event instanceof TopicChanged it) letter.text(it.topic());
    }

    static Event read(LetterReader letter, ChannelName channel) {
        String kind = letter.text();
        long offset = letter.number();
        Author author = letter.author();
        long time = letter.number();
        return switch (kind) {
            case "post" -> readPost(letter, channel, offset, author, time);
            case "edit" -> new MessageEdited(channel, offset, author, time, letter.number(), letter.text());
            case "delete" -> new MessageDeleted(channel, offset, author, time, letter.number(), letter.maybe(EventLetter::readThread));
            case "react" -> new ReactionAdded(channel, offset, author, time, letter.number(), new Reaction(letter.text()), (int) letter.number());
            case "unreact" -> new ReactionRemoved(channel, offset, author, time, letter.number(), new Reaction(letter.text()), (int) letter.number());
            case "topic" -> new TopicChanged(channel, offset, author, time, letter.text());
            default -> throw new IllegalArgumentException("No such event");
        };
    }

    private static void writePost(LetterWriter letter, MessagePosted it) {
        letter.text(it.text())
                .all(it.files(), EventLetter::writeFile)
                .maybe(it.clientId(), (id, clientId) -> id.text(clientId.value()))
                .maybe(it.thread(), EventLetter::writeThread);
    }

    private static MessagePosted readPost(LetterReader letter, ChannelName channel, long offset, Author author, long time) {
        String text = letter.text();
        List<Attachment> files = letter.all(EventLetter::readFile);
        Optional<ClientId> clientId = letter.maybe(id -> new ClientId(id.text()));
        return new MessagePosted(channel, offset, author, time, text, files, clientId, letter.maybe(EventLetter::readThread), MessageState.FRESH);
    }

    private static void writeFile(LetterWriter letter, Attachment file) {
        letter.text(file.id().value()).text(file.type()).number(file.size()).text(file.name()).number(file.width()).number(file.height());
    }

    private static Attachment readFile(LetterReader letter) {
        return new Attachment(
                new FileId(letter.text()), letter.text(), letter.number(), letter.text(), (int) letter.number(), (int) letter.number());
    }

    private static void writeThread(LetterWriter letter, ThreadTally thread) {
        letter.number(thread.root()).number(thread.replies()).number(thread.last());
    }

    private static ThreadTally readThread(LetterReader letter) {
        return new ThreadTally(letter.number(), (int) letter.number(), letter.number());
    }
}
