package dev.chatchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final String SETTING = "chat-channel.text-limit";

    @TempDir
    Path home;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeEach
    void at_home() {
        System.setProperty("chat-channel.home", home.toString());
    }

    @AfterEach
    void forget() {
        System.getProperties().keySet().removeIf(name -> name.toString().startsWith("chat-channel."));
    }

    @Test
    void settings_are_handed_on_with_and_without_the_command() {
        assertEquals(CommandLine.SERVE, run("--text-limit=100"));
        assertEquals("100", System.getProperty(SETTING));
        assertEquals(CommandLine.SERVE, run("run", "--text-limit=200"));
        assertEquals("200", System.getProperty(SETTING));
        assertEquals(CommandLine.SERVE, run("run", "--text-limit= "));
        assertEquals("200", System.getProperty(SETTING), "an empty value is as good as none");
    }

    @Test
    void a_command_that_there_is_not_is_told_with_the_nearest() {
        assertEquals(0, run("help"));
        assertEquals(2, run("hlep"));
        assertEquals("There is no command \"hlep\"; did you mean help?\n", complained());
        assertEquals(2, run("dance"));
        assertTrue(complained().startsWith("There is no command \"dance\"; there are run, "), this::complained);
    }

    @Test
    void what_is_no_setting_is_refused() {
        for (String wrong : List.of("-port", "--port", "9000", "--Port=9000", "--=1")) {
            assertEquals(2, run("run", wrong), wrong);
            assertEquals("Expected --name=value, not \"" + wrong + "\"; --help lists the settings.\n", complained());
        }
    }

    @Test
    void a_row_gets_its_words_and_its_own_options() {
        CommandLine.Row row = new CommandLine.Row("copy", List.of("FILE"), List.of("to"), "copies", asked -> 0);
        Asked asked = Asked.of(row, List.of("--to", "there", "a file", "--text-limit=100"));
        assertEquals("a file", asked.word(0));
        assertEquals(Optional.of("there"), asked.option("to"));
        assertEquals("100", System.getProperty(SETTING));
        assertEquals(Optional.of("there=1"), Asked.of(row, List.of("a", "--to=there=1")).option("to"));
        assertEquals("Expected: java -jar chat-channel.war copy FILE --to=…", assertThrows(Misused.class, () -> Asked.of(row, List.of())).getMessage());
        assertEquals("Expected a value behind --to.", assertThrows(Misused.class, () -> Asked.of(row, List.of("a", "--to"))).getMessage());
    }

    @Test
    void wrong_settings_are_all_told_before_anything_starts() {
        assertEquals(2, run("--text-limit=many", "--prot=9000"));
        assertEquals(2, complained().lines().count());
        assertEquals(2, run("settings"), "also to whom asks for the list");
        assertTrue(said().contains("text-limit = many  (system property)"), this::said);
    }

    @Test
    void all_settings_are_listed_with_their_sources() throws IOException {
        Files.writeString(home.resolve("chat-channel.properties"), "guests = false");
        assertEquals(0, run("settings", "--port=9000"));
        for (Setting row : Setting.ALL) assertTrue(said().contains(row.name() + " = "), row.name());
        assertTrue(said().contains("port = 9000  (system property)"), this::said);
        assertTrue(said().contains("guests = false  (" + home.resolve("chat-channel.properties") + ")"), this::said);
        assertTrue(said().contains("channels = lobby  (as shipped)"), this::said);
    }

    @Test
    void where_to_listen_is_found_in_every_source() throws IOException {
        Files.writeString(home.resolve("chat-channel.properties"), "port = 9000\naddress = 127.0.0.1");
        assertEquals(CommandLine.SERVE, run());
        assertEquals("9000", System.getProperty("chat-channel.port"));
        assertEquals("127.0.0.1", System.getProperty("chat-channel.address"));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private int run(String... arguments) {
        return new CommandLine(stream(said), stream(complained)).applyAsInt(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** What was said on stderr since the last look. */
    private String complained() {
        String text = complained.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        complained.reset();
        return text;
    }
}
