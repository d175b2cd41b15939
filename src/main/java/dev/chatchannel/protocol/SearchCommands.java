package dev.chatchannel.protocol;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Trait;
import dev.chatchannel.message.ZoneName;
import java.util.Optional;

/** Reads what somebody looks for from the fields that they sent, as {@link CommandReader} does the other commands. */
public final class SearchCommands {
    private static final int PAGE = 50;
    private static final int USUAL = 20;
    private static final long MOST_MILLIS = 1L << 53; // what every client counts exactly
    private static final int RADIX = 36;

    private SearchCommands() {}

    public static Command.SearchMessages search(Fields fields) {
        return new Command.SearchMessages(
                fields.optionalValue("text", SearchText::of).orElseGet(() -> SearchText.of("")),
                fields.optionalValue("channel", ChannelName::new),
                fields.optionalValue("from", AccountId::new),
                fields.number("after", 0, MOST_MILLIS),
                fields.number("before", 0, MOST_MILLIS),
                fields.optionalValue("has", SearchCommands::trait),
                fields.optionalValue("zone", ZoneName::new).orElseGet(() -> new ZoneName("")),
                fields.number("limit", 1, PAGE).orElse((long) USUAL).intValue(),
                fields.optionalValue("cursor", SearchCommands::next));
    }

    /** @return the place as clients hand it back; what it says is our affair */
    static String cursor(long next) {
        return Long.toString(next, RADIX);
    }

    private static long next(String cursor) {
        try {
            long next = Long.parseLong(cursor, RADIX);
            if (next >= 0) return next;
        } catch (NumberFormatException notOurs) {
            // told below
        }
        throw new IllegalArgumentException("expected the cursor of an answer.");
    }

    private static Trait trait(String word) {
        return Trait.of(word).orElseThrow(() -> new IllegalArgumentException("expected file, image, video, audio or link."));
    }
}
