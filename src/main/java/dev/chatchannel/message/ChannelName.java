package dev.chatchannel.message;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name by which clients ask for a channel.
 *
 * <p>One to 64 letters or digits of any script, or {@code - _ .} inside; normalised to NFKC and lower case, so that
 * {@code Lobby} and {@code lobby} are one channel.
 */
public record ChannelName(String value) {
    public static final int MAX_LENGTH = 64;
    private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}._-]{0,62}[\\p{L}\\p{M}\\p{N}])?");

    /** @throws IllegalArgumentException when the text is not a channel's name; the message says what was expected */
    public ChannelName {
        if (value.length() > 4 * MAX_LENGTH) throw refused();
        value = Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (!SHAPE.matcher(value).matches()) throw refused();
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "A channel's name has 1 to " + MAX_LENGTH + " letters or digits, with . _ - between them.");
    }

    @Override
    public String toString() {
        return value;
    }
}
