package dev.chatchannel.account;

import dev.chatchannel.message.AddressBan;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.NetworkAddress;
import dev.chatchannel.message.PlaceInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * What administrators have set for the whole place, and from where no guest is let in, in memory; the operator's own setting rules over it.
 *
 * <p>Threads: any. {@link #change}, {@link #ban} and {@link #unban} block on the store; of two changes that come back out of order the newer stays.
 */
public final class Place {
    private final PlaceStore store;
    private final boolean guestsAllowed;
    private final Clock clock;
    private final AtomicReference<PlaceInfo> known;
    private final AtomicReference<AddressBans> bans;

    /**
     * Reads what was set before; blocks.
     *
     * @param guestsAllowed whether the operator leaves it to administrators to let guests in
     */
    public Place(PlaceStore store, boolean guestsAllowed, Clock clock) {
        this.store = store;
        this.guestsAllowed = guestsAllowed;
        this.clock = clock;
        this.known = new AtomicReference<>(store.read());
        this.bans = new AtomicReference<>(store.bans());
    }

    /** @return what holds now; with guests only where the operator allows them */
    public PlaceInfo info() {
        PlaceInfo set = known.get();
        return guestsAllowed ? set : set.withGuests(false);
    }

    public boolean guestsAllowed() {
        return guestsAllowed;
    }

    public boolean letsGuestsIn() {
        return guestsAllowed && known.get().guests();
    }

    /** @return for how long one may edit and delete what one said; 0 for ever */
    public long editSeconds() {
        return known.get().editSeconds();
    }

    /** Changes what is set, for all, from now on. */
    public void change(UnaryOperator<PlaceInfo> change, Author by) {
        keep(store.change(change, by, clock.millis()));
    }

    /** Reads what was set on another node; blocks. */
    public void refresh() {
        keep(store.read());
        keep(store.bans());
    }

    /** @return whether no guest is let in from there now */
    public boolean bars(String address) {
        return banOf(address).isPresent();
    }

    /** @return the ban by which no guest is let in from there now */
    public Optional<AddressBan> banOf(String address) {
        return bans.get().of(address, clock.millis());
    }

    /** @return the bans that hold now, by address */
    public List<AddressBan> bans() {
        long now = clock.millis();
        return bans.get().all().values().stream()
                .filter(ban -> ban.holdsAt(now))
                .sorted(Comparator.comparing(ban -> ban.address().value()))
                .toList();
    }

    /** @param time for how long; empty for ever */
    public void ban(NetworkAddress address, Optional<Duration> time, Author by) {
        long now = clock.millis();
        keep(store.ban(new AddressBan(address, time.map(length -> now + length.toMillis()), by, now)));
    }

    /** @return false when there was no such ban */
    public boolean unban(NetworkAddress address, Author by) {
        Optional<AddressBans> left = store.unban(address, by, clock.millis());
        left.ifPresent(this::keep);
        return left.isPresent();
    }

    private void keep(PlaceInfo changed) {
        known.accumulateAndGet(changed, (one, other) -> one.version() > other.version() ? one : other);
    }

    private void keep(AddressBans changed) {
        bans.accumulateAndGet(changed, (one, other) -> one.version() > other.version() ? one : other);
    }
}
