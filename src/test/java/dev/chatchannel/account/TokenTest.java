package dev.chatchannel.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

class TokenTest {
    private final Token token = Token.make(new SecureRandom());

    @Test
    void a_token_is_read_from_its_own_text() {
        assertEquals(Optional.of(token), Token.parse(token.text()));
        assertEquals(token.hash(), Token.parse(token.text()).orElseThrow().hash());
    }

    @Test
    void tokens_differ_and_all_have_the_shape() {
        SecureRandom random = new SecureRandom();
        Set<Token> made = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Token one = Token.make(random);
            assertTrue(Token.parse(one.text()).isPresent() && made.add(one));
        }
    }

    /** The hash of 32 zero bytes' text, as {@code printf A…A | sha256sum} says it. */
    @Test
    void the_hash_is_the_sha_256_of_the_text() {
        Token zero = Token.parse("A".repeat(43)).orElseThrow();
        assertEquals("0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a", zero.hash().hex());
    }

    @Test
    void a_token_does_not_tell_itself_to_a_log() {
        assertFalse(token.toString().contains(token.text()));
        assertFalse(token.toString().contains(token.hash().hex()));
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("garbage")
    void garbage_is_no_token(String garbage) {
        assertEquals(Optional.empty(), Token.parse(garbage));
    }

    static Stream<String> garbage() {
        String almost = "A".repeat(42);
        return Stream.of("", " ", almost, almost + "B", almost + "AA", almost + "=", almost + "\n", almost + "A\n", " " + almost,
                "+" + almost, "Ａ" + almost, "\ud800".repeat(43), "\0".repeat(43), "A".repeat(1 << 20));
    }
}
