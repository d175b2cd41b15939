package dev.chatchannel.message;

/** Who said it, with the name at the time of saying. */
public record Author(AccountId id, String name, AccountKind kind) {}
