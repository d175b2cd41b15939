package dev.chatchannel.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes {@code webapp/emoji/}, from the unpacked npm package {@code emojibase-data}, whose folder is the argument: for each language a
 * list of groups, each a list of {@code [emoji, its codes, its name, words to find it by]}. Run by hand, from the top of the project,
 * when Unicode has new emoji that most devices can show.
 */
final class EmojiTool {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path HOME = Path.of("webapp", "emoji");
    private static final double NEWEST = 15.0; // of Unicode Emoji, which devices of the last years show
    private static final String COLOURED = "\uFE0F";
    private static final int COMPONENTS = 2; // the group of what is no emoji by itself
    private static final Map<String, String> LANGUAGES = Map.of("en", "en", "zh", "zh-CN");
    private static final List<String> CODES = List.of("github", "iamcal"); // as GitHub and Slack have taught them

    private final Path data;
    private final Map<String, JsonNode> files = new TreeMap<>(); // read already

    private EmojiTool(Path data) {
        this.data = data;
    }

    public static void main(String[] arguments) throws IOException {
        EmojiTool tool = new EmojiTool(Path.of(arguments[0]));
        Files.createDirectories(HOME);
        for (Map.Entry<String, String> language : LANGUAGES.entrySet()) {
            Files.writeString(HOME.resolve(language.getValue() + ".json"), tool.sheet(language.getKey()));
        }
    }

    /** One line for each emoji, so that a change can be read. */
    private String sheet(String language) throws IOException {
        Map<Integer, List<JsonNode>> groups = new TreeMap<>();
        for (JsonNode emoji : read(language + "/data.json")) {
            boolean isShown = emoji.has("group") && emoji.path("group").asInt() != COMPONENTS && emoji.path("version").asDouble() <= NEWEST;
            if (isShown) groups.computeIfAbsent(emoji.path("group").asInt(), one -> new ArrayList<>()).add(emoji);
        }
        List<String> sheets = new ArrayList<>();
        for (List<JsonNode> group : groups.values()) sheets.add("[\n" + String.join(",\n", lines(group)) + "\n]");
        return "[" + String.join(",", sheets) + "]\n";
    }

    private List<String> lines(List<JsonNode> group) throws IOException {
        group.sort(Comparator.comparingInt(emoji -> emoji.path("order").asInt()));
        List<String> lines = new ArrayList<>();
        for (JsonNode emoji : group) {
            List<String> words = new ArrayList<>();
            emoji.path("tags").forEach(tag -> words.add(tag.asText()));
            lines.add(JSON.writeValueAsString(List.of(bare(emoji.path("emoji").asText()), String.join(" ", codes(emoji)), emoji.path("label").asText(), String.join(" ", words))));
        }
        return lines;
    }

    /** Without the sign that asks for colours, where they come by themselves: as keyboards give it, and so as reactions are counted. */
    private static String bare(String emoji) {
        boolean isColoured = UCharacter.hasBinaryProperty(emoji.codePointAt(0), UProperty.EMOJI_PRESENTATION);
        return isColoured && emoji.codePointCount(0, emoji.length()) == 2 && emoji.endsWith(COLOURED) ? emoji.replace(COLOURED, "") : emoji;
    }

    private Set<String> codes(JsonNode emoji) throws IOException {
        Set<String> codes = new LinkedHashSet<>();
        for (String kind : CODES) {
            JsonNode named = read("en/shortcodes/" + kind + ".json").path(emoji.path("hexcode").asText());
            if (named.isTextual()) codes.add(named.asText());
            named.forEach(code -> codes.add(code.asText()));
        }
        return codes;
    }

    private JsonNode read(String file) throws IOException {
        if (!files.containsKey(file)) files.put(file, JSON.readTree(data.resolve(file).toFile()));
        return files.get(file);
    }
}
