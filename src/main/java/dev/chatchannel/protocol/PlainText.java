package dev.chatchannel.protocol;

import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.FrameWriter;
import dev.chatchannel.message.MessageEdited;
import dev.chatchannel.message.MessagePosted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The protocol of {@code wscat} and of five-line scripts: {@code name: text}, a frame per message. */
public final class PlainText {
    /** The subprotocol's name. */
    public static final String NAME = "chat.plain";

    /** Shows messages and edits; not what was deleted since, and nothing else. Each stays a frame of its own. */
    public static final FrameWriter WRITER = new FrameWriter() {
        @Override
        public Optional<Frame> write(Event event) {
            return event(event);
        }

        @Override
        public Frame.Text together(List<String> messages) {
            return new Frame.Text(messages);
        }
    };

    private static final String CONTINUED = "\n    ";

    private PlainText() {}

    private static Optional<Frame> event(Event event) {
        if (event instanceof MessagePosted message) return message(message);
        if (event instanceof MessageEdited edit) return edit(edit);
        return Optional.empty();
    }

    /** The content of a file that came with its message, and nothing beside; files that were brought before have names, and addresses. */
    private static Optional<Frame> message(MessagePosted message) {
        if (message.state().deleted()) return Optional.empty();
        if (message.file().filter(file -> file.name().isEmpty()).isPresent()) return Optional.of(new Frame.File(message.file().get().id()));
        List<String> lines = Stream.concat(Stream.of(message.text()), message.files().stream().map(PlainText::address)).filter(line -> !line.isEmpty()).toList();
        return Optional.of(said(message.author().name(), String.join("\n", lines)));
    }

    private static String address(Attachment file) {
        return file.name() + " (" + file.type() + ", " + file.size() + " bytes): files/" + file.id();
    }

    /** No name has parentheses, so nobody can look as if edited. */
    private static Optional<Frame> edit(MessageEdited edit) {
        if (edit.text().isEmpty()) return Optional.empty();
        return Optional.of(said(edit.author().name() + " (edited)", edit.text()));
    }

    private static Frame said(String name, String text) {
        return new Frame.Text(name + ": " + text.replace("\n", CONTINUED));
    }

    /** @return what the server says to one client alone; no name begins so */
    public static Frame refused(Refused refused) {
        return new Frame.Text("! " + refused.getMessage());
    }
}
