package dev.chatchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static final String SETTING = "chat-channel.text-limit";

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @AfterEach
    void forget() {
        System.clearProperty(SETTING);
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
