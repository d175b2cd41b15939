package dev.chatchannel.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @ParameterizedTest
    @ValueSource(strings = {"17", "17.0.15", "17-ea", "21.0.1+12", "25", "100", "unheard of"})
    void a_java_that_is_new_enough_or_unknown_is_welcome(String version) {
        assertEquals(Optional.empty(), Main.complaint(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_392", "9", "11.0.2", "16-ea", "16.0.1+9"})
    void an_older_java_is_told_what_is_needed(String version) {
        assertEquals(
                Optional.of("Chat Channel needs Java 17 or newer; this is Java " + version + "."), Main.complaint(version));
    }
}
