package dev.chatchannel.account;

import dev.chatchannel.message.AddressBan;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.NetworkAddress;
import dev.chatchannel.message.PlaceInfo;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where it is kept what administrators set. Implemented in SQL by {@code storage}.
 *
 * <p>Each change is kept with its deed, in one transaction.
 *
 * <p>Threads: any; every method blocks, and throws {@link AccountsUnavailable} when the store cannot be read or written.
 */
public interface PlaceStore {
    PlaceInfo read();

    /**
     * Changes what is kept now.
     *
     * @param change asked within the transaction; does no I/O
     * @return how it is afterwards; with the same version when nothing changed
     */
    PlaceInfo change(UnaryOperator<PlaceInfo> change, Author by, long now);

    AddressBans bans();

    /** Bans an address, in the place of an earlier ban of it, and forgets those that have ended. @return all there are now */
    AddressBans ban(AddressBan ban);

    /** @return all there are now; empty when there was none of this address */
    Optional<AddressBans> unban(NetworkAddress address, Author by, long now);
}
