package dev.chatchannel.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.message.AccountKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuestsTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final Accounts accounts = new AccountsInMemory();
    private final Guests guests = guestsAt(START);

    @Test
    void a_guest_enters_under_the_chosen_name() {
        Account ann = guests.enter(DisplayName.of("Ann"), Optional.empty());
        assertEquals("Ann", ann.name());
        assertEquals(AccountKind.GUEST, ann.kind());
    }

    @Test
    void a_guest_who_changes_the_name_stays_the_same_account_and_frees_the_old_name() {
        Account ann = guests.enter(DisplayName.of("Ann"), Optional.empty());
        Account anna = guests.enter(DisplayName.of("Anna"), Optional.of(ann));
        assertEquals(ann.id(), anna.id());
        assertNotEquals(ann.id(), guests.enter(DisplayName.of("Ann"), Optional.empty()).id());
    }

    @Test
    void a_guest_may_write_the_own_name_otherwise() {
        Account ann = guests.enter(DisplayName.of("Ann"), Optional.empty());
        assertEquals("ANN", guests.enter(DisplayName.of("ANN"), Optional.of(ann)).name());
    }

    @Test
    void a_name_that_looks_like_one_that_is_held_is_taken() {
        guests.enter(DisplayName.of("copa"), Optional.empty());
        NameTaken taken = assertThrows(NameTaken.class, () -> guests.enter(DisplayName.of("сора"), Optional.empty()));
        assertTrue(taken.getMessage().contains("сора"));
    }

    @Test
    void the_name_of_a_guest_unseen_for_thirty_days_is_free() {
        guests.enter(DisplayName.of("Ann"), Optional.empty());
        Guests onTheLastDay = guestsAt(START.plus(Duration.ofDays(30)));
        assertThrows(NameTaken.class, () -> onTheLastDay.enter(DisplayName.of("Ann"), Optional.empty()));
        Guests afterwards = guestsAt(START.plus(Duration.ofDays(30)).plusMillis(1));
        assertEquals("Ann", afterwards.enter(DisplayName.of("Ann"), Optional.empty()).name());
    }

    @Test
    void the_operator_who_enters_as_a_guest_gets_another_account() {
        new OperatorToken(accounts, Clock.systemUTC()).atStart();
        Account operator = accounts.operator().orElseThrow();
        Account guest = guests.enter(DisplayName.of("Ann"), Optional.of(operator));
        assertNotEquals(operator.id(), guest.id());
        assertEquals(AccountKind.GUEST, guest.kind());
    }

    @Test
    void a_new_token_belongs_to_its_account() {
        Account ann = guests.enter(DisplayName.of("Ann"), Optional.empty());
        Token token = guests.newToken(ann);
        assertEquals(Optional.of(ann), accounts.byToken(token.hash(), START.toEpochMilli()));
        assertNotEquals(token, guests.newToken(ann));
    }

    @Test
    void a_guest_without_a_name_gets_one_that_nobody_may_choose() {
        Account nameless = guests.nameless();
        assertTrue(nameless.name().matches("guest-[0-9a-hjkmnp-tv-z]{5}"), nameless.name());
        assertThrows(NameRefused.class, () -> DisplayName.of(nameless.name()));
        assertNotEquals(nameless.id(), guests.nameless().id());
    }

    @Test
    void a_guest_without_a_name_keeps_the_id_when_taking_one() {
        Account nameless = guests.nameless();
        assertEquals(nameless.id(), guests.enter(DisplayName.of("Ann"), Optional.of(nameless)).id());
    }

    private Guests guestsAt(Instant time) {
        return new Guests(accounts, Clock.fixed(time, ZoneOffset.UTC));
    }
}
