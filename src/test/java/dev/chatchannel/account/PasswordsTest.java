package dev.chatchannel.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final String GOOD = "a boat in the rain";

    private final Passwords passwords = new Passwords();

    @Test
    void a_password_fits_its_hash_and_no_other_does() {
        String hash = passwords.hash(Password.chosen(GOOD, "Ann"));
        assertTrue(passwords.matches(typed(GOOD), Optional.of(hash)));
        assertFalse(passwords.matches(typed("a boat in the Rain"), Optional.of(hash)));
        assertFalse(passwords.matches(typed(""), Optional.of(hash)));
    }

    @Test
    void the_same_password_has_another_hash_each_time() {
        assertFalse(passwords.hash(typed(GOOD)).equals(passwords.hash(typed(GOOD))));
    }

    @Test
    void nobodys_password_costs_as_much_and_fits_nothing() {
        String costs = "\\$[^$]*\\$[^$]*$";
        assertEquals(passwords.hash(typed(GOOD)).replaceFirst(costs, ""), Passwords.NOBODYS.replaceFirst(costs, ""));
        assertFalse(passwords.matches(typed(GOOD), Optional.empty()));
    }

    @Test
    void however_a_keyboard_composes_it_a_password_is_the_same() {
        String hash = passwords.hash(Password.chosen("mo\u0308we und a\u00a0welle", "Ann"));
        assertTrue(passwords.matches(typed("möwe und a welle"), Optional.of(hash)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "password", "Password1", "qwertyuiop", "11111111", "abcdefgh", "iloveyou", "chatchannel", "Annabella"})
    void what_is_short_or_easy_is_refused(String easy) {
        assertThrows(PasswordRefused.class, () -> Password.chosen(easy, "Annabella"));
    }

    @ParameterizedTest
    @ValueSource(strings = {GOOD, "kfj3kd92ax", "我爱北京天安门广场", "correct horse battery", "пароль для моей кошки"})
    void what_is_hard_to_guess_is_taken(String hard) {
        assertTrue(passwords.matches(typed(hard), Optional.of(passwords.hash(Password.chosen(hard, "Ann")))));
    }

    @Test
    void the_longest_is_taken_and_what_is_longer_is_none() {
        String longest = GOOD + "🎈".repeat(Password.MOST - GOOD.length());
        Password.chosen(longest, "Ann");
        assertThrows(PasswordRefused.class, () -> Password.chosen(longest + "x", "Ann"));
        assertTrue(Password.claimed(longest + "x").isEmpty());
        assertTrue(Password.claimed("x".repeat(1 << 20)).isEmpty());
    }

    @Test
    void a_password_does_not_tell_itself() {
        assertFalse(typed(GOOD).toString().contains("boat"));
    }

    private static Password typed(String text) {
        return Password.claimed(text).orElseThrow();
    }
}
