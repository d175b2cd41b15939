package dev.chatchannel.file;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Author;
import java.util.Optional;

/**
 * Where the pictures of people are kept. Implemented in SQL by {@code storage}.
 *
 * <p>Threads: any; every method blocks. All throw {@code FilesUnavailable} when the store is at fault.
 */
public interface AvatarStore {
    Optional<Avatar> avatar(AccountId account);

    void keep(AccountId account, Avatar avatar);

    /** @return false when there was none */
    boolean forget(AccountId account);

    /** Takes somebody's picture away, and notes that in the audit. @return false when there was none */
    boolean take(AccountId account, Author by, long now);
}
