package dev.chatchannel.account;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;

/** Somebody who may speak. {@code name} has passed {@link DisplayName}'s checks, or was made by us. */
public record Account(AccountId id, AccountKind kind, String name) {
    public Author asAuthor() {
        return new Author(id, name, kind);
    }
}
