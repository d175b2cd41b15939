package dev.chatchannel.account;

import dev.chatchannel.message.Scope;
import java.util.Set;

/** Whose token it is, and what it is good for. */
public record Holder(Account account, Set<Scope> scopes) {}
