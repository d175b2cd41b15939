package dev.chatchannel.protocol;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.NetworkAddress;
import dev.chatchannel.message.PlaceName;
import dev.chatchannel.message.SignUp;
import java.util.Optional;

/** Reads the commands about the place as a whole from the fields that somebody sent, as {@link CommandReader} does the others. */
public final class PlaceCommands {
    static final long TEN_YEARS = 10L * 365 * 86_400; // in seconds
    private static final long MOST_CONNECTIONS = 200;

    private PlaceCommands() {}

    public static Command.ReadPlace get(Fields fields) {
        return new Command.ReadPlace();
    }

    public static Command.ReadSettings settings(Fields fields) {
        return new Command.ReadSettings();
    }

    public static Command.SetPlace set(Fields fields) {
        return new Command.SetPlace(
                fields.optionalValue("name", PlaceName::new),
                fields.optionalFlag("guests"),
                fields.optionalValue("sign_up", SignUp::of),
                fields.number("edit_seconds", 0, TEN_YEARS));
    }

    public static Command.BanAddress banAddress(Fields fields) {
        Optional<NetworkAddress> address = fields.optionalValue("address", NetworkAddress::of);
        Optional<AccountId> guest = fields.optionalValue("user", AccountId::new);
        if (address.isPresent() == guest.isPresent()) throw Refusal.BAD_REQUEST.refused("Expected either address, or user, a guest who spoke from there.");
        return new Command.BanAddress(address, guest, fields.number("seconds", 1, TEN_YEARS));
    }

    public static Command.UnbanAddress unbanAddress(Fields fields) {
        return new Command.UnbanAddress(fields.value("address", NetworkAddress::of));
    }

    public static Command.ListAddresses addresses(Fields fields) {
        return new Command.ListAddresses();
    }

    public static Command.ListConnections connections(Fields fields) {
        long limit = fields.number("limit", 1, MOST_CONNECTIONS).orElse(MOST_CONNECTIONS);
        return new Command.ListConnections(fields.optionalText("after").orElse(""), (int) limit);
    }
}
