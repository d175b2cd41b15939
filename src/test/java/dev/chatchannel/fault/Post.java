package dev.chatchannel.fault;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One numbered message of one sender: texts that tell, in any order, what is lost, doubled or out of turn. */
record Post(String sender, int number) {
    private static final Pattern TEXT = Pattern.compile("(?:\\S+: )?(\\S+)#(\\d+)");

    String text() {
        return sender + "#" + number;
    }

    /** Reads a text, or a plain-text frame with the name before it. */
    static Post of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) throw new AssertionError("Not one of ours: " + text);
        return new Post(parts.group(1), Integer.parseInt(parts.group(2)));
    }
}
