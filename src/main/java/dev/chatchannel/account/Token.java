package dev.chatchannel.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What proves who somebody is: 256 random bits, as 43 characters of base64url (RFC 4648 §5, unpadded).
 *
 * <p>The text goes to its owner once; we keep its {@link #hash()} only. A plain SHA-256 is enough, as 256 random bits cannot
 * be guessed, slowly or fast. {@code toString} does not tell it, so that no log does.
 */
public final class Token {
    private static final int BYTES = 32;
    /** The last character holds four bits, so two are zero: one text for one token. */
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /** Makes a token that nobody has. */
    static Token make(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Reads what somebody brings as a token; never throws. @return empty when it does not have a token's shape */
    public static Optional<Token> parse(String claimed) {
        return claimed != null && SHAPE.matcher(claimed).matches() ? Optional.of(new Token(claimed)) : Optional.empty();
    }

    /** The secret itself: for its owner's eyes, a cookie, nothing else. */
    public String text() {
        return text;
    }

    /** What is kept of it. */
    public TokenHash hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return new TokenHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token token && token.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "Token[secret]";
    }
}
