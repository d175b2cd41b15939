package dev.chatchannel.protocol;

import static dev.chatchannel.protocol.CommandReader.clientId;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.MessageText;
import dev.chatchannel.message.NotifyLevel;
import dev.chatchannel.message.Role;
import java.util.Optional;

/** Reads the commands about channels and their members from the fields that somebody sent, as {@link CommandReader} does the others. */
public final class ChannelCommands {
    private static final int PAGE = 100;
    private static final int MOST_SLOW_SECONDS = 21_600;
    private static final long MOST_OFFSET = 1L << 53;

    private ChannelCommands() {}

    public static Command.CreateChannel create(Fields fields) {
        MessageText title = title(fields);
        return switch (fields.value("kind", ChannelKind::of)) {
            case PUBLIC -> new Command.CreateChannel(Optional.of(fields.value("name", ChannelName::new)), title);
            case PRIVATE -> new Command.CreateChannel(Optional.empty(), title);
            case DIRECT -> throw Refusal.BAD_REQUEST.refused("kind: expected public or private; a direct channel is made by channel.direct.");
        };
    }

    public static Command.OpenDirect direct(Fields fields) {
        return new Command.OpenDirect(fields.values("accounts", AccountId::new, 7));
    }

    public static Command.ListChannels list(Fields fields) {
        return new Command.ListChannels();
    }

    public static Command.BrowseChannels browse(Fields fields) {
        return new Command.BrowseChannels(fields.optionalText("prefix").orElse(""), fields.optionalText("after").orElse(""), limit(fields));
    }

    public static Command.ListMembers members(Fields fields) {
        return new Command.ListMembers(fields.channel(), fields.optionalText("after").orElse(""), limit(fields));
    }

    public static Command.ListBanned banned(Fields fields) {
        return new Command.ListBanned(fields.channel(), fields.optionalText("after").orElse(""), limit(fields));
    }

    public static Command.MarkChannel mark(Fields fields) {
        return new Command.MarkChannel(fields.channel(), number(fields, "offset", MOST_OFFSET), fields.flag("back"));
    }

    public static Command.PreferChannel prefer(Fields fields) {
        Optional<NotifyLevel> level = fields.optionalValue("notify", NotifyLevel::of);
        Optional<Boolean> favourite = fields.optionalFlag("favourite");
        if (level.isEmpty() && favourite.isEmpty()) throw Refusal.BAD_REQUEST.refused("Expected notify or favourite.");
        return new Command.PreferChannel(fields.channel(), level, favourite);
    }

    public static Command.FindAccounts findAccounts(Fields fields) {
        return new Command.FindAccounts(fields.optionalText("text").orElse(""), limit(fields));
    }

    public static Command.SetTitle rename(Fields fields) {
        return new Command.SetTitle(fields.channel(), fields.value("title", MessageText::new), clientId(fields));
    }

    public static Command.ArchiveChannel archive(Fields fields) {
        return new Command.ArchiveChannel(fields.channel(), clientId(fields));
    }

    public static Command.UnarchiveChannel unarchive(Fields fields) {
        return new Command.UnarchiveChannel(fields.channel(), clientId(fields));
    }

    public static Command.DeleteChannel delete(Fields fields) {
        return new Command.DeleteChannel(fields.channel(), fields.value("name", ChannelName::new), clientId(fields));
    }

    public static Command.InviteMember invite(Fields fields) {
        return new Command.InviteMember(fields.channel(), account(fields), clientId(fields));
    }

    public static Command.RemoveMember remove(Fields fields) {
        return new Command.RemoveMember(fields.channel(), account(fields), clientId(fields));
    }

    public static Command.SetRole setRole(Fields fields) {
        return new Command.SetRole(fields.channel(), account(fields), fields.value("role", Role::of), clientId(fields));
    }

    public static Command.MuteMember mute(Fields fields) {
        return new Command.MuteMember(fields.channel(), account(fields), number(fields, "seconds", PlaceCommands.TEN_YEARS), clientId(fields));
    }

    public static Command.BanAccount ban(Fields fields) {
        return new Command.BanAccount(fields.channel(), account(fields), clientId(fields));
    }

    public static Command.UnbanAccount unban(Fields fields) {
        return new Command.UnbanAccount(fields.channel(), account(fields), clientId(fields));
    }

    public static Command.SetSlowMode slowMode(Fields fields) {
        return new Command.SetSlowMode(fields.channel(), (int) number(fields, "seconds", MOST_SLOW_SECONDS), clientId(fields));
    }

    /** Said with {@code open: false}, or not at all, it closes the channel to guests. */
    public static Command.OpenToGuests openToGuests(Fields fields) {
        return new Command.OpenToGuests(fields.channel(), fields.flag("open"), clientId(fields));
    }

    private static AccountId account(Fields fields) {
        return fields.value("account", AccountId::new);
    }

    private static MessageText title(Fields fields) {
        return fields.optionalValue("title", MessageText::new).orElseGet(() -> new MessageText(""));
    }

    private static int limit(Fields fields) {
        return fields.number("limit", 1, PAGE).orElse((long) PAGE).intValue();
    }

    private static long number(Fields fields, String name, long most) {
        return fields.number(name, 0, most).orElseThrow(() -> Refusal.BAD_REQUEST.refused(name + ": expected a whole number."));
    }
}
