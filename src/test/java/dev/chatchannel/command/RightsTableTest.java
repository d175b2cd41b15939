package dev.chatchannel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.account.DisplayName;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.storage.JdbcAccounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What {@code src/docs/rights.md} says is what {@code Rights} answers: each cell is asked for real. A command without a line there fails, so
 * that nobody adds one without having decided who may do it.
 */
@Timeout(60)
class RightsTableTest extends OpenCommands {
    private static final Path FILE = Path.of("src", "docs", "rights.md");
    private static final Caller EVE = caller(11, "Eve", AccountKind.MEMBER);
    private static final Caller NAMELESS = Caller.nameless(caller(12, "guest-7kq3f", AccountKind.GUEST).account(), "127.0.0.1");

    private final Map<String, Caller> inPublic = new LinkedHashMap<>();
    private final Map<String, Caller> inPrivate = new LinkedHashMap<>();
    private String garden;
    private String plans;
    private String two;

    /** Ann owns, Ben moderates, Cid is a member, Dee only reads, Eve was put out; Fay is a member of another channel. */
    @BeforeEach
    void people() {
        Caller eve = kept(EVE);
        Caller fay = kept(caller(13, "Fay", AccountKind.MEMBER));
        Caller kim = kept(caller(14, "Kim", AccountKind.MEMBER));
        garden = done(ANN, "channel.create", "{'kind':'public','name':'garden'}").path("name").asText();
        for (Caller member : List.of(BEN, CID, DEE, eve, kim)) done(member, "channel.join", in(garden));
        plans = privateChannel(BEN, CID, DEE, eve, kim);
        for (String channel : List.of(garden, plans)) {
            done(ANN, "channel.set_role", about(channel, BEN, "'role':'moderator'"));
            done(ANN, "channel.set_role", about(channel, DEE, "'role':'read_only'"));
            done(ANN, "channel.mute", about(channel, kim, "'seconds':86400"));
            done(ANN, channel.equals(garden) ? "channel.ban" : "channel.remove", about(channel, eve));
        }
        done(fay, "channel.create", "{'kind':'private'}");
        two = done(ANN, "channel.direct", "{'accounts':['" + BEN.account().id() + "']}").path("name").asText();
        inPublic.putAll(Map.of("account", fay, "read-only", DEE, "muted", kim, "member", CID, "moderator", BEN, "owner", ANN, "administrator", ADA, "banned", eve));
        inPublic.putAll(Map.of("nobody", NAMELESS, "guest", GUS));
        inPrivate.putAll(inPublic);
        inPrivate.remove("banned");
        inPrivate.put("removed", eve);
    }

    @Test
    void what_may_be_done_in_a_public_channel_is_what_the_file_says() {
        done(ADA, "channel.open_to_guests", in(garden, "'open':true"));
        assertTable("## In a public channel that is open to guests", garden, inPublic);
    }

    @Test
    void what_may_be_done_in_a_public_channel_without_guests_is_what_the_file_says() {
        assertTable("## In a public channel", garden, inPublic);
    }

    @Test
    void what_may_be_done_in_a_private_channel_is_what_the_file_says() {
        assertTable("## In a private channel", plans, inPrivate);
    }

    @Test
    void what_may_be_done_in_a_direct_channel_is_what_the_file_says() {
        assertTable("## In a direct channel", two, Map.of("guest", GUS, "account", CID, "one of them", ANN, "administrator", ADA));
    }

    @Test
    void what_may_be_done_in_an_archived_channel_is_what_the_file_says() {
        done(ANN, "channel.archive", in(plans));
        assertTable("## In an archived private channel", plans, inPrivate);
    }

    @Test
    void what_may_be_done_outside_of_channels_is_what_the_file_says() {
        Map<String, Caller> people = Map.of("nobody", NAMELESS, "guest", GUS, "account", ANN, "administrator", ADA);
        Map<String, Map<String, String>> table = table("## Outside of channels");
        assertEquals(methods(false), table.keySet());
        List<String> wrong = new ArrayList<>();
        table.forEach((method, cells) -> cells.forEach((who, written) -> {
            String answer = isAllowed(table().named(method), people.get(who)) ? "yes" : "–";
            if (!written.equals(answer)) wrong.add(method + " by " + who + ": written " + written + ", answered " + answer);
        }));
        assertEquals(List.of(), wrong);
    }

    @Test
    void each_kind_of_channel_has_its_table() throws IOException {
        String text = Files.readString(FILE);
        for (ChannelKind kind : ChannelKind.values()) assertTrue(text.contains("## In a " + kind.word() + " channel"), kind.word());
    }

    /** Each cell: allowed, refused though the channel is known, or answered as if there were none. */
    private void assertTable(String title, String channel, Map<String, Caller> people) {
        Map<String, Map<String, String>> table = table(title);
        assertEquals(methods(true), table.keySet());
        List<String> wrong = new ArrayList<>();
        table.forEach((method, cells) -> {
            assertEquals(new TreeSet<>(people.keySet()), new TreeSet<>(cells.keySet()), title);
            cells.forEach((who, written) -> {
                String answer = answer(table().named(method), people.get(who), channel);
                if (!written.equals(answer)) wrong.add(method + " by " + who + ": written " + written + ", answered " + answer);
            });
        });
        assertEquals(List.of(), wrong);
    }

    private String answer(CommandTable.Row<?> row, Caller caller, String channel) {
        boolean allowed = isAllowed(row, caller);
        try {
            rights.allowed(row.here().orElseThrow(), caller, new ChannelName(channel)).toCompletableFuture().join();
            return allowed ? "yes" : "–";
        } catch (CompletionException refused) {
            boolean hidden = ((Refused) refused.getCause()).refusal() == Refusal.UNKNOWN_CHANNEL;
            return hidden ? "hidden" : "–";
        }
    }

    private boolean isAllowed(CommandTable.Row<?> row, Caller caller) {
        try {
            rights.check(row.right(), caller);
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    private Caller kept(Caller one) {
        new JdbcAccounts(database)
                .keep(one.account(), DisplayName.of(one.getName()), clock.millis(), 0);
        return one;
    }

    private static CommandTable table() {
        return ContractRowsTest.table();
    }

    private static Set<String> methods(boolean inChannels) {
        return table().rows().stream().filter(row -> row.here().isPresent() == inChannels).map(CommandTable.Row::method)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @return by method and who, what stands in the table under a title; several methods may share a line */
    private static Map<String, Map<String, String>> table(String title) {
        List<List<String>> rows = lines().stream().dropWhile(line -> !line.equals(title)).skip(1).takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("|") && !line.startsWith("|---")).map(RightsTableTest::cells).toList();
        Map<String, Map<String, String>> table = new TreeMap<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            for (String method : row.get(0).replace("`", "").split(", ")) {
                Map<String, String> cells = new LinkedHashMap<>();
                for (int i = 1; i < row.size(); i++) cells.put(rows.get(0).get(i), row.get(i));
                table.put(method, cells);
            }
        }
        return table;
    }

    private static List<String> cells(String line) {
        return List.of(line.substring(1, line.length() - 1).split("\\|")).stream().map(String::strip).toList();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
