package dev.chatchannel.account;

import dev.chatchannel.message.AddressBan;
import dev.chatchannel.message.NetworkAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All addresses that are banned, as the store had them at one moment; some may have ended since.
 *
 * @param version counts the changes: of two, the higher is the newer
 */
public record AddressBans(long version, Map<NetworkAddress, AddressBan> all) {
    public AddressBans(long version, List<AddressBan> all) {
        this(version, all.stream().collect(Collectors.toUnmodifiableMap(AddressBan::address, Function.identity())));
    }

    /** @param peer an address as the container tells it */
    Optional<AddressBan> of(String peer, long now) {
        if (all.isEmpty()) return Optional.empty(); // asked with each command of a guest
        return NetworkAddress.ofPeer(peer).map(all::get).filter(ban -> ban.holdsAt(now));
    }
}
