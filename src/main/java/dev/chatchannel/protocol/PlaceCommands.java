package dev.chatchannel.protocol;

import dev.chatchannel.message.PlaceName;
import dev.chatchannel.message.SignUp;

/** Reads the commands about the place as a whole from the fields that somebody sent, as {@link CommandReader} does the others. */
public final class PlaceCommands {
    private static final long MOST_EDIT_SECONDS = 10L * 365 * 86_400;

    private static final long MOST_CONNECTIONS = 200;

    private PlaceCommands() {}

    public static Command.ReadPlace get(Fields fields) {
        return new Command.ReadPlace();
    }

    public static Command.SetPlace set(Fields fields) {
        return new Command.SetPlace(
                fields.optionalValue("name", PlaceName::new),
                fields.optionalFlag("guests"),
                fields.optionalValue("sign_up", SignUp::of),
                fields.number("edit_seconds", 0, MOST_EDIT_SECONDS));
    }

    public static Command.ListConnections connections(Fields fields) {
        long limit = fields.number("limit", 1, MOST_CONNECTIONS).orElse(MOST_CONNECTIONS);
        return new Command.ListConnections(fields.optionalText("after").orElse(""), (int) limit);
    }
}
