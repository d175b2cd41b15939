package dev.chatchannel.account;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.NetworkAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * From where guests spoke lately, so that one who only ever sends requests can be banned by what was said. In memory, and for some hours: it is nobody's
 * business later.
 *
 * <p>Threads: any; never blocks.
 */
public final class GuestAddresses {
    private static final Duration KEPT = Duration.ofHours(6);
    private static final int MOST = 10_000;

    private record Seen(String address, long time) {}

    private final Clock clock;
    private final Map<AccountId, Seen> newest = new LinkedHashMap<>(); // guarded by itself; in the order in which they spoke

    public GuestAddresses(Clock clock) {
        this.clock = clock;
    }

    /** Keeps the guest's newest address, and forgets what is too old or too much. */
    public void note(AccountId guest, String address) {
        long now = clock.millis();
        synchronized (newest) {
            newest.remove(guest); // so that it stands last
            newest.put(guest, new Seen(address, now));
            while (newest.size() > MOST || isOver(newest.values().iterator().next(), now)) newest.remove(newest.keySet().iterator().next());
        }
    }

    /** @return from where the guest spoke last; empty when it did not speak lately */
    public Optional<NetworkAddress> of(AccountId guest) {
        synchronized (newest) {
            return Optional.ofNullable(newest.get(guest))
                    .filter(seen -> !isOver(seen, clock.millis()))
                    .flatMap(seen -> NetworkAddress.ofPeer(seen.address));
        }
    }

    private static boolean isOver(Seen seen, long now) {
        return seen.time <= now - KEPT.toMillis();
    }
}
