package dev.chatchannel.account;

import dev.chatchannel.message.Author;
import dev.chatchannel.message.PlaceInfo;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * What administrators have set for the whole place, in memory; the operator's own setting rules over it.
 *
 * <p>Threads: any. {@link #change} blocks on the store; of two changes that come back out of order the newer stays.
 */
public final class Place {
    private final PlaceStore store;
    private final boolean guestsAllowed;
    private final Clock clock;
    private final AtomicReference<PlaceInfo> known;

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
        PlaceInfo changed = store.change(change, by, clock.millis());
        known.accumulateAndGet(changed, (one, other) -> one.version() > other.version() ? one : other);
    }
}
