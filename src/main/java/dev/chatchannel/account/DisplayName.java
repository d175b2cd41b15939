package dev.chatchannel.account;

import dev.chatchannel.account.NameRefused.Problem;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A name that people may see, checked. Two names are the same when they look alike.
 *
 * <p>One to 32 code points: letters of scripts that are in use today, their marks and digits, with
 * {@code space . _ - ' · ・} between them; of one script, or of those that Chinese, Japanese and Korean are written in
 * together with Latin (UTS #39 §5.2, "highly restrictive"). The room's tests list hundreds of examples.
 *
 * @see <a href="https://www.unicode.org/reports/tr39/">UTS #39, Unicode Security Mechanisms</a>
 */
public final class DisplayName {
    /** Longest name, in code points of its NFC form. */
    public static final int MAX_CODE_POINTS = 32;
    /** Longest text that is looked at, in UTF-16 units: bounds the work before any is done. */
    static final int MAX_RAW_LENGTH = 8 * MAX_CODE_POINTS;

    private static final Pattern SPACES = Pattern.compile("\\p{Zs}+");
    private static final Pattern OUTER_SPACE = Pattern.compile("^ | \\z");
    private static final char TYPOGRAPHIC_APOSTROPHE = '’';

    private final String text;
    private final String skeleton;

    private DisplayName(String text) {
        this.text = text;
        this.skeleton = Skeleton.of(text);
    }

    /**
     * Checks a text that somebody wants to be called.
     *
     * @throws NameRefused when it is no name; says why and what was expected
     */
    public static DisplayName of(String wanted) {
        if (wanted.length() > MAX_RAW_LENGTH) throw tooLong();
        String text = tidied(wanted);
        if (text.isEmpty()) throw new NameRefused(Problem.EMPTY, "Expected a name of 1 to " + MAX_CODE_POINTS + " characters.");
        if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) throw tooLong();
        NameRules.check(text);
        DisplayName name = new DisplayName(text);
        ReservedNames.check(name);
        return name;
    }

    /** Makes a name that nobody may choose. */
    static DisplayName reserved(String text) {
        return new DisplayName(text);
    }

    /** The name as shown, in NFC. */
    public String text() {
        return text;
    }

    /** Equal for names that look alike; for comparing only, never for showing. Unique among held names. */
    public String skeleton() {
        return skeleton;
    }

    private static String tidied(String wanted) {
        String composed = Normalizer.normalize(wanted, Normalizer.Form.NFC);
        String spaced = OUTER_SPACE.matcher(SPACES.matcher(composed).replaceAll(" ")).replaceAll("");
        return spaced.replace(TYPOGRAPHIC_APOSTROPHE, '\'');
    }

    private static NameRefused tooLong() {
        return new NameRefused(Problem.TOO_LONG, "Expected a name of at most " + MAX_CODE_POINTS + " characters.");
    }

    /** By the text shown; to ask whether two names look alike, compare skeletons. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DisplayName name && name.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
