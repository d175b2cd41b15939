package dev.chatchannel.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A password, in the form in which passwords are compared. {@code toString} does not tell it, so that no log does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8265#section-4.2">RFC 8265, OpaqueString</a>, whose form it is
 */
public final class Password {
    /** Shortest password, in code points. */
    public static final int LEAST = 8;
    /** Longest password, in code points. */
    public static final int MOST = 256;

    private static final int MOST_RAW = 4 * MOST; // UTF-16 units that are looked at
    private static final int MEASURED = 48; // characters; a longer one is not easier to guess
    private static final double FEWEST_GUESSES = 6; // powers of ten: what can be tried over the network in some years
    private static final Pattern SPACES = Pattern.compile("\\p{Zs}");

    private final String text;

    private Password(String text) {
        this.text = text;
    }

    /**
     * Takes what somebody types to sign in.
     *
     * @return empty when it is longer than any password, which costs nothing to tell
     */
    public static Optional<Password> claimed(String typed) {
        if (typed.length() > MOST_RAW) return Optional.empty();
        Password password = new Password(SPACES.matcher(Normalizer.normalize(typed, Normalizer.Form.NFC)).replaceAll(" "));
        return password.length() > MOST ? Optional.empty() : Optional.of(password);
    }

    /** Checks what somebody wants as a new password. @throws PasswordRefused when it is too short, too long or too easy to guess */
    static Password chosen(String typed, String name) {
        Password password = claimed(typed).orElseThrow(() -> new PasswordRefused("Expected a password of at most " + MOST + " characters."));
        if (password.length() < LEAST) throw new PasswordRefused("Expected a password of at least " + LEAST + " characters.");
        if (password.isEasyFor(name)) throw new PasswordRefused("Expected a password that is harder to guess; a few words together do well.");
        return password;
    }

    String text() {
        return text;
    }

    private int length() {
        return text.codePointCount(0, text.length());
    }

    /** The lists of common passwords are large, and rarely needed: they are read each time and not kept. */
    private boolean isEasyFor(String name) {
        String measured = text.substring(0, Math.min(MEASURED, text.length()));
        return new Zxcvbn().measure(measured, List.of(name, "chat", "channel", "chatchannel")).getGuessesLog10() < FEWEST_GUESSES;
    }

    @Override
    public String toString() {
        return "Password[secret]";
    }
}
