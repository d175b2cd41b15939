package dev.chatchannel.message;

/** What the whole place is called: 1 to 60 characters on one line, without control and bidi characters. */
public record PlaceName(String value) {
    private static final int MOST = 60;

    /** Spaces around it do not count. @throws IllegalArgumentException when the text does not have that shape */
    public PlaceName {
        value = value.strip();
        boolean fits = value.codePointCount(0, value.length()) <= MOST && value.codePoints().noneMatch(PlaceName::isForbidden);
        if (!fits || value.codePoints().allMatch(MessageText::isInvisible)) {
            throw new IllegalArgumentException("The name of a place has 1 to " + MOST + " characters on one line.");
        }
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isForbidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> isBidiControl(point);
        };
    }

    private static boolean isBidiControl(int point) {
        return point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069 || point == 0x200E || point == 0x200F || point == 0x061C;
    }
}
