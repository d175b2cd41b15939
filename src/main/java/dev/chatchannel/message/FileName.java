package dev.chatchannel.message;

import java.text.Normalizer;

/**
 * What a file is called, made safe to show and to save: no path, no control or format characters, no leading dot, and not too long.
 *
 * @param value never blank
 */
public record FileName(String value) {
    private static final int LONGEST = 120; // code points; in UTF-8 more than file systems take is rare, and browsers cut it
    private static final int LONGEST_ENDING = 12;
    private static final String NONE = "file";

    /** Takes out what must not be passed on; any text becomes a safe name. */
    public FileName {
        value = shortened(cleaned(Normalizer.normalize(value, Normalizer.Form.NFC)));
    }

    /** @return the same name without signs that an old program may stumble over */
    public String inAscii() {
        return value.replaceAll("[^A-Za-z0-9 ._()-]", "_");
    }

    private static String cleaned(String raw) {
        String name = raw.substring(Math.max(raw.lastIndexOf('/'), raw.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder(name.length());
        name.codePoints().map(point -> Character.isWhitespace(point) ? ' ' : point).filter(FileName::mayStay).forEach(clean::appendCodePoint);
        String tidy = clean.toString().replaceAll(" {2,}", " ").strip().replaceFirst("^[. ]+", "");
        return tidy.isEmpty() ? NONE : tidy;
    }

    private static boolean mayStay(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> point == 0x200C || point == 0x200D; // joiners, which words and emoji need
            default -> true;
        };
    }

    /** Cut before its ending, by which people know what it is. */
    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= LONGEST) return name;
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= LONGEST_ENDING ? name.substring(dot) : "";
        int kept = LONGEST - ending.codePointCount(0, ending.length());
        return name.substring(0, name.offsetByCodePoints(0, kept)) + ending;
    }
}
