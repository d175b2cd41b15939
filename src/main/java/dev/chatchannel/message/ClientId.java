package dev.chatchannel.message;

import java.util.regex.Pattern;

/**
 * The sender's own id of a post, which makes a retry safe: the pair (author, client id) is stored once, for ever.
 *
 * <p>One to 64 visible ASCII characters.
 */
public record ClientId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[!-~]{1,64}");

    /** @throws IllegalArgumentException when the text does not have that shape */
    public ClientId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("A client id has 1 to 64 visible ASCII characters.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
