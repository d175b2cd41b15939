package dev.chatchannel.message;

import java.util.IllformedLocaleException;
import java.util.Locale;

/**
 * A language that somebody reads, as {@code zh-CN}; or empty for none in particular.
 *
 * @see <a href="https://www.rfc-editor.org/info/bcp47">BCP 47</a>
 */
public record LanguageTag(String value) {
    private static final int LONGEST = 35; // RFC 5646, 4.4.1

    /** Writes it as the RFC recommends. @throws IllegalArgumentException when it is no tag of a language */
    public LanguageTag {
        if (!value.isEmpty()) value = canonical(value);
    }

    private static String canonical(String text) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(text).build();
            if (text.length() <= LONGEST && !locale.getLanguage().isEmpty()) return locale.toLanguageTag();
        } catch (IllformedLocaleException refused) {
            // said below, as for what is well-formed and no language
        }
        throw new IllegalArgumentException("Expected a language as BCP 47 writes it, such as en or zh-CN; or nothing.");
    }
}
