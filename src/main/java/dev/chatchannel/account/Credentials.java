package dev.chatchannel.account;

/**
 * An account that one can sign in to.
 *
 * @param hash of its password
 * @param address from where it signed in last
 */
public record Credentials(Account account, String hash, String address) {}
