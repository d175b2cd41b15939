package dev.chatchannel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Contract;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ArchiveChanged;
import dev.chatchannel.message.ChannelDeleted;
import dev.chatchannel.message.GuestsSet;
import dev.chatchannel.message.MemberBanned;
import dev.chatchannel.message.MemberInvited;
import dev.chatchannel.message.MemberMuted;
import dev.chatchannel.message.MemberRemoved;
import dev.chatchannel.message.MemberUnbanned;
import dev.chatchannel.message.Role;
import dev.chatchannel.message.RoleSet;
import dev.chatchannel.message.SlowModeSet;
import dev.chatchannel.message.TitleChanged;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.FileName;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.MemberJoined;
import dev.chatchannel.message.MemberLeft;
import dev.chatchannel.message.MessageDeleted;
import dev.chatchannel.message.MessageEdited;
import dev.chatchannel.message.MessagePosted;
import dev.chatchannel.message.MessageState;
import dev.chatchannel.message.MessageText;
import dev.chatchannel.message.Reaction;
import dev.chatchannel.message.ReactionAdded;
import dev.chatchannel.message.ReactionRemoved;
import dev.chatchannel.message.ReactionTally;
import dev.chatchannel.message.TopicChanged;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes is a command or refused, and what goes out can be read. The seeds are fixed, so that a failure comes again. */
class RandomInputTest {
    private static final int MANY = 20_000;
    private static final ChannelName LOBBY = new ChannelName("lobby");
    private static final Author ANN = new Author(AccountId.at(1), "Ann", AccountKind.GUEST);
    private static final Author BOB = new Author(AccountId.at(2), "Bob", AccountKind.MEMBER);

    /** Commands as they should be, to be spoiled. */
    private static final List<String> SOUND = List.of(
            "{\"id\":1,\"connect\":{\"token\":\"t\"}}",
            "{\"id\":2,\"subscribe\":{\"channel\":\"lobby\",\"recover\":true,\"epoch\":\"k3x9\",\"offset\":120}}",
            "{\"id\":3,\"publish\":{\"channel\":\"Straße\",\"data\":{\"text\":\"hi \\ud83d\\udc4d 👍\",\"client_id\":\"c-1\"}}}",
            "{\"id\":4,\"history\":{\"channel\":\"lobby\",\"limit\":10,\"reverse\":true,\"since\":{\"epoch\":\"k3x9\",\"offset\":7}}}",
            "{\"id\":5,\"message.edit\":{\"channel\":\"lobby\",\"offset\":7,\"text\":\"hi\",\"topic\":\"tea\",\"client_id\":\"c-2\"}}",
            "{\"id\":6,\"reaction.add\":{\"channel\":\"lobby\",\"offset\":7,\"reaction\":\"👩‍👩‍👧‍👦\"}}",
            "{\"id\":7,\"connection.close\":{\"user\":\"01jaaaaaaaaaaaaaaaaaaaaaaa\",\"code\":4000,\"reason\":\"enough\"}}",
            "{\"id\":9,\"channel.mute\":{\"channel\":\"lobby\",\"account\":\"01jaaaaaaaaaaaaaaaaaaaaaaa\",\"role\":\"owner\",\"until\":9,\"seconds\":5}}",
            "{\"id\":10,\"channel.direct\":{\"kind\":\"public\",\"name\":\"tea\",\"accounts\":[\"01jaaaaaaaaaaaaaaaaaaaaaaa\"],\"open\":true}}",
            "{}\n{\"id\":8,\"ping\":{}}\n");

    private static final List<Function<Fields, ?>> READERS = List.of(
            CommandReader::publish,
            CommandReader::editMessage,
            CommandReader::deleteMessage,
            CommandReader::addReaction,
            CommandReader::removeReaction,
            CommandReader::setTopic,
            CommandReader::joinChannel,
            CommandReader::leaveChannel,
            CommandReader::history,
            CommandReader::presence,
            CommandReader::presenceStats,
            CommandReader::closeConnection,
            CommandReader::health,
            CommandReader::position,
            ChannelCommands::create,
            ChannelCommands::direct,
            ChannelCommands::browse,
            ChannelCommands::members,
            ChannelCommands::rename,
            ChannelCommands::delete,
            ChannelCommands::setRole,
            ChannelCommands::mute,
            ChannelCommands::slowMode,
            ChannelCommands::openToGuests);

    /** Bits of JSON that are most likely to be misread. */
    private static final List<String> BITS = List.of(
            "null", "-1", "0", "1e9", "1.0", "9223372036854775808", "1e400", "true", "\"\"", "[]", "{}", "[", "}", "\"", "\\", "\\u0000", "\\ud800",
            "\u0000", "\ud800", "\u202e", "\n", "\r", "\u2028", ":", ",", "\"id\":1,", "\"channel\":\"\",", "\ufeff", "'", "/*", "NaN", "e\u0301");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void spoiled_commands_are_commands_or_refused(long seed) {
        Random random = new Random(seed);
        int understood = 0;
        for (int i = 0; i < MANY; i++) understood += read(spoiled(random));
        assertTrue(understood > MANY / 100 && understood < READERS.size() * MANY, "both must have come: " + understood);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void any_bytes_are_commands_or_refused(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < MANY; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            read(new String(bytes, StandardCharsets.UTF_8));
            read("{\"id\":1,\"publish\":{\"channel\":\"" + new String(bytes, StandardCharsets.ISO_8859_1) + "\"}}");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void whatever_is_said_comes_back_as_it_was_made_safe(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < MANY / 10; i++) {
            String said = anyText(random);
            String command = "{\"id\":1,\"publish\":{\"channel\":\"lobby\",\"data\":{\"text\":" + Json.object().put("t", said).get("t") + "}}}";
            String read = CommandReader.publish(CentrifugeJson.read(command).get(0).params()).text().value();
            assertEquals(new MessageText(said).value(), read);
            assertEquals(read, pushed(new MessagePosted(LOBBY, 1, ANN, 1, read, Optional.empty(), Optional.empty())).path("text").asText());
            assertTrue(!text(CentrifugeJson.event(new TopicChanged(LOBBY, 1, ANN, 1, read))).contains("\n"), "frames are split by line breaks");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 10})
    void every_kind_of_event_fits_the_contract(long seed) {
        Random random = new Random(seed);
        Set<Class<?>> kinds = new HashSet<>();
        for (int i = 0; i < MANY / 40; i++) events(random).forEach(event -> {
            kinds.add(event.getClass());
            JsonNode push = Json.parse(text(CentrifugeJson.event(event)));
            String name = "event." + push.at("/push/pub/data/kind").asText();
            assertEquals(List.of(), Contract.ours().faults(Contract.JSON, name, push), push::toString);
        });
        kinds.add(ChannelDeleted.class); // never sent: it stands in no log
        assertEquals(leaves(Event.class).collect(Collectors.toSet()), kinds);
    }

    /** @return how many readers understood it; anything else than a refusal falls through */
    private static int read(String frame) {
        int understood = 0;
        try {
            for (CentrifugeJson.Request request : CentrifugeJson.read(frame)) understood += understood(request.params());
        } catch (Refused refused) {
            // as it should be
        } catch (RuntimeException | StackOverflowError broken) {
            throw new AssertionError("Breaks the door: " + frame, broken);
        }
        return understood;
    }

    private static int understood(Fields params) {
        int understood = 0;
        for (Function<Fields, ?> reader : READERS) {
            try {
                reader.apply(params);
                understood++;
            } catch (Refused refused) {
                // as it should be
            }
        }
        return understood;
    }

    private static String spoiled(Random random) {
        StringBuilder text = new StringBuilder(SOUND.get(random.nextInt(SOUND.size())));
        for (int times = random.nextInt(4); times >= 0; times--) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(6));
            text.replace(from, to, random.nextBoolean() ? BITS.get(random.nextInt(BITS.size())) : "");
        }
        return text.toString();
    }

    private static String anyText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(30); left > 0; left--) {
            if (random.nextBoolean()) text.append(BITS.get(random.nextInt(BITS.size())));
            else text.append((char) random.nextInt(Character.MAX_VALUE + 1));
        }
        return text.toString();
    }

    private static Stream<Event> events(Random random) {
        String text = new MessageText(anyText(random)).value();
        long offset = 2 + (random.nextLong() >>> 20);
        long time = random.nextLong() >>> 20;
        Reaction reaction = new Reaction(List.of("👍", "+1", "👩‍👩‍👧‍👦").get(random.nextInt(3)));
        Attachment picture = new Attachment(FileId.at(time), "image/png", 1, new FileName(anyText(random)).value(), 3, 4);
        List<Attachment> files = Collections.nCopies(random.nextInt(3), picture);
        return Stream.of(
                new MessagePosted(LOBBY, offset, ANN, time, text, files, Optional.of(new ClientId("c-1")), living(random, reaction)),
                new MessagePosted(LOBBY, offset, ANN, time, "", List.of(), Optional.empty(), new MessageState(OptionalLong.of(time), true, List.of())),
                new MessageEdited(LOBBY, offset, ANN, time, 1, text),
                new MessageDeleted(LOBBY, offset, ANN, time, 1),
                new ReactionAdded(LOBBY, offset, ANN, time, 1, reaction, 1 + random.nextInt(1_000)),
                new ReactionRemoved(LOBBY, offset, ANN, time, 1, reaction, random.nextInt(1_000)),
                new TopicChanged(LOBBY, offset, ANN, time, text),
                new MemberJoined(LOBBY, offset, ANN, time),
                new MemberLeft(LOBBY, offset, ANN, time),
                new MemberLeft(LOBBY, offset, ANN, time, Optional.of(BOB)),
                new MemberInvited(LOBBY, offset, ANN, time, BOB),
                new MemberRemoved(LOBBY, offset, ANN, time, BOB),
                new RoleSet(LOBBY, offset, ANN, time, BOB, Role.values()[1 + random.nextInt(4)]),
                new MemberMuted(LOBBY, offset, ANN, time, BOB, random.nextInt(2) * time),
                new MemberBanned(LOBBY, offset, ANN, time, BOB),
                new MemberUnbanned(LOBBY, offset, ANN, time, BOB),
                new TitleChanged(LOBBY, offset, ANN, time, text),
                new ArchiveChanged(LOBBY, offset, ANN, time, random.nextBoolean()),
                new SlowModeSet(LOBBY, offset, ANN, time, random.nextInt(21_601)),
                new GuestsSet(LOBBY, offset, ANN, time, random.nextBoolean()));
    }

    private static MessageState living(Random random, Reaction reaction) {
        OptionalLong edited = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(1);
        List<ReactionTally> tallies = random.nextBoolean() ? List.of() : List.of(new ReactionTally(reaction, 30, List.of(ANN.id())));
        return new MessageState(edited, false, tallies);
    }

    private static JsonNode pushed(Event event) {
        return Json.parse(text(CentrifugeJson.event(event))).at("/push/pub/data");
    }

    private static String text(Frame frame) {
        return ((Frame.Text) frame).messages().get(0);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(RandomInputTest::leaves) : Stream.of(type);
    }
}
