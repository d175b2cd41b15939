package dev.chatchannel.http;

import static java.util.stream.Collectors.toMap;

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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

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

    /**
     * Finds the shells of one web application. Each file is looked into once, and not before somebody asks: that would be a seventh of a start.
     *
     * <p>Threads: any.
     */
    public static final class Finder {
        private final ServletContext context;
        private final Map<String, Optional<Look>> looks = new HashMap<>(); // by path; guarded by this

        public Finder(ServletContext context) {
            this.context = context;
        }

        /** @param pages paths under the root, without a slash before them */
        public synchronized Shell of(List<String> pages) throws IOException {
            return new Walk(this).from(pages);
        }

        private Optional<Look> lookInto(String path) throws IOException {
            Optional<Look> known = looks.get(path);
            if (known != null) return known;
            Optional<Look> look = read(path).map(content -> Look.into(path, content));
            looks.put(path, look);
            return look;
        }

        private Optional<byte[]> read(String path) throws IOException {
            if (path.isEmpty() || path.startsWith("..") || path.startsWith("WEB-INF/") || path.startsWith("META-INF/")) return Optional.empty();
            try (InputStream content = context.getResourceAsStream("/" + path)) {
                return content == null ? Optional.empty() : Optional.of(content.readAllBytes());
            }
        }
    }

    /**
     * What one file is, and what it names.
     *
     * @param hash of its content
     * @param mapped what an import map in it says
     * @param linked what it needs, named from where it lies
     * @param imported the modules it needs, by the names that an import map may lead elsewhere
     * @param importedLater those it may need
     */
    private record Look(byte[] hash, Map<String, String> mapped, List<String> linked, List<String> imported, List<String> importedLater) {
        static Look into(String path, byte[] content) {
            String text = new String(content, StandardCharsets.UTF_8);
            byte[] hash = sha256().digest(content);
            if (path.endsWith(".html")) return new Look(hash, mapped(text), named(LINKED, text), List.of(), List.of());
            if (path.endsWith(".css")) return new Look(hash, Map.of(), named(PAINTED, text), List.of(), List.of());
            if (!path.endsWith(".js") && !path.endsWith(".mjs")) return new Look(hash, Map.of(), List.of(), List.of(), List.of());
            String code = EXPLAINED.matcher(text).replaceAll("");
            return new Look(hash, Map.of(), List.of(), named(IMPORTED, code), named(IMPORTED_LATER, code));
        }

        private static Map<String, String> mapped(String html) {
            return MAPPED.matcher(html).results().collect(toMap(one -> one.group(1), one -> one.group(2), (first, second) -> first));
        }

        private static List<String> named(Pattern pattern, String text) {
            return pattern.matcher(text).results().map(Look::firstGroup).toList();
        }

        private static String firstGroup(MatchResult match) {
            return match.group(1) != null ? match.group(1) : match.group(2);
        }
    }

    /** One walk over the files. */
    private static final class Walk {
        private final Finder finder;
        private final Map<String, String> imports = new TreeMap<>();
        private final SortedMap<String, Look> found = new TreeMap<>();
        private final Deque<String> waiting = new ArrayDeque<>();
        private final Deque<String> waitingLater = new ArrayDeque<>();

        Walk(Finder finder) {
            this.finder = finder;
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
                Optional<Look> look = found.containsKey(path) ? Optional.empty() : finder.lookInto(path);
                look.ifPresent(what -> take(path, what));
            }
        }

        private void take(String path, Look look) {
            found.put(path, look);
            look.mapped().forEach(imports::putIfAbsent);
            look.linked().forEach(name -> waiting.add(resolve(path, name)));
            look.imported().forEach(name -> waiting.add(imported(path, name)));
            look.importedLater().forEach(name -> waitingLater.add(imported(path, name)));
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

        private String version() {
            MessageDigest digest = sha256();
            found.forEach((path, look) -> {
                digest.update((path + '\0').getBytes(StandardCharsets.UTF_8));
                digest.update(look.hash());
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
