package dev.chatchannel.account;

/**
 * A link that was made just now.
 *
 * @param code the secret, told this once
 * @param expires in milliseconds since 1970
 */
public record NewLink(Token code, long expires) {}
