package dev.chatchannel.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What every answer tells the browser to forbid, and how long it may keep what it got.
 *
 * <p>A policy binds documents and workers. Scripts and style sheets that they load are bound by theirs, and are told only what concerns themselves: a first visit
 * loads more than a hundred of them, and without HTTP/2 each head comes whole.
 */
public final class SecurityHeaders extends HttpFilter {
    private static final String REVALIDATE = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final List<String> NO_PARTS = List.of("/workers/", "/service-worker.js", "/api/", "/files/", "/avatars/");
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
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), ""); // as the container understood it
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", isVersioned(path) ? FOR_EVER : REVALIDATE);
        if (!isPart(path)) bind(response);
        chain.doFilter(request, new Kept(response));
    }

    private void bind(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }

    /** Whether it is a library's, whose path has its version: those of WebJars and those of mvnpm. */
    private static boolean isVersioned(String path) {
        return path.startsWith("/webjars/") || path.startsWith("/_static/");
    }

    /** Whether it is nothing but a part of a page: not a worker, nor what people or programs choose the names of. */
    private static boolean isPart(String path) {
        return (path.endsWith(".js") || path.endsWith(".css")) && NO_PARTS.stream().noneMatch(path::startsWith);
    }

    /** What is not there today may be there tomorrow; and what is said instead is shown as a page. */
    private final class Kept extends HttpServletResponseWrapper {
        Kept(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) throws IOException {
            setHeader("Cache-Control", REVALIDATE);
            bind(this);
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            setHeader("Cache-Control", REVALIDATE);
            bind(this);
            super.sendError(status, message);
        }
    }
}
