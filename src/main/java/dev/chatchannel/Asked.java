package dev.chatchannel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command as it was asked: what stands behind its name, and its own options. All other {@code --NAME=VALUE} are settings.
 *
 * @param words as many as the command wants
 */
record Asked(List<String> words, Map<String, String> options) {
    private static final Pattern OPTION = Pattern.compile("--([a-z][a-z0-9-]*)(?:=(.*))?", Pattern.DOTALL);

    /**
     * Reads what stands behind the command's name, and makes settings of what is none of its own options.
     *
     * @throws Misused when it does not fit the row
     */
    static Asked of(CommandLine.Row row, List<String> arguments) {
        Asked asked = new Asked(new ArrayList<>(), new HashMap<>());
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) asked.take(row, rest.next(), rest);
        if (asked.words.size() != row.words().size()) throw new Misused("Expected: java -jar chat-channel.war " + row.usage());
        return asked;
    }

    String word(int index) {
        return words.get(index);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    private void take(CommandLine.Row row, String argument, Iterator<String> rest) {
        Matcher option = OPTION.matcher(argument);
        if (!argument.startsWith("-") && words.size() < row.words().size()) words.add(argument);
        else if (!option.matches()) throw notUnderstood(argument);
        else if (row.options().contains(option.group(1))) options.put(option.group(1), value(option, rest));
        else setting(option, argument);
    }

    private static String value(Matcher option, Iterator<String> rest) {
        if (option.group(2) != null) return option.group(2);
        if (!rest.hasNext()) throw new Misused("Expected a value behind --" + option.group(1) + ".");
        return rest.next();
    }

    /** An empty value is as good as none. */
    private static void setting(Matcher option, String argument) {
        if (option.group(2) == null) throw notUnderstood(argument);
        if (!option.group(2).isBlank()) System.setProperty("chat-channel." + option.group(1), option.group(2));
    }

    private static Misused notUnderstood(String argument) {
        return new Misused("Expected --name=value, not \"" + argument + "\"; --help lists the settings.");
    }
}
