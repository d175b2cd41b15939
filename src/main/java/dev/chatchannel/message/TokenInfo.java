package dev.chatchannel.message;

import java.util.OptionalLong;
import java.util.Set;

/**
 * A token of a program, without its secret.
 *
 * @param id names it, and is no secret
 * @param expires in milliseconds since 1970, if ever
 * @param used to the hour
 */
public record TokenInfo(String id, String name, Set<Scope> scopes, long created, long used, OptionalLong expires) {}
