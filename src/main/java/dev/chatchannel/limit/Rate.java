package dev.chatchannel.limit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many a second in the long run, and so many at once.
 *
 * @param burst 0 means no limit at all
 */
public record Rate(double perSecond, int burst) {
    /** No limit. */
    public static final Rate OFF = new Rate(1, 0);

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)/(\\d{1,6})");
    private static final double NANOS = 1e9;

    /** @throws IllegalArgumentException when the text is neither {@code RATE/BURST} nor {@code off} */
    public static Rate parse(String text) {
        if (text.equals("off")) return OFF;
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches() || Double.parseDouble(shape.group(1)) == 0 || Integer.parseInt(shape.group(2)) == 0) {
            throw new IllegalArgumentException("a rate a second and a burst, such as 10/100, or off");
        }
        return new Rate(Double.parseDouble(shape.group(1)), Integer.parseInt(shape.group(2)));
    }

    /** @return as {@link #parse} takes it */
    @Override
    public String toString() {
        return isOff() ? "off" : String.valueOf(perSecond).replaceFirst("\\.0$", "") + "/" + burst;
    }

    boolean isOff() {
        return burst == 0;
    }

    long interval() {
        return (long) (NANOS / perSecond);
    }

    /** @return how far ahead of its time the last of a burst may come */
    long tolerance() {
        return (burst - 1) * interval();
    }
}
