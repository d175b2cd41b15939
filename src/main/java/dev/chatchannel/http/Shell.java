package dev.chatchannel.http;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that our pages are made of, and the version that they have together.
 *
 * <p>There is no build that would know them. So they are found by following what each names, from the pages on: a page its scripts and style sheets, a
 * script its imports, as the page's import map leads them. What names nothing that we have is passed over.
 *
 * @param version changes when any of the files does
 * @param files what is needed at once, by its path under the root
 * @param later what a page may import when it needs it
 */
public record Shell(String version, SortedSet<String> files, SortedSet<String> later) {
    private static final Pattern LINKED = Pattern.compile("<(?:link|script)\\b[^>]*?\\b(?:href|src)=\"([^\"]+)\"");
    private static final Pattern MAPPED = Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"(\\./[^\"]+)\"");
    private static final Pattern EXPLAINED = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL); // types that are only spoken of
    private static final Pattern IMPORTED = Pattern.compile("\\b(?:import|from)\\s*[\"']([^\"'\\s]+)[\"']");
    private static final Pattern IMPORTED_LATER =
            Pattern.compile("\\bimport(?:\\.meta\\.resolve)?\\s*\\(\\s*[\"']([^\"'\\s]+)[\"']|\\bnew URL\\(\\s*[\"']([^\"'\\s]+)[\"']\\s*,\\s*import\\.meta\\.url");
    private static final Pattern PAINTED = Pattern.compile("\\burl\\(\\s*[\"']?([^\"')\\s]+)");

    /** @param pages paths under the root, without a slash before them */
    public static Shell of(ServletContext context, List<String> pages) throws IOException {
        return new Walk(context).from(pages);
    }

    /** One walk over the files. */
    private static final class Walk {
        private final ServletContext context;
        private final Map<String, String> imports = new TreeMap<>();
        private final Map<String, byte[]> found = new TreeMap<>();
        private final Deque<String> waiting = new ArrayDeque<>();
        private final Deque<String> waitingLater = new ArrayDeque<>();

        Walk(ServletContext context) {
            this.context = context;
        }

        Shell from(Collection<String> pages) throws IOException {
            waiting.addAll(pages);
            follow();
            SortedSet<String> files = new TreeSet<>(found.keySet());
            while (!waitingLater.isEmpty()) {
                waiting.add(waitingLater.pop());
                follow();
            }
            SortedSet<String> later = new TreeSet<>(found.keySet());
            later.removeAll(files);
            return new Shell(version(), files, later);
        }

        private void follow() throws IOException {
            while (!waiting.isEmpty()) {
                String path = waiting.pop();
                Optional<byte[]> content = found.containsKey(path) ? Optional.empty() : read(path);
                if (content.isEmpty()) continue;
                found.put(path, content.get());
                lookInto(path, new String(content.get(), StandardCharsets.UTF_8));
            }
        }

        private void lookInto(String path, String text) {
            if (path.endsWith(".html")) {
                MAPPED.matcher(text).results().forEach(one -> imports.putIfAbsent(one.group(1), one.group(2)));
                named(LINKED, text).forEach(name -> waiting.add(resolve(path, name)));
            } else if (path.endsWith(".css")) {
                named(PAINTED, text).forEach(name -> waiting.add(resolve(path, name)));
            } else if (path.endsWith(".js") || path.endsWith(".mjs")) {
                String code = EXPLAINED.matcher(text).replaceAll("");
                named(IMPORTED, code).forEach(name -> waiting.add(imported(path, name)));
                named(IMPORTED_LATER, code).forEach(name -> waitingLater.add(imported(path, name)));
            }
        }

        private static Stream<String> named(Pattern pattern, String text) {
            return pattern.matcher(text).results().map(Walk::firstGroup);
        }

        private static String firstGroup(MatchResult match) {
            return match.group(1) != null ? match.group(1) : match.group(2);
        }

        /** What stands in the import map begins at the root, everything else at the script that names it. */
        private String imported(String path, String name) {
            if (name.startsWith(".")) return resolve(path, name);
            return imports.keySet().stream()
                    .filter(key -> key.equals(name) || key.endsWith("/") && name.startsWith(key))
                    .reduce((one, other) -> one.length() > other.length() ? one : other)
                    .map(key -> resolve("", imports.get(key) + name.substring(key.length())))
                    .orElse("");
        }

        private static String resolve(String path, String name) {
            try {
                return URI.create("/" + path).resolve(name.replaceFirst("[?#].*", "")).normalize().getPath().replaceFirst("^/", "");
            } catch (IllegalArgumentException notAName) {
                return "";
            }
        }

        private Optional<byte[]> read(String path) throws IOException {
            if (path.isEmpty() || path.startsWith("..") || path.startsWith("WEB-INF/") || path.startsWith("META-INF/")) return Optional.empty();
            try (InputStream content = context.getResourceAsStream("/" + path)) {
                return content == null ? Optional.empty() : Optional.of(content.readAllBytes());
            }
        }

        private String version() {
            MessageDigest digest = sha256();
            found.forEach((path, content) -> {
                digest.update((path + '\0' + content.length + '\0').getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException everyJavaHasIt) {
                throw new IllegalStateException(everyJavaHasIt);
            }
        }
    }
}
