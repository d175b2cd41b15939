package dev.chatchannel.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.NetworkAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuestAddressesTest {
    private static final AccountId GUS = AccountId.at(1);
    private static final AccountId GIL = AccountId.at(2);

    private Instant now = Instant.ofEpochMilli(1_795_691_400_000L);
    private final GuestAddresses addresses = new GuestAddresses(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void the_newest_address_counts_and_for_some_hours_only() {
        addresses.note(GUS, "203.0.113.7");
        now = now.plus(Duration.ofHours(5));
        addresses.note(GUS, "203.0.113.8");
        addresses.note(GIL, "2001:db8::7");
        now = now.plus(Duration.ofHours(5));
        assertEquals(Optional.of(NetworkAddress.of("203.0.113.8")), addresses.of(GUS));
        assertEquals(Optional.of(NetworkAddress.of("2001:db8::/64")), addresses.of(GIL));
        now = now.plus(Duration.ofHours(1));
        assertTrue(addresses.of(GUS).isEmpty());
    }

    @Test
    void of_very_many_the_last_are_kept() {
        addresses.note(GUS, "203.0.113.7");
        addresses.note(GIL, "203.0.113.8");
        for (int i = 0; i < 9_999; i++) {
            addresses.note(AccountId.at(100 + i), "203.0.113.9");
            if (i == 5_000) addresses.note(GUS, "203.0.113.7");
        }
        assertTrue(addresses.of(GUS).isPresent(), "who goes on speaking stays");
        assertTrue(addresses.of(GIL).isEmpty());
    }
}
