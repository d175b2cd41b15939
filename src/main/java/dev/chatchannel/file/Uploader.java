package dev.chatchannel.file;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.NetworkAddress;

/**
 * Who brings a file.
 *
 * @param countedAs whose places and bytes are used up: the account's own, or for guests, whom anybody makes, those of their network
 */
public record Uploader(AccountId account, Object countedAs) {
    /** Somebody who counts for themselves. */
    public static Uploader of(AccountId account) {
        return new Uploader(account, account);
    }

    /** @param address from which the guest asks */
    public static Uploader guest(AccountId account, String address) {
        return new Uploader(account, NetworkAddress.counted(address));
    }
}
