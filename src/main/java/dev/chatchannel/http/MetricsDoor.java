package dev.chatchannel.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code GET /metrics}: for whoever shows the token of the setting; without the setting there is no such page. Asking from this machine is
 * no proof: behind a proxy that nobody told us of, everybody does.
 *
 * <p>A filter, in front of {@link Identification}: the token is nobody's account.
 */
public final class MetricsDoor extends HttpFilter {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String BEARER = "Bearer ";
    private static final long serialVersionUID = 1;

    private final transient Optional<String> token;
    private final transient Page page;

    /** Writes the page. */
    public interface Page {
        void writeTo(OutputStream out) throws IOException;
    }

    public MetricsDoor(Optional<String> token, Page page) {
        this.token = token;
        this.page = page;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException {
        if (token.isEmpty()) response.sendError(HttpServletResponse.SC_NOT_FOUND);
        else if (!shows(request, token.get())) refuse(response);
        else if (!request.getMethod().equals("GET")) response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        else answer(response);
    }

    private void answer(HttpServletResponse response) throws IOException {
        response.setContentType(TEXT);
        response.setHeader("Cache-Control", "no-store");
        page.writeTo(response.getOutputStream());
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }

    /** Takes as long for a token that is nearly right as for any other. */
    private static boolean shows(HttpServletRequest request, String token) {
        String given = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
        return MessageDigest.isEqual((BEARER + token).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
