package dev.chatchannel.protocol;

import dev.chatchannel.message.Event;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.MessagePosted;

/** The protocol of {@code wscat} and of five-line scripts: {@code name: text}, a frame per message. */
public final class PlainText {
    /** The subprotocol's name. */
    public static final String NAME = "chat.plain";

    private static final String CONTINUED = "\n    ";

    private PlainText() {}

    /** @return {@code name: text}, or the content of the file when the message carries only that */
    public static Frame event(Event event) {
        MessagePosted message = (MessagePosted) event;
        if (message.file().isPresent()) return new Frame.File(message.file().get().id());
        return new Frame.Text(message.author().name() + ": " + message.text().replace("\n", CONTINUED));
    }

    /** @return what the server says to one client alone; no name begins so */
    public static Frame refused(Refused refused) {
        return new Frame.Text("! " + refused.getMessage());
    }
}
