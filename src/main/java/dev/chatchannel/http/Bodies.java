package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.protocol.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
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

    /** @param patience for a whole body */
    public Bodies(Limits limits, Duration patience) {
        this.most = limits.frameBytes();
        this.patience = patience;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!hasBody(request)) chain.doFilter(request, response);
        else if (request.isAsyncSupported()) IncomingBody.collect(request, most, large, patience);
        else Answer.refused(response, Refusal.BAD_REQUEST.refused("Nobody reads a body here; send none."));
    }

    private static boolean hasBody(HttpServletRequest request) {
        if (request.getContentLengthLong() >= 0) return request.getContentLengthLong() > 0;
        return request.getHeader("Transfer-Encoding") != null || !WITHOUT_BODY.contains(request.getMethod());
    }
}
