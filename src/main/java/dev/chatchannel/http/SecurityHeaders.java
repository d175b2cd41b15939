package dev.chatchannel.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;

/** What every answer tells the browser to forbid, and how long it may keep what it got. */
public final class SecurityHeaders extends HttpFilter {
    private static final String REVALIDATE = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final long serialVersionUID = 1;

    private final String policy;

    /** @param importMapHashes of the inline scripts of our pages, each as {@code sha256-…} */
    public SecurityHeaders(Set<String> importMapHashes) {
        this.policy = "default-src 'none'; script-src 'self' '" + String.join("' '", importMapHashes) + "'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
                + "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
                + "base-uri 'none'; frame-ancestors 'none'";
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", isVersioned(request) ? FOR_EVER : REVALIDATE);
        chain.doFilter(request, new Kept(response));
    }

    /** Whether it is a library's, whose path has its version: those of WebJars and those of mvnpm. As the container understood the path. */
    private static boolean isVersioned(HttpServletRequest request) {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        return path.startsWith("/webjars/") || path.startsWith("/_static/");
    }

    /** What is not there today may be there tomorrow. */
    private static final class Kept extends HttpServletResponseWrapper {
        Kept(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) throws IOException {
            setHeader("Cache-Control", REVALIDATE);
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            setHeader("Cache-Control", REVALIDATE);
            super.sendError(status, message);
        }
    }
}
