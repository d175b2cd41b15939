package dev.chatchannel.protocol;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.LanguageTag;
import dev.chatchannel.message.MessageText;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.Scope;
import dev.chatchannel.message.ZoneName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Makes commands of the fields that somebody sent. Every method throws {@link Refused} when they do not fit. */
public final class CommandReader {
    private static final int MOST_FILES = 10;
    private static final int MOST_OFFSETS = 100;
    private static final int MOST_USES = 10_000;
    private static final int MOST_DAYS = 365;
    private static final int MOST_TOKEN_DAYS = 3_650;
    private static final int LONGEST_LABEL = 64;
    private static final int LONGEST_REASON = 123; // RFC 6455 5.5: 125 bytes of a control frame, less the code

    private CommandReader() {}

    public static Command.Publish publish(Fields fields) {
        Fields data = fields.object("data");
        List<FileId> files = data.has("files") ? data.values("files", FileId::new, MOST_FILES).stream().distinct().toList() : List.of();
        return new Command.Publish(
                fields.channel(),
                new MessageText(files.isEmpty() ? data.text("text") : data.optionalText("text").orElse("")),
                Optional.empty(),
                files,
                thread(data),
                clientId(data));
    }

    public static Command.EditMessage editMessage(Fields fields) {
        return new Command.EditMessage(
                fields.channel(), target(fields), fields.value("text", MessageText::new), clientId(fields));
    }

    public static Command.DeleteMessage deleteMessage(Fields fields) {
        return new Command.DeleteMessage(fields.channel(), target(fields), clientId(fields));
    }

    public static Command.AddReaction addReaction(Fields fields) {
        return new Command.AddReaction(fields.channel(), target(fields), reaction(fields), clientId(fields));
    }

    public static Command.RemoveReaction removeReaction(Fields fields) {
        return new Command.RemoveReaction(fields.channel(), target(fields), reaction(fields), clientId(fields));
    }

    public static Command.SetTopic setTopic(Fields fields) {
        return new Command.SetTopic(fields.channel(), fields.value("topic", MessageText::new), clientId(fields));
    }

    public static Command.JoinChannel joinChannel(Fields fields) {
        return new Command.JoinChannel(fields.channel(), clientId(fields));
    }

    public static Command.LeaveChannel leaveChannel(Fields fields) {
        return new Command.LeaveChannel(fields.channel(), clientId(fields));
    }

    public static Command.ReadHistory history(Fields fields) {
        return new Command.ReadHistory(
                fields.channel(),
                fields.number("limit", 0, Integer.MAX_VALUE).orElse(0L).intValue(),
                fields.optionalObject("since").map(CommandReader::position),
                fields.flag("reverse"),
                thread(fields));
    }

    public static Command.ListReactions listReactions(Fields fields) {
        return new Command.ListReactions(fields.channel(), target(fields));
    }

    public static Command.ListOwnReactions listOwnReactions(Fields fields) {
        return new Command.ListOwnReactions(fields.channel(), fields.numbers("offsets", 1, Long.MAX_VALUE, MOST_OFFSETS));
    }

    public static Command.ReadPresence presence(Fields fields) {
        return new Command.ReadPresence(fields.channel());
    }

    public static Command.CountPresence presenceStats(Fields fields) {
        return new Command.CountPresence(fields.channel());
    }

    public static Command.SignalTyping typing(Fields fields) {
        return new Command.SignalTyping(fields.channel());
    }

    public static Command.CloseConnection closeConnection(Fields fields) {
        Optional<String> connection = fields.optionalText("client");
        Optional<AccountId> account = fields.optionalValue("user", AccountId::new);
        if (connection.isPresent() == account.isPresent()) {
            throw Refusal.BAD_REQUEST.refused("Expected either client, a connection's id, or user, an account's.");
        }
        return new Command.CloseConnection(connection, account, code(fields), reason(fields));
    }

    public static Command.SetProfile setProfile(Fields fields) {
        Command.SetProfile profile = new Command.SetProfile(
                fields.optionalText("name"), fields.optionalValue("language", LanguageTag::new), fields.optionalValue("time_zone", ZoneName::new));
        if (profile.name().isEmpty() && profile.language().isEmpty() && profile.zone().isEmpty()) {
            throw Refusal.BAD_REQUEST.refused("Expected name, language or time_zone.");
        }
        return profile;
    }

    public static Command.ChangePassword changePassword(Fields fields) {
        return new Command.ChangePassword(fields.text("old"), fields.text("password"));
    }

    public static Command.ListSessions listSessions(Fields fields) {
        return new Command.ListSessions();
    }

    public static Command.EndSession endSession(Fields fields) {
        return new Command.EndSession(fields.text("session"));
    }

    public static Command.EndOtherSessions endOtherSessions(Fields fields) {
        return new Command.EndOtherSessions();
    }

    public static Command.CreateInvite createInvite(Fields fields) {
        return new Command.CreateInvite(
                fields.number("uses", 1, MOST_USES).orElse(1L).intValue(), fields.number("days", 1, MOST_DAYS).orElse(7L).intValue());
    }

    public static Command.RevokeInvite revokeInvite(Fields fields) {
        return new Command.RevokeInvite(fields.text("invite"));
    }

    public static Command.ListInvites listInvites(Fields fields) {
        return new Command.ListInvites();
    }

    public static Command.SetAccountKind setAccountKind(Fields fields) {
        AccountKind kind = switch (fields.text("kind")) {
            case "member" -> AccountKind.MEMBER;
            case "administrator" -> AccountKind.ADMINISTRATOR;
            default -> throw Refusal.BAD_REQUEST.refused("kind: expected member or administrator.");
        };
        return new Command.SetAccountKind(fields.value("user", AccountId::new), kind);
    }

    public static Command.ListAccounts listAccounts(Fields fields) {
        return new Command.ListAccounts(fields.optionalValue("kind", CommandReader::kindOfAccount), fields.optionalValue("after", AccountId::new));
    }

    public static Command.ResetAccount resetAccount(Fields fields) {
        return new Command.ResetAccount(fields.value("user", AccountId::new));
    }

    public static Command.DeactivateAccount deactivateAccount(Fields fields) {
        return new Command.DeactivateAccount(fields.value("user", AccountId::new));
    }

    public static Command.ReactivateAccount reactivateAccount(Fields fields) {
        return new Command.ReactivateAccount(fields.value("user", AccountId::new));
    }

    public static Command.ListDeeds listDeeds(Fields fields) {
        return new Command.ListDeeds(fields.optionalText("before"));
    }

    public static Command.RemoveAvatar removeAvatar(Fields fields) {
        return new Command.RemoveAvatar(fields.value("user", AccountId::new));
    }

    public static Command.CreateBot createBot(Fields fields) {
        return new Command.CreateBot(fields.text("name"));
    }

    public static Command.CreateToken createToken(Fields fields) {
        return new Command.CreateToken(
                fields.value("user", AccountId::new),
                fields.value("name", CommandReader::label),
                Set.copyOf(fields.values("scopes", Scope::of, Scope.values().length)),
                fields.number("days", 1, MOST_TOKEN_DAYS).map(Long::intValue));
    }

    public static Command.ListTokens listTokens(Fields fields) {
        return new Command.ListTokens(fields.value("user", AccountId::new));
    }

    public static Command.RevokeToken revokeToken(Fields fields) {
        return new Command.RevokeToken(fields.text("token"));
    }

    private static String label(String text) {
        MessageText name = new MessageText(text.strip());
        if (name.isBlank() || name.value().length() > LONGEST_LABEL || name.value().contains("\n")) {
            throw new IllegalArgumentException("A token's name has 1 to " + LONGEST_LABEL + " characters.");
        }
        return name.value();
    }

    public static Command.CheckHealth health(Fields fields) {
        return new Command.CheckHealth();
    }

    /** @return a place that the client says it has; both members must be there */
    public static Position position(Fields fields) {
        return new Position(fields.text("epoch"), fields.number("offset", 0, Long.MAX_VALUE).orElse(0L));
    }

    static Optional<ClientId> clientId(Fields fields) {
        return fields.optionalValue("client_id", ClientId::new);
    }

    private static OptionalLong thread(Fields fields) {
        return fields.number("thread", 1, Long.MAX_VALUE).stream().mapToLong(Long::longValue).findFirst();
    }

    private static Reaction reaction(Fields fields) {
        return fields.value("reaction", Reaction::new);
    }

    private static long target(Fields fields) {
        return fields.number("offset", 1, Long.MAX_VALUE)
                .orElseThrow(() -> Refusal.BAD_REQUEST.refused("offset: expected the offset of a message."));
    }

    private static int code(Fields fields) {
        int code = fields.number("code", 1000, 4999).orElse(1000L).intValue();
        if (!CloseCode.mayBeSent(code)) {
            throw Refusal.BAD_REQUEST.refused("code: expected 1000, 1001, 1008, 1011, 1012, 1013 or 3000 to 4999.");
        }
        return code;
    }

    private static AccountKind kindOfAccount(String word) {
        return Arrays.stream(AccountKind.values())
                .filter(kind -> kind.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected guest, member, administrator, operator or bot."));
    }

    private static String reason(Fields fields) {
        String reason = fields.optionalText("reason").orElse("");
        if (reason.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
            throw Refusal.BAD_REQUEST.refused("reason: expected at most " + LONGEST_REASON + " bytes.");
        }
        return reason;
    }
}
