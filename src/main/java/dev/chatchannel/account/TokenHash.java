package dev.chatchannel.account;

/** SHA-256 of a token, as 64 hexadecimal digits: what the database keeps instead of the token. */
public record TokenHash(String hex) {}
