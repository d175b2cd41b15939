package dev.chatchannel.command;

import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.MessageText;
import dev.chatchannel.protocol.Refusal;

/** What may be said at all: something, and not too much of it. */
final class TextLimit {
    private TextLimit() {}

    /** @throws dev.chatchannel.protocol.Refused when it is longer than {@code most} bytes */
    static void check(MessageText text, int most) {
        check(text, most, "The message was not stored: it");
    }

    /** @return a channel's title, on one line
     * @throws dev.chatchannel.protocol.Refused when it is too long */
    static String title(MessageText text) {
        check(text, Limits.TITLE_BYTES, "The title");
        return text.value().strip().replace('\n', ' ');
    }

    /** @throws dev.chatchannel.protocol.Refused when there is nothing to see in it */
    static void refuseBlank(MessageText text) {
        if (text.isBlank()) throw Refusal.BLANK.refused();
    }

    /** Counts characters first: no more bytes are made than are allowed, or nearly. */
    private static void check(MessageText text, int most, String what) {
        if (text.value().length() > most || text.bytes() > most) {
            throw Refusal.TOO_LONG.refused(what + " is longer than " + most + " bytes of UTF-8.");
        }
    }
}
