package dev.chatchannel.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a request comes from a page of ours, so that its cookie may count.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6454">RFC 6454</a>
 */
public final class Origins {
    private static final Set<String> OWN_FETCHES = Set.of("same-origin", "none");

    private final List<String> allowed;

    /** @param allowed further origins that are trusted, such as {@code https://chat.example.org} */
    public Origins(List<String> allowed) {
        this.allowed = allowed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
    }

    /** @return true for our own pages, for allowed ones, and for programs that are no browser */
    boolean trust(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) return isNoForeignFetch(request.getHeader("Sec-Fetch-Site"));
        String given = origin.toLowerCase(Locale.ROOT);
        return allowed.contains(given) || isOwn(given, request.getHeader("Host")) && !(request.isSecure() && given.startsWith("http:"));
    }

    private static boolean isNoForeignFetch(String site) {
        return site == null || OWN_FETCHES.contains(site);
    }

    /** Compares host and port, not the scheme: behind a proxy that ends TLS and is not known to us we see http where the browser sees https. */
    private static boolean isOwn(String origin, String host) {
        if (host == null) return false;
        try {
            URI page = URI.create(origin);
            if (page.getScheme() == null || page.getRawAuthority() == null) return false;
            String scheme = page.getScheme();
            return withPort(page.getRawAuthority(), scheme).equals(withPort(host.toLowerCase(Locale.ROOT), scheme));
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    private static String withPort(String authority, String scheme) {
        boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        return hasPort ? authority : authority + (scheme.equals("https") ? ":443" : ":80");
    }
}
