package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import dev.chatchannel.file.Avatars;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.protocol.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Collects the bodies of requests, whatever they ask for, before anybody looks at them: so that no thread waits for a client that
 * drips. The request comes anew, dispatched, when its body is whole.
 */
public final class Bodies extends HttpFilter {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");
    private static final long serialVersionUID = 1;

    private final int most;
    private final Duration patience;
    private final transient Semaphore large = new Semaphore(Limits.LARGE_BODIES);
    private final transient Semaphore pictures = new Semaphore(Limits.PICTURES);

    /** @param patience for a whole body */
    public Bodies(Limits limits, Duration patience) {
        this.most = limits.frameBytes();
        this.patience = patience;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!hasBody(request)) chain.doFilter(request, response);
        else if (isAvatar(request) && isNobody(request)) refuseNobody(response);
        else if (isFile(request)) chain.doFilter(request, response); // larger than we collect; it is taken in part by part
        else if (request.isAsyncSupported()) collect(request);
        else Answer.refused(response, Refusal.BAD_REQUEST.refused("Nobody reads a body here; send none."));
    }

    private void collect(HttpServletRequest request) throws IOException {
        if (isAvatar(request)) IncomingBody.collect(request, Avatars.MOST, pictures, patience);
        else IncomingBody.collect(request, most, large, patience);
    }

    private static boolean isAvatar(HttpServletRequest request) {
        return path(request).equals(AvatarServlet.OWN);
    }

    /** A glance at the headers: who asks is worked out behind us, and nobody at all is to hold one of the few places. */
    private static boolean isNobody(HttpServletRequest request) {
        return request.getHeader("Authorization") == null && SessionCookie.of(request).isEmpty();
    }

    private static void refuseNobody(HttpServletResponse response) throws IOException {
        response.setHeader("Connection", "close"); // else the container waits for the rest
        Answer.refused(response, Refusal.NOT_ALLOWED.refused("Sign in first."));
    }

    private static boolean isFile(HttpServletRequest request) {
        return path(request).equals("/files") && List.of("POST", "PUT").contains(request.getMethod()) && request.isAsyncSupported();
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static boolean hasBody(HttpServletRequest request) {
        if (request.getContentLengthLong() >= 0) return request.getContentLengthLong() > 0;
        return request.getHeader("Transfer-Encoding") != null || !WITHOUT_BODY.contains(request.getMethod());
    }
}
