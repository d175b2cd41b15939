package dev.chatchannel.account;

import dev.chatchannel.message.AccountId;
import java.util.Optional;

/**
 * A link that somebody was given.
 *
 * @param account whose password it resets
 * @param uses that are left
 * @param expires in milliseconds since 1970
 */
public record Link(TokenHash hash, LinkKind kind, Optional<AccountId> account, int uses, long expires) {}
