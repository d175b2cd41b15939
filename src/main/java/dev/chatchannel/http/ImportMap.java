package dev.chatchannel.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The import map of our page, the only script that must stand inside of it, and so the only one that the content security policy
 * names by its hash.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/#match-element-to-source-list">CSP 3, hashes of inline scripts</a>
 */
public final class ImportMap {
    private static final Pattern SCRIPT = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private ImportMap() {}

    /**
     * @param page our {@code index.html}
     * @return {@code sha256-…} of the script's text
     */
    public static String hash(InputStream page) throws IOException {
        String html = new String(page.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"); // as a browser reads it
        Matcher script = SCRIPT.matcher(html);
        if (!script.find()) throw new IOException("index.html has no import map");
        return "sha256-" + Base64.getEncoder().encodeToString(sha256(script.group(1)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
