package dev.chatchannel.websocket;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A request that is a sound WebSocket handshake.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1">RFC 6455, 4.2.1</a>
 */
final class UpgradeRequest {
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
    private static final int KEY_BYTES = 16;
    private static final int LONGEST_EXTENSIONS = 512;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern SOUND_EXTENSIONS = Pattern.compile(
            "TOKEN(\\s*;\\s*TOKEN(=(TOKEN|\"TOKEN\"))?)*(\\s*,\\s*TOKEN(\\s*;\\s*TOKEN(=(TOKEN|\"TOKEN\"))?)*)*".replace("TOKEN", TOKEN));

    private final HttpServletRequest request;

    private UpgradeRequest(HttpServletRequest request) {
        this.request = request;
    }

    /** @throws NotAnUpgrade when it is something else, or broken */
    static UpgradeRequest of(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") || !names(request, "Upgrade", "websocket") || !names(request, "Connection", "upgrade")) {
            throw new NotAnUpgrade(426, "Expected a WebSocket handshake: GET, Upgrade: websocket, Connection: Upgrade.");
        }
        if (!headers(request, "Sec-WebSocket-Version").equals(List.of("13"))) {
            throw new NotAnUpgrade(426, "Expected Sec-WebSocket-Version: 13.");
        }
        List<String> keys = headers(request, "Sec-WebSocket-Key");
        if (keys.size() != 1 || !isKey(keys.get(0))) {
            throw new NotAnUpgrade(400, "Expected one Sec-WebSocket-Key: 16 bytes in base64.");
        }
        return new UpgradeRequest(request);
    }

    /** @return the request for the container: with the admission as its principal, and without extensions unless they are wanted and sound */
    HttpServletRequest letThrough(Principal admission, boolean compression) {
        boolean keepsExtensions = compression && headers(request, EXTENSIONS).stream().allMatch(UpgradeRequest::isSound);
        return new Admitted(request, admission, keepsExtensions);
    }

    private static boolean isSound(String extensions) {
        return extensions.length() <= LONGEST_EXTENSIONS && SOUND_EXTENSIONS.matcher(extensions.strip()).matches();
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean names(HttpServletRequest request, String header, String token) {
        return headers(request, header).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(value -> value.strip().equalsIgnoreCase(token));
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    private static final class Admitted extends HttpServletRequestWrapper {
        private final Principal admission;
        private final boolean keepsExtensions;

        Admitted(HttpServletRequest request, Principal admission, boolean keepsExtensions) {
            super(request);
            this.admission = admission;
            this.keepsExtensions = keepsExtensions;
        }

        @Override
        public Principal getUserPrincipal() {
            return admission;
        }

        @Override
        public String getRemoteUser() {
            return admission.getName();
        }

        @Override
        public String getHeader(String name) {
            return isHidden(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        /** Says none: Tomcat would keep a copy of them all, cookies and tokens too, for as long as the socket lives. */
        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.emptyEnumeration();
        }

        private boolean isHidden(String name) {
            return !keepsExtensions && EXTENSIONS.equalsIgnoreCase(name);
        }
    }
}
